import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { longAnswer, longBlobPlace } from "./long-answer.ts";

async function* pieces(...lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const length of lengths) yield randomBytes(length);
}

const xml = `<A>${longBlobPlace}</A>`;
const lengths: readonly (readonly number[])[] = [
  [],
  [0],
  [1],
  [2, 2],
  [1, 1, 1],
  [3, 4, 5],
  [999, 0, 1001],
];

for (const these of lengths) {
  test(`pieces of ${these.join(" and ") || "nothing"} arrive as one blob`, async () => {
    const sent: Uint8Array[] = [];
    const remembered = async function* () {
      for await (const piece of pieces(...these)) {
        sent.push(piece);
        yield piece;
      }
    };
    const base64 = /^<A>(.*)<\/A>$/.exec(await text(longAnswer(xml, remembered())))?.[1];
    assert.equal(base64, Buffer.concat(sent).toString("base64"));
  });
}

test("no more is made than was asked for, and nothing after the client left", async () => {
  let made = 0;
  let ended = false;
  const endless = async function* () {
    try {
      for (;;) {
        made += 1;
        yield randomBytes(300);
      }
    } finally {
      ended = true;
    }
  };
  const reader = longAnswer(xml, endless()).getReader();
  for (let count = 0; count < 4; count += 1) await reader.read();
  assert.ok(made <= 5, `${made} pieces were made`);
  await reader.cancel();
  assert.ok(ended);
});

test("an answer that breaks off is an error, not an end", async () => {
  const broken = async function* () {
    yield randomBytes(3);
    throw new Error("the database went away");
  };
  await assert.rejects(text(longAnswer(xml, broken())), { message: "the database went away" });
});
