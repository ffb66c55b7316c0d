import assert from "node:assert/strict";
import { test } from "node:test";
import { emptyContents } from "../entry/entry.ts";
import { bytesOf, cheap } from "../testing/samples.ts";
import { type BesidePurpose, openBeside, sealBeside } from "./beside.ts";
import { createVault, openVault, sealVault } from "./vault.ts";

const way = { kind: "passphrase", passphrase: "one", cost: cheap } as const;
const make = () => createVault({ ways: [way], contents: emptyContents, atMs: 0 });

test("what lies beside a vault opens with it, and with nothing else", async () => {
  const vault = await make();
  const token = bytesOf("a token");
  const sealed = await sealBeside(vault, "sync", token);
  assert.ok(!Buffer.from(sealed).includes("token"));
  const again = await openVault(await sealVault(vault), way);
  assert.deepEqual(await openBeside(again, "sync", sealed), token);

  assert.equal(await openBeside(await make(), "sync", sealed), undefined);
  assert.equal(await openBeside(vault, "other" as BesidePurpose, sealed), undefined);
  assert.equal(await openBeside(vault, "sync", sealed.with(20, (sealed[20] ?? 0) ^ 1)), undefined);
  assert.equal(await openBeside(vault, "sync", sealed.slice(0, 5)), undefined);
  assert.equal(await openBeside(vault, "sync", new Uint8Array()), undefined);
});

test("neither passes for the contents of a vault, nor these for it", async () => {
  const vault = await make();
  const bytes = await sealVault(vault);
  const end = bytes.length - 32;
  const length = new DataView(bytes.buffer).getUint32(26 + 64 - 10 + 12 + 48 + 12);
  const contents = bytes.slice(end - length - 4 - 12, end);
  const asBeside = Uint8Array.from([...contents.slice(0, 12), ...contents.slice(16)]);
  assert.equal(await openBeside(vault, "sync", asBeside), undefined);
});
