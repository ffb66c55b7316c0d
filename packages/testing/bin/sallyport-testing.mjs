#!/usr/bin/env node
// `sallyport-testing`: puts the right Node first, as `sallyport` does, and hands over to src/main.ts. Standard output is the
// protocol's alone.

import { fileURLToPath } from "node:url";
import { endAs, endWith, run, watchSignals } from "../../../tools/lib/children.mjs";
import { Refusal, say } from "../../../tools/lib/house.mjs";
import { prepare } from "../../../tools/lib/prepare.mjs";

const main = fileURLToPath(new URL("../src/main.ts", import.meta.url));

watchSignals();
try {
  const node = await prepare({});
  const args = ["--disable-warning=ExperimentalWarning", main, ...process.argv.slice(2)];
  endAs(await run(node, args, { output: "through", cwd: process.cwd() }));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  endWith(1);
}
