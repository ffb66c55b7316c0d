import assert from "node:assert/strict";
import { test } from "node:test";
import { isWithin, requireRightNode, WrongNode } from "./right-node.ts";

// As in tools/lib/right-node.test.mjs, for what the checkout's own command asks of a Node.
for (const [version, right] of Object.entries({
  "18.20.8": false,
  "20.20.2": false,
  "22.23.0": false,
  "24.4.1": false,
  "24.15.9": false,
  "24.16.0": true,
  "24.21.0": true,
  "25.9.0": false,
  "26.0.3": false,
  "26.1.0": true,
  "26.1.0-nightly20260412ab": true,
  "27.0.0": true,
})) {
  test(`Node ${version} is ${right ? "right" : "told so"}`, () => {
    if (right) requireRightNode(version);
    else {
      assert.throws(
        () => requireRightNode(version),
        (error) => error instanceof WrongNode && error.message.includes(`this is ${version}.`),
      );
    }
  });
}

test("a range that it cannot read is no range", () => {
  for (const range of ["^24.16.0", "24.x", "", ">= 24"]) {
    assert.throws(() => isWithin(range, "24.16.0"), /is no comparator/);
  }
});
