// What was answered survives: a writer that tells what was acknowledged is killed at once, in the middle of its work.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import type { AccountId } from "@sallyport/core";
import { openStore } from "./open-store.ts";
import { newFile, newSchema, postgresUrl, type TestDatabase } from "./testing/databases.ts";

const ENOUGH = 300;

async function killWriter(url: string): Promise<readonly number[]> {
  const script = new URL("./testing/writer.ts", import.meta.url).pathname;
  const writer = spawn(process.execPath, [script, url], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const acknowledged: number[] = [];
  for await (const line of createInterface({ input: writer.stdout })) {
    acknowledged.push(Number(line));
    if (acknowledged.length === ENOUGH) writer.kill("SIGKILL");
  }
  if (writer.exitCode === null && writer.signalCode === null) await once(writer, "exit");
  return acknowledged;
}

async function checkDurable({ url, dispose }: TestDatabase): Promise<void> {
  const acknowledged = await killWriter(url);
  assert.ok(acknowledged.length >= ENOUGH, `only ${acknowledged.length} were acknowledged`);
  const store = await openStore({ url });
  const lost = await store.read(async ({ spentSteps }) => {
    const missing: number[] = [];
    for (const step of acknowledged) {
      const spent = await spentSteps.isSpent("1" as AccountId, new Uint8Array(32), step);
      if (!spent) missing.push(step);
    }
    return missing;
  });
  assert.deepEqual(lost, []);
  await store.close();
  await dispose();
}

test("SQLite: what was acknowledged before kill -9 is there", async () => {
  await checkDurable(await newFile());
});

if (postgresUrl !== undefined) {
  test("PostgreSQL: what was acknowledged before kill -9 is there", async () => {
    await checkDurable(await newSchema(postgresUrl ?? ""));
  });
}
