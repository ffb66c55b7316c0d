import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { changeEntry, makeEntry, markUsed, trashEntry } from "./entry/change.ts";
import { entriesOf } from "./entry/contents.ts";
import { fingerprintOf } from "./entry/duplicates.ts";
import { type Entry, type EntryId, isEntry } from "./entry/entry.ts";
import { joinContents, previewJoin } from "./join.ts";
import { anyItems, bytesOf, sampleDraft } from "./testing/samples.ts";

const atMs = 9000;
const entry = (id: string, secret: string, order = 0): Entry =>
  makeEntry(sampleDraft({ secret: bytesOf(secret), account: id }), {
    id: id as EntryId,
    order,
    atMs: 1000,
  });
const accounts = (items: readonly Entry[]) => items.map(({ account }) => account);

test("accounts of a device come after those of the shared vault, and those of both are there once", () => {
  const own = { items: [entry("own-key-1", "key 1"), entry("own-key-2", "key 2", 1)] };
  const shared = { items: [entry("shared-2", "key 2", 4), entry("shared-3", "key 3", 5)] };
  assert.deepEqual(previewJoin(own, shared), { here: 2, there: 2, both: 1 });
  const joined = entriesOf(joinContents(own, shared, atMs));
  assert.deepEqual(
    joined.map(({ id }) => id),
    ["shared-2", "shared-3", "own-key-1"],
  );
});

test("to join once more changes nothing", () => {
  fc.assert(
    fc.property(anyItems, anyItems, (items, there) => {
      const own = { items };
      const joined = joinContents(own, { items: there }, 5_000_000_000_000);
      assert.deepEqual(joinContents(own, joined, 5_000_000_000_001), joined);
    }),
  );
});

describe("of an account that both have", () => {
  const there = entry("shared-1", "key");
  const own = entry("own-key-1", "key");
  const only = (mine: Entry, theirs: Entry) => {
    const { items } = joinContents({ items: [mine] }, { items: [theirs] }, atMs);
    assert.equal(items.length, 1);
    return items[0] as Entry;
  };

  test("the later change stays, whoever made it", () => {
    const named = changeEntry(own, { name: "Mine", notes: "a note" }, 2000);
    assert.deepEqual(only(named, there), { ...named, id: there.id });
    const renamed = changeEntry(there, { name: "Theirs" }, 3000);
    assert.deepEqual(only(named, renamed), renamed);
  });

  test("the counter goes on where it was furthest", () => {
    const hotp = (value: Entry, counter: number) =>
      ({ ...value, kind: "hotp", counter, periodSeconds: undefined }) as unknown as Entry;
    const used = markUsed(hotp(own, 7), 1500);
    assert.equal((only(used, hotp(there, 3)) as { counter?: number }).counter, 8);
  });

  test("one that is in use on either side stays in use", () => {
    assert.equal(only(trashEntry(own, 5000), there).deletedAt, undefined);
    assert.equal(only(own, trashEntry(there, 5000)).deletedAt, undefined);
    assert.notEqual(only(trashEntry(own, 5000), trashEntry(there, 5000)).deletedAt, undefined);
  });
});

test("an account that a device has twice stays twice", () => {
  const own = { items: [entry("own-key-1", "key"), entry("own-key-2", "key", 1)] };
  const joined = joinContents(own, { items: [entry("shared-1", "key")] }, atMs);
  assert.deepEqual(accounts(entriesOf(joined)).length, 2);
});

test("no key of either side is lost, and none that was in use leaves it", () => {
  fc.assert(
    fc.property(anyItems, anyItems, fc.nat({ max: 4 }), (own, others, shared) => {
      // Some keys are on both sides, under other ids.
      const copies = own
        .filter(isEntry)
        .slice(0, shared)
        .map((item) => ({ ...item, id: `copy-${item.id}` as EntryId }));
      const there = { items: [...others, ...copies] };
      const joined = joinContents({ items: own }, there, 5_000_000_000_000);
      const keys = new Set(joined.items.filter(isEntry).map(fingerprintOf));
      const inUse = new Set(entriesOf(joined).map(fingerprintOf));
      for (const item of [...own, ...there.items].filter(isEntry)) {
        assert.ok(keys.has(fingerprintOf(item)));
        assert.ok(item.deletedAt !== undefined || inUse.has(fingerprintOf(item)));
      }
      assert.equal(new Set(joined.items.map(({ id }) => id)).size, joined.items.length);
    }),
    { numRuns: 300 },
  );
});
