import assert from "node:assert/strict";
import { test } from "node:test";
import { offsetOf } from "./clock.ts";

const noon = Date.parse("2026-11-24T12:00:00Z");
const serverDate = "Tue, 24 Nov 2026 12:00:00 GMT";

test("a device that is 40 seconds fast is 40 seconds ahead of the server", () => {
  const offset = offsetOf({ serverDate, askedAt: noon + 40_400, answeredAt: noon + 40_600 });
  assert.equal(offset, -40_000);
});

test("an answer that took long, or has no date, tells nothing", () => {
  assert.equal(offsetOf({ serverDate, askedAt: noon, answeredAt: noon + 6000 }), undefined);
  for (const wrong of [null, "", "yesterday"]) {
    assert.equal(offsetOf({ serverDate: wrong, askedAt: noon, answeredAt: noon }), undefined);
  }
});
