// What must be there before anything of Sallyport runs, in its order; each part is done only when it is missing or stale.

import { run } from "./children.mjs";
import { root } from "./house.mjs";
import { installOnce } from "./npm.mjs";
import { linkRightNode, rightNode } from "./right-node.mjs";

/** Answers with the path of the right Node. @param {{ readonly web?: boolean, readonly programs?: boolean }} parts */
export async function prepare({ web = false, programs = false }) {
  const node = await rightNode();
  await installOnce(root, "the dependencies");
  linkRightNode();
  if (programs) await (await import("./programs.mjs")).installPrograms();
  if (web) await (await import("./web-build.mjs")).buildWeb(node);
  return node;
}

/** tests/support/sallyport.ts starts it with the same. */
const flags = [
  "--disable-warning=ExperimentalWarning", // node:sqlite would say so on every start
  // V8 lets rubbish that is young grow to 100 MB before it collects, for no request more in a second that could be measured.
  "--max-semi-space-size=8",
];

/** Runs the server's program, with our input and output, in the caller's folder. @param {string} node @param {readonly string[]} args */
export async function runServer(node, args) {
  const main = `${root}/apps/server/src/main.ts`;
  return run(node, [...flags, main, ...args], { output: "through", cwd: process.cwd() });
}
