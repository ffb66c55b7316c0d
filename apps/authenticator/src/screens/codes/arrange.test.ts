import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Entry, EntryId } from "@sallyport/vault";
import { arrange, groupsOf, moveBefore } from "./arrange.ts";

function entry(id: string, order: number, more: Partial<Entry> = {}): Entry {
  return {
    ...{ kind: "totp", secret: new Uint8Array([1]), hash: "SHA1", digits: 6, periodSeconds: 30 },
    ...{ id: id as EntryId, issuer: id, account: "", order, createdAt: 0, changedAt: 0 },
    ...more,
  } as Entry;
}
const a = entry("Alpha", 0, { account: "ann@example.com", usedAt: 5 });
const b = entry("Beta", 1, { group: "Work", notes: "the spare one", usedAt: 9 });
const c = entry("Gamma", 2, { name: "bank", group: "Home" });
const all = [a, b, c];
const ids = (entries: readonly Entry[]) => entries.map(({ id }) => id);
const none = { search: "", group: undefined, sorting: "hand" } as const;

describe("what is shown", () => {
  test("is searched for in names, account, group and notes, each word somewhere", () => {
    for (const [search, found] of [
      ["", ["Alpha", "Beta", "Gamma"]],
      ["ANN@", ["Alpha"]],
      ["spare work", ["Beta"]],
      ["bank", ["Gamma"]],
      ["spare bank", []],
    ] as const) {
      assert.deepEqual(ids(arrange(all, { ...none, search })), found, search);
    }
  });

  test("is in one group where one is chosen", () => {
    assert.deepEqual(groupsOf(all), ["Home", "Work"]);
    assert.deepEqual(ids(arrange(all, { ...none, group: "Work" })), ["Beta"]);
  });

  test("is ordered by hand, by use or by name", () => {
    const by = (sorting: "hand" | "use" | "name") => ids(arrange(all, { ...none, sorting }));
    assert.deepEqual(by("hand"), ["Alpha", "Beta", "Gamma"]);
    assert.deepEqual(by("use"), ["Beta", "Alpha", "Gamma"]);
    assert.deepEqual(by("name"), ["Alpha", "Gamma", "Beta"]);
  });
});

describe("an entry that is moved", () => {
  const orderAfter = (entries: readonly Entry[], moved: string, before: string | undefined) => {
    const changes = moveBefore(entries, moved as EntryId, before as EntryId | undefined);
    const orderOf = (one: Entry) => changes.find(({ id }) => id === one.id)?.order ?? one.order;
    return ids([...entries].sort((one, two) => orderOf(one) - orderOf(two)));
  };

  test("stands where it was put, and no other changes", () => {
    assert.deepEqual(orderAfter(all, "Gamma", "Alpha"), ["Gamma", "Alpha", "Beta"]);
    assert.deepEqual(orderAfter(all, "Alpha", "Gamma"), ["Beta", "Alpha", "Gamma"]);
    assert.deepEqual(orderAfter(all, "Alpha", undefined), ["Beta", "Gamma", "Alpha"]);
    assert.equal(moveBefore(all, a.id, c.id).length, 1);
  });

  test("finds a place between equal numbers too", () => {
    const equal = [entry("one", 1), entry("two", 1), entry("three", 1)];
    assert.deepEqual(orderAfter(equal, "three", "two"), ["one", "three", "two"]);
  });

  test("stays where nothing is meant", () => {
    assert.deepEqual(moveBefore(all, a.id, a.id), []);
    assert.deepEqual(moveBefore(all, "nobody" as EntryId, a.id), []);
  });
});
