// The Node that Sallyport runs on: the machine's own where that is new enough, else the one that tools/node names and
// locks. Native add-ons crash without a word on an older one, so nothing is started before this was settled.

import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { Refusal, root } from "./house.mjs";
import { installOnce } from "./npm.mjs";

const folder = join(root, "tools", "node");
const downloaded = join(folder, "node_modules", ".bin", "node");

/** The `engines` of every package.json, for people and for npm. */
export const engines = ">=24.16 <25 || >=26.1";

/** The same as `engines`: no semver library is there before the first install. @param {string} version */
export function isRightNode(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, "").split(".").map(Number);
  return (major === 24 && minor >= 16) || (major === 26 && minor >= 1) || major > 26;
}

/** Answers with the path of the right Node, and puts it first in the PATH of whatever we start. @returns {Promise<string>} */
export async function rightNode() {
  const node = isRightNode(process.version) ? process.execPath : await downloadedNode();
  process.env["PATH"] = `${dirname(node)}${delimiter}${process.env["PATH"] ?? ""}`;
  return node;
}

async function downloadedNode() {
  await installOnce(folder, `Node ${engines} beside this machine's ${process.version}`);
  const { stdout } = spawnSync(downloaded, ["--version"], { encoding: "utf8" });
  if (!isRightNode(stdout ?? "")) {
    throw new Refusal(
      `Sallyport needs Node ${engines}. This is ${process.version}, and no newer one can be fetched for ` +
        `${process.platform}-${process.arch}: please install it from https://nodejs.org`,
    );
  }
  return downloaded;
}

/** npm puts node_modules/.bin first in the path, so with this link `npx tsc` too runs on the right Node. */
export function linkRightNode() {
  const link = join(root, "node_modules", ".bin", "node");
  if (existsSync(link) || !existsSync(downloaded)) return;
  mkdirSync(dirname(link), { recursive: true });
  rmSync(link, { force: true }); // one that points nowhere
  symlinkSync(join("..", "..", "tools", "node", "node_modules", ".bin", "node"), link);
}
