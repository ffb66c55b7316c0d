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

/** Runs the server's program, with our input and output, in the caller's folder. @param {string} node @param {readonly string[]} args */
export async function runServer(node, args) {
  const main = `${root}/apps/server/src/main.ts`;
  const quiet = "--disable-warning=ExperimentalWarning"; // node:sqlite would say so on every start
  return run(node, [quiet, main, ...args], { output: "through", cwd: process.cwd() });
}
