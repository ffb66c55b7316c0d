// When is work already done? When the stamp left beside its result names the same inputs. Contents are compared, not
// times: a checkout makes old files new and new ones old.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";

/** A fingerprint of files by name and content. @param {string} base @param {readonly string[]} files */
export function fingerprint(base, files) {
  const hash = createHash("sha256").update(`${process.platform}-${process.arch}\n`);
  for (const file of files) {
    const content = readFileSync(file);
    hash.update(`${relative(base, file)} ${content.byteLength}\n`).update(content);
  }
  return hash.digest("hex");
}

/** @param {string} file @param {string} print */
export function isStamped(file, print) {
  try {
    return readFileSync(file, "utf8") === print;
  } catch {
    return false; // no stamp: nothing was done
  }
}

/** @param {string} file @param {string} print */
export function stamp(file, print) {
  writeFileSync(file, print);
}

const passedOver = new Set(["node_modules", "dist", "dist.next", "dist.old", ".git", ".cache"]);

/** Every source file below a folder, in a stable order; nothing for a folder that is not there. @param {string} folder @returns {string[]} */
export function filesBelow(folder) {
  let entries;
  try {
    entries = readdirSync(folder, { withFileTypes: true });
  } catch {
    return [];
  }
  return entries
    .filter(({ name }) => !passedOver.has(name))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path);
      return entry.isFile() ? [path] : [];
    });
}
