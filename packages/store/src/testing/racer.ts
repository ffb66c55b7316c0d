// Tries to spend every step below a number, many at once, and prints those it got.

import { type AccountId, instant } from "@sallyport/core";
import { openStore } from "../open-store.ts";

const [, , url = "", steps = "0"] = process.argv;
const store = await openStore({ url });
const answers = await Promise.all(
  Array.from({ length: Number(steps) }, (_, step) =>
    store.atomically((tx) =>
      tx.spentSteps.spend("1" as AccountId, new Uint8Array(32), step, instant(1)),
    ),
  ),
);
process.stdout.write(JSON.stringify(answers.flatMap((won, step) => (won ? [step] : []))));
await store.close();
