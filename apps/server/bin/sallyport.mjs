#!/usr/bin/env node
// The `sallyport` command. It may be started by a Node too old for Sallyport and in a clone where nothing is installed:
// it puts that right first, talking on standard error only, and then hands over to main.ts.

import { endAs, endWith, watchSignals } from "../../../tools/lib/children.mjs";
import { Refusal, say } from "../../../tools/lib/house.mjs";
import { prepare, runServer } from "../../../tools/lib/prepare.mjs";

const args = process.argv.slice(2);
const servesPages = args[0] === "start" || args[0] === "lab";

watchSignals();
try {
  const node = await prepare({ web: servesPages });
  endAs(await runServer(node, args));
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  say(error.message);
  endWith(1);
}
