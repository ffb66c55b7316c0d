import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { messages } from "./en.ts";
import { t, tCount } from "./t.ts";

const source = join(import.meta.dirname, "..");
const files = readdirSync(source, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.tsx?$/.test(name),
);
const keys = Object.keys(messages);

test("placeholders are filled, each wherever it stands", () => {
  assert.equal(t("deleteUsers.titleOne", { userName: "alice" }), "Delete user alice?");
  assert.equal(t("action.cancel"), "Cancel");
});

test("what is filled in is never read as a placeholder again", () => {
  assert.equal(t("deleteUsers.titleOne", { userName: "{userName}" }), "Delete user {userName}?");
});

test("a number chooses its form", () => {
  assert.equal(tCount("age.days", 1), "1 day");
  assert.equal(tCount("age.days", 0), "0 days");
  assert.equal(tCount("age.days", 12), "12 days");
});

test("what can be one can be many", () => {
  const stems = keys.flatMap((key) => /^(.*)\.one$/.exec(key)?.[1] ?? []);
  assert.deepEqual(
    stems.filter((stem) => !keys.includes(`${stem}.other`)),
    [],
  );
});

test("no two pages use one key for different texts", () => {
  const defined = files
    .filter((name) => name.startsWith(join("i18n", "en")))
    .flatMap(
      (name) => readFileSync(join(source, name), "utf8").match(/^ {2}"[\w.-]+(?=":)/gm) ?? [],
    );
  const twice = defined.filter((key, index) => defined.indexOf(key) !== index);
  assert.deepEqual(twice, []);
});

test("every text is used somewhere", () => {
  const code = files
    .filter((name) => !name.startsWith("i18n") && !name.endsWith(".test.ts"))
    .map((name) => readFileSync(join(source, name), "utf8"))
    .join("\n");
  // `user.tab.${id}` uses every key that begins and ends like it.
  const patterns = [...code.matchAll(/`([\w.-]*)\$\{[^}]+\}([\w.-]*)`/g)]
    .filter(([, head = ""]) => head.includes("."))
    .map(([, head = "", tail = ""]) => ({ head, tail }));
  // `${words}.title` uses `users.title` where a page says words="users".
  const namedWords = [...code.matchAll(/\bwords="([\w.-]+)"/g)].map(([, words = ""]) => words);
  const endings = [...code.matchAll(/`\$\{words\}(\.[\w.-]+)`/g)].map(([, ending = ""]) => ending);
  const named = new Set(namedWords.flatMap((words) => endings.map((ending) => words + ending)));
  const isUsed = (key: string) =>
    code.includes(`"${key}"`) ||
    named.has(key) ||
    patterns.some(({ head, tail }) => key.startsWith(head) && key.endsWith(tail));
  const unused = keys.filter((key) => !isUsed(key) && !isUsed(key.replace(/\.(one|other)$/, "")));
  assert.deepEqual(unused, []);
});
