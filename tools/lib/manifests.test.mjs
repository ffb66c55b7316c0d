import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./house.mjs";
import { manifests } from "./manifests.mjs";

/** @returns {{ path: string, name: string, version: string }[]} */
function dependencies() {
  return manifests().flatMap(({ path, manifest }) =>
    ["dependencies", "devDependencies", "optionalDependencies"].flatMap((kind) =>
      Object.entries(manifest[kind] ?? {}).map(([name, version]) => ({ path, name, version })),
    ),
  );
}

test("every dependency has its reason on the page of dependencies", () => {
  const page = readFileSync(join(root, "docs", "decisions", "0001-dependencies.md"), "utf8");
  const rows = page.split("\n").filter((line) => line.startsWith("| `"));
  const names = rows.flatMap((row) => row.split("|")[1]?.match(/[^`, ]+/g) ?? []);
  const foreign = dependencies().filter(({ name }) => !name.startsWith("@sallyport/"));
  assert.deepEqual(
    [...new Set(names)].sort(),
    [...new Set(foreign.map(({ name }) => name))].sort(),
  );
});

test("every dependency is pinned to one version, the same in every room", () => {
  const seen = new Map();
  for (const { path, name, version } of dependencies()) {
    assert.match(version, /^\d+\.\d+\.\d+$/, `${name} in ${path}`);
    assert.equal(version, seen.get(name) ?? version, `${name} in ${path}`);
    seen.set(name, version);
  }
});

test("every package is private, under the house's licence and made of ES modules", () => {
  for (const { path, manifest } of manifests()) {
    const { private: isPrivate, license, type } = manifest;
    assert.deepEqual(
      { isPrivate, license, type },
      { isPrivate: true, license: "Apache-2.0", type: "module" },
      path,
    );
  }
});

test("the lock files name no server to download from", () => {
  for (const folder of ["", "tools/node"]) {
    const { packages } = JSON.parse(readFileSync(join(root, folder, "package-lock.json"), "utf8"));
    for (const { resolved = "" } of Object.values(packages)) {
      assert.doesNotMatch(resolved, /^[a-z+]+:\/\/(?!registry\.npmjs\.org\/)/);
    }
  }
});
