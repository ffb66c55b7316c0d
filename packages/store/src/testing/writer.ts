// Spends steps as fast as it can and writes each one that was acknowledged to its output; to be killed.

import { writeSync } from "node:fs";
import { type AccountId, instant } from "@sallyport/core";
import { openStore } from "../open-store.ts";

const IN_FLIGHT = 16;
const STDOUT = 1;

const store = await openStore({ url: process.argv[2] ?? "" });
let step = 0;

async function spendForEver(): Promise<never> {
  for (;;) {
    step += 1;
    const mine = step;
    await store.transact((tx) =>
      tx.spentSteps.spend("1" as AccountId, new Uint8Array(32), mine, instant(1)),
    );
    writeSync(STDOUT, `${mine}\n`);
  }
}

await Promise.all(Array.from({ length: IN_FLIGHT }, spendForEver));
