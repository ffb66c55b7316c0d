import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { changeEntry, eraseEntry, makeEntry, markUsed } from "./entry/change.ts";
import type { Entry, EntryId, Item, VaultContents } from "./entry/entry.ts";
import { merge } from "./merge.ts";
import { bytesOf, sampleDraft } from "./testing/samples.ts";

// Few ids, few instants: so that devices meet over the same entry, at the same moment too. A key never changes under an id.
const ids = ["entry-00", "entry-01", "entry-02"] as EntryId[];
const anyInstant = fc.nat({ max: 3 });
const anyText = fc.constantFrom("a", "b");

const anyItem = (id: EntryId, index: number): fc.Arbitrary<Item> => {
  const anyMarks = fc.record({ counter: fc.nat({ max: 3 }), usedAt: fc.option(anyInstant) });
  const anyLife = fc.record({
    changedAt: anyInstant,
    name: fc.option(anyText),
    deletedAt: fc.option(anyInstant),
    erased: fc.boolean(),
  });
  return fc.tuple(anyMarks, anyLife).map(([{ counter, usedAt }, life]): Item => {
    const common = { id, changedAt: life.changedAt, ...(usedAt !== null && { usedAt }) };
    const isHotp = index > 0;
    if (life.erased) return { kind: "erased", ...common, counter: isHotp ? counter : 0 };
    const draft = sampleDraft({ secret: bytesOf(id) });
    return {
      ...(isHotp ? { ...withoutPeriod(draft), kind: "hotp", counter } : draft),
      ...common,
      ...(life.name !== null && { name: life.name }),
      ...(life.deletedAt !== null && { deletedAt: life.deletedAt }),
      order: 0,
      createdAt: 0,
    } as Entry;
  });
};

const anyContents: fc.Arbitrary<VaultContents> = fc
  .tuple(...ids.map((id, index) => fc.option(anyItem(id, index))))
  .map((items) => ({ items: items.filter((item): item is Item => item !== null) }));

describe("merging", () => {
  test("gives the same whoever begins", () => {
    fc.assert(
      fc.property(anyContents, anyContents, (a, b) => {
        assert.deepEqual(merge(a, b), merge(b, a));
      }),
      { numRuns: 500 },
    );
  });

  test("gives the same by whichever way round", () => {
    fc.assert(
      fc.property(anyContents, anyContents, anyContents, (a, b, c) => {
        assert.deepEqual(merge(merge(a, b), c), merge(a, merge(b, c)));
      }),
      { numRuns: 1000 },
    );
  });

  test("changes nothing the second time, nor by an old copy", () => {
    fc.assert(
      fc.property(anyContents, anyContents, (a, b) => {
        assert.deepEqual(merge(a, a), merge(a, { items: [] }));
        const merged = merge(a, b);
        assert.deepEqual(merge(merged, a), merged);
      }),
      { numRuns: 500 },
    );
  });

  test("loses no entry", () => {
    fc.assert(
      fc.property(anyContents, anyContents, (a, b) => {
        const all = new Set([...a.items, ...b.items].map(({ id }) => id));
        assert.deepEqual(new Set(merge(a, b).items.map(({ id }) => id)), all);
      }),
    );
  });
});

describe("of one entry on two devices", () => {
  const entry = makeEntry(sampleDraft(), { id: "entry-00" as EntryId, order: 0, atMs: 1000 });
  const hotp = { ...withoutPeriod(entry), kind: "hotp", counter: 5 } as Entry;

  const only = (one: Item, other: Item) => merge({ items: [one] }, { items: [other] }).items;

  test("the later change wins", () => {
    const renamed = changeEntry(entry, { name: "First" }, 2000);
    const later = changeEntry(entry, { name: "Second" }, 3000);
    assert.deepEqual(only(renamed, later), [later]);
  });

  test("a deletion wins over what was before, and loses to what came after", () => {
    const erased = eraseEntry(entry, 2000);
    assert.deepEqual(only(entry, erased), [erased]);
    const later = changeEntry(entry, { name: "Kept" }, 3000);
    assert.deepEqual(only(erased, later), [later]);
  });

  test("a deletion at the very instant of a change loses", () => {
    const changed = changeEntry(entry, { name: "Kept" }, 2000);
    assert.deepEqual(only(eraseEntry(entry, 2000), changed), [changed]);
  });

  test("the counter goes on where it was furthest, though the other device renamed it later", () => {
    const used = markUsed(hotp, 1500);
    const renamed = changeEntry(hotp, { name: "Renamed" }, 2000);
    assert.deepEqual(only(used, renamed), [{ ...renamed, counter: 6, usedAt: 1500 }]);
  });
});

function withoutPeriod(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([member]) => member !== "periodSeconds"));
}
