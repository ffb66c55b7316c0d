import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { duration } from "./duration.ts";
import { messages } from "./en.ts";
import { t, tCount } from "./t.ts";

const source = join(import.meta.dirname, "..");
const keys = Object.keys(messages);

test("placeholders are filled, and what is filled in is never read as one", () => {
  assert.equal(t("add.added", { title: "{title}" }), "{title} was added.");
});

test("a number chooses its form, and a time its unit", () => {
  assert.equal(tCount("preview.add", 1), "Add 1 account");
  assert.equal(tCount("preview.add", 0), "Add 0 accounts");
  for (const [ms, words] of [
    [1000, "1 second"],
    [40_000, "40 seconds"],
    [119_000, "119 seconds"],
    [240_000, "4 minutes"],
    [7_200_000, "2 hours"],
    [86_400_000 * 3, "3 days"],
  ] as const) {
    assert.equal(duration(ms), words);
  }
});

test("every text is used somewhere", () => {
  const code = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/en\.ts$|\.test\.ts$/.test(name))
    .map((name) => readFileSync(join(source, name), "utf8"))
    .join("\n");
  // `colour.${name}` uses every key that begins like it.
  const patterns = [...code.matchAll(/`([\w.-]+\.)\$\{[^}]+\}`/g)].map(([, head = ""]) => head);
  const isUsed = (key: string) =>
    code.includes(`"${key}"`) || patterns.some((head) => key.startsWith(head));
  const unused = keys.filter((key) => !isUsed(key) && !isUsed(key.replace(/\.(one|other)$/, "")));
  assert.deepEqual(unused, []);
});

test("no text stands anywhere else", () => {
  const screens = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".tsx"),
  );
  for (const name of screens) {
    const text = readFileSync(join(source, name), "utf8");
    assert.doesNotMatch(text, /(?:aria-label|title|placeholder|alt|label)="[^"]/, name);
    assert.doesNotMatch(text, />\s*[A-Z][a-z]+ [a-z]+[^<{]*</, name);
  }
});
