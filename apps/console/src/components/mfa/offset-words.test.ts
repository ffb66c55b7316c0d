import assert from "node:assert/strict";
import { test } from "node:test";
import { offsetInWords } from "./offset-words.ts";

const offsets: readonly {
  readonly seconds: number;
  readonly duration: string;
  readonly side: string;
}[] = [
  { seconds: 0, duration: "0 seconds", side: "none" },
  { seconds: -30, duration: "30 seconds", side: "behind" },
  { seconds: -60, duration: "1 minute", side: "behind" },
  { seconds: -90, duration: "1 minute", side: "behind" },
  { seconds: -240, duration: "4 minutes", side: "behind" },
  { seconds: -270, duration: "4 minutes", side: "behind" },
  { seconds: 300, duration: "5 minutes", side: "ahead" },
  { seconds: 5370, duration: "89 minutes", side: "ahead" },
  { seconds: 7200, duration: "2 hours", side: "ahead" },
  { seconds: -86_400, duration: "24 hours", side: "behind" },
];

for (const { seconds, duration, side } of offsets) {
  test(`${seconds} s is about ${duration}, ${side}`, () => {
    assert.deepEqual(offsetInWords(seconds, "en"), { duration, side });
  });
}
