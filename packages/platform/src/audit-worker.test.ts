import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { type AuditBlock, instant } from "@sallyport/core";
import { startAuditWorker } from "./audit-worker.ts";
import { createLog } from "./log.ts";

const block: AuditBlock = {
  number: 12,
  count: 3,
  newestAt: instant(5),
  sealedAt: instant(6),
  entries: "",
  entriesHash: new Uint8Array(32),
  hash: new Uint8Array(32).fill(0xab),
  mac: new Uint8Array(32).fill(0xcd),
  removal: undefined,
};

const silent = createLog({ to: 2, readable: false, level: "silent" });

test("a stop seals once more and notes the newest block, and nothing of its key", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-audit-"));
  const path = join(folder, "log");
  const log = createLog({ to: path, readable: false });
  let sealed = 0;
  const worker = startAuditWorker({
    log,
    days: undefined,
    iam: {
      sealTrail: async () => {
        sealed += 1;
        return block;
      },
      removeOldTrail: () => assert.fail("records are kept for ever"),
    },
  });
  await worker.stop();
  assert.equal(sealed, 2);
  const text = await readFile(path, "utf8");
  assert.equal(JSON.parse(text).auditHead, `12:${"ab".repeat(32)}`);
  assert.ok(!text.includes("cdcd"));
  await rm(folder, { recursive: true });
});

test("a failure is not the end", async () => {
  let tries = 0;
  const worker = startAuditWorker({
    log: silent,
    days: 30,
    iam: {
      sealTrail: async () => {
        tries += 1;
        throw new Error("the database is away");
      },
      removeOldTrail: async () => false,
    },
  });
  await worker.stop();
  assert.equal(tries, 2);
});

test("a head of another form is not logged", async () => {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-audit-"));
  const path = join(folder, "log");
  createLog({ to: path, readable: false }).info("x", { auditHead: `12:${"a".repeat(43)}` });
  assert.ok(!(await readFile(path, "utf8")).includes("aaaa"));
  await rm(folder, { recursive: true });
});
