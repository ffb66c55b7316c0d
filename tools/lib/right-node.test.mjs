import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { root } from "./house.mjs";
import { manifests } from "./manifests.mjs";
import { engines, isRightNode } from "./right-node.mjs";

const versions = /** @type {const} */ ([
  ["v20.20.2", false],
  ["v22.22.0", false],
  ["v24.15.9", false],
  ["v24.16.0", true],
  ["v24.21.0", true],
  ["v25.9.0", false],
  ["v26.0.0", false],
  ["v26.1.0", true],
  ["v27.0.0", true],
  ["", false],
]);

for (const [version, right] of versions) {
  test(`Node ${version || "of no version"} is ${right ? "" : "not "}one to run on`, () => {
    assert.equal(isRightNode(version), right);
  });
}

test("every package asks for the same Node", () => {
  for (const { path, manifest } of manifests()) assert.equal(manifest.engines?.node, engines, path);
});

test("the Node that tools/node fetches is one to run on", () => {
  const text = readFileSync(join(root, "tools", "node", "package.json"), "utf8");
  for (const version of Object.values(JSON.parse(text).optionalDependencies)) {
    assert.equal(isRightNode(version), true);
  }
});
