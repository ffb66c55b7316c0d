// Where the house stands, and how its tools speak: on standard error only, because standard output belongs to whatever
// was asked for (a test report, the JSON of a command).

import { fileURLToPath } from "node:url";

/** The root of the repository, without a slash at its end. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** @param {string} sentence */
export function say(sentence) {
  process.stderr.write(`sallyport: ${sentence}\n`);
}

/** A failure that needs no stack trace: its message says all, and what to do. */
export class Refusal extends Error {}
