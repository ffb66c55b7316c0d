// Every package.json of the house, for the tests that hold them to the house's rules.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { root } from "./house.mjs";

/** @typedef {{ readonly path: string, readonly manifest: any }} Manifest */

/** @returns {readonly Manifest[]} */
export function manifests() {
  const rooms = ["packages", "apps"].flatMap((floor) =>
    readdirSync(join(root, floor)).map((room) => join(root, floor, room)),
  );
  return [root, ...rooms, join(root, "tools", "node")]
    .map((folder) => join(folder, "package.json"))
    .filter((file) => existsSync(file))
    .map((file) => ({
      path: relative(root, file),
      manifest: JSON.parse(readFileSync(file, "utf8")),
    }));
}
