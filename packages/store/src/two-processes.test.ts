// Two servers on one database race for the same rows: of each step one gets it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { openStore } from "./open-store.ts";
import { newFile, newSchema, postgresUrl, type TestDatabase } from "./testing/databases.ts";

const STEPS = 200;

async function race(url: string): Promise<readonly number[]> {
  const script = new URL("./testing/racer.ts", import.meta.url).pathname;
  const racer = spawn(process.execPath, [script, url, String(STEPS)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  return JSON.parse(await text(racer.stdout));
}

async function checkRace({ url, dispose }: TestDatabase): Promise<void> {
  await (await openStore({ url })).close();
  const won = await Promise.all([race(url), race(url), race(url)]);
  const steps = won.flat().toSorted((a, b) => a - b);
  assert.deepEqual(
    steps,
    Array.from({ length: STEPS }, (_, index) => index),
  );
  await dispose();
}

test("SQLite: three processes that spend the same steps spend each once", async () => {
  await checkRace(await newFile());
});

if (postgresUrl !== undefined) {
  test("PostgreSQL: three processes that spend the same steps spend each once", async () => {
    await checkRace(await newSchema(postgresUrl ?? ""));
  });
}
