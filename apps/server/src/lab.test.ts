// Security rule 33: what shows passwords on the screen is reached from this machine alone, and is never taken for a server that
// people mean.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { OperatorFault } from "@sallyport/platform";
import { openStore } from "@sallyport/store";
import type { Installation } from "./installation.ts";
import { labMark, refuseLab } from "./lab.ts";
import { requireLoopback } from "./loopback.ts";

const words = { who: "The lab", instead: "leave it" };
const check = (host: string, publicUrl?: string) =>
  requireLoopback({ listen: { host, port: 0 }, publicUrl }, words);

describe("what is for this machine alone", () => {
  for (const host of ["127.0.0.1", "::1", "localhost"]) {
    test(`listens on ${host}`, () => check(host));
  }
  for (const publicUrl of ["http://localhost:6238", "http://127.0.0.1:6238", "http://[::1]:6238"]) {
    test(`may be called ${publicUrl}`, () => check("127.0.0.1", publicUrl));
  }
  for (const host of [
    "0.0.0.0",
    "::",
    "192.168.1.7",
    "::ffff:0.0.0.0",
    "fe80::1",
    "a.example",
    "",
  ]) {
    test(`does not listen on “${host}”`, () => {
      assert.throws(() => check(host), OperatorFault);
      assert.throws(() => check(host, "http://localhost:6238"), OperatorFault);
    });
  }
  for (const publicUrl of [
    "https://iam.example",
    "http://localhost.example:6238",
    "http://127.0.0.1.example",
    "http://10.0.0.1",
  ]) {
    test(`is not called ${publicUrl}`, () => {
      assert.throws(() => check("127.0.0.1", publicUrl), OperatorFault);
    });
  }
});

describe("a database", () => {
  let store: Awaited<ReturnType<typeof openStore>>;
  before(async () => {
    store = await openStore({ url: "sqlite::memory:" });
  });
  after(() => store.close());
  const start = () => refuseLab({ store } as unknown as Installation);

  test("that a lab has marked is refused to a server that people mean", async () => {
    await start();
    await store.marks.put(labMark, "yes");
    await assert.rejects(start(), OperatorFault);
  });
});
