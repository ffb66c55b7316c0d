// A packed kit is started by whatever Node the project has. It is looked at before anything native is loaded, and this file
// and all it imports must run on an old one.

import { readFileSync } from "node:fs";

/** The Node at hand is not one that Sallyport runs on. Its message says all, and what to do. */
export class WrongNode extends Error {
  override readonly name = "WrongNode";
}

/** Throws a WrongNode unless this Node is one that the package's `engines` name. */
export function requireRightNode(version: string = process.versions.node): void {
  const { name, engines } = readManifest();
  if (isWithin(engines.node, version)) return;
  throw new WrongNode(
    `${name} needs Node ${engines.node}, and this is ${version}. Install a newer one from https://nodejs.org.`,
  );
}

interface Manifest {
  readonly name: string;
  readonly engines: { readonly node: string };
}

function readManifest(): Manifest {
  return JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")) as Manifest;
}

/** As npm reads a range that is made of `>=` and `<`, spaces (and) and `||` (or). A pre-release counts as the release. */
export function isWithin(range: string, version: string): boolean {
  return range.split("||").some((all) =>
    all
      .trim()
      .split(/\s+/)
      .every((comparator) => fits(comparator, version)),
  );
}

function fits(comparator: string, version: string): boolean {
  const [, sign, bound = ""] = /^(>=|<)(\d+(?:\.\d+){0,2})$/.exec(comparator) ?? [];
  if (sign === undefined) throw new Error(`"${comparator}" is no comparator of this house`);
  const isBelow = compare(version, bound) < 0;
  return sign === "<" ? isBelow : !isBelow;
}

/** Number by number; what is not there is 0. */
function compare(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => text.split(/[.-]/, 3).map(Number));
  for (const place of [0, 1, 2]) {
    const difference = (a?.[place] ?? 0) - (b?.[place] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
