import assert from "node:assert/strict";
import { test } from "node:test";
import { changedTags, repeatedKeys, withoutEmptyTags } from "./tags.ts";

const tag = (key: string, value = "") => ({ key, value });

test("only what changed is set, and only what went is removed", () => {
  const before = [tag("team", "red"), tag("env", "prod"), tag("old", "1")];
  const after = [tag("team", "blue"), tag("env", "prod"), tag("new", "")];
  assert.deepEqual(changedTags(before, after), {
    set: [tag("team", "blue"), tag("new", "")],
    remove: ["old"],
  });
});

test("nothing changed means nothing to do", () => {
  assert.deepEqual(changedTags([tag("a", "1")], [tag("a", "1")]), { set: [], remove: [] });
});

test("keys are compared regardless of case, and empty ones not at all", () => {
  assert.deepEqual([...repeatedKeys([tag("Team"), tag(""), tag("team"), tag("")])], [2]);
});

test("rows left wholly empty do not count", () => {
  assert.deepEqual(withoutEmptyTags([tag(""), tag("a"), tag("", "x")]), [tag("a"), tag("", "x")]);
});
