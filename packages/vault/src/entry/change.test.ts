import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { anyEntry, bytesOf, sampleDraft } from "../testing/samples.ts";
import {
  changeEntry,
  eraseEntry,
  makeEntry,
  markUsed,
  restoreEntry,
  trashEntry,
} from "./change.ts";
import { addDrafts, entriesOf, putItem, trashOf } from "./contents.ts";
import { findDuplicate } from "./duplicates.ts";
import { type EntryId, emptyContents, letterOf, newEntryId, titleOf } from "./entry.ts";

const entry = makeEntry(sampleDraft(), { id: newEntryId(), order: 0, atMs: 1000 });

test("every change of an entry moves its instant forward, even where the clock went back", () => {
  fc.assert(
    fc.property(anyEntry, fc.nat(), (before, atMs) => {
      const after = [
        changeEntry(before, { name: "x" }, atMs),
        trashEntry(before, atMs),
        restoreEntry(before, atMs),
        eraseEntry(before, atMs),
      ];
      assert.ok(after.every(({ changedAt }) => changedAt > before.changedAt && changedAt >= atMs));
    }),
  );
});

test("a change takes texts, and takes them away", () => {
  const named = changeEntry(entry, { name: "Work", group: "A" }, 2000);
  assert.deepEqual([named.name, named.group], ["Work", "A"]);
  const bare = changeEntry(named, { name: undefined, group: undefined }, 3000);
  assert.deepEqual(bare, { ...entry, changedAt: 3000 });
});

test("an entry goes into the trash and comes out as it was", () => {
  const trashed = trashEntry(entry, 2000);
  const contents = putItem(emptyContents, trashed);
  assert.deepEqual([entriesOf(contents), trashOf(contents)], [[], [trashed]]);
  assert.deepEqual(restoreEntry(trashed, 3000), { ...entry, changedAt: 3000 });
});

test("an erased entry leaves no key and no name", () => {
  const erased = eraseEntry(entry, 2000);
  assert.deepEqual(erased, { kind: "erased", id: entry.id, changedAt: 2000, counter: 0 });
});

test("use moves a counter on, and is not a change", () => {
  const hotp = makeEntry({ ...sampleDraft(), kind: "hotp", counter: 7 }, { ...entry, atMs: 1000 });
  const used = markUsed(hotp, 5000);
  assert.deepEqual(used, { ...hotp, counter: 8, usedAt: 5000 });
  assert.deepEqual(markUsed(entry, 5000), { ...entry, usedAt: 5000 });
});

test("new entries come after all others, in their order", () => {
  const drafts = ["a", "b", "c"].map((account) => sampleDraft({ account }));
  const first = addDrafts(emptyContents, drafts.slice(0, 1), { atMs: 1, newId: newEntryId });
  const all = addDrafts(first, drafts.slice(1), { atMs: 2, newId: newEntryId });
  assert.deepEqual(
    entriesOf(all).map(({ account }) => account),
    ["a", "b", "c"],
  );
});

describe("a duplicate", () => {
  const contents = putItem(emptyContents, entry);

  test("is noticed whatever it is called", () => {
    const again = sampleDraft({ issuer: "Other", account: "else" });
    assert.equal(findDuplicate(again, contents), entry);
  });

  const others = {
    "another key": sampleDraft({ secret: bytesOf("other") }),
    "another hash": sampleDraft({ hash: "SHA256" }),
    "other digits": sampleDraft({ digits: 8 }),
    "another period": { ...sampleDraft(), periodSeconds: 60 },
    "a counter": { ...sampleDraft(), kind: "hotp", counter: 0 } as const,
  };
  for (const [what, draft] of Object.entries(others)) {
    test(`is not what has ${what}`, () => {
      assert.equal(findDuplicate(draft, contents), undefined);
    });
  }

  test("is the one in use rather than the one in the trash", () => {
    const inTrash = trashEntry({ ...entry, id: "another-entry" as EntryId }, 2000);
    assert.equal(findDuplicate(entry, putItem(contents, inTrash)), entry);
    assert.equal(findDuplicate(entry, putItem(emptyContents, inTrash)), inTrash);
  });
});

test("an entry is called as its owner calls it, else by issuer and account", () => {
  const both = { issuer: "AWS", account: "alice" };
  assert.equal(titleOf(both), "AWS (alice)");
  assert.equal(titleOf({ ...both, name: "Work" }), "Work");
  assert.equal(titleOf({ ...both, issuer: "" }), "alice");
  assert.equal(titleOf({ ...both, account: "" }), "AWS");
  assert.deepEqual(
    ["ähnlich", "👩‍👩‍👧 x", ""].map((name) => letterOf({ ...both, name })),
    ["Ä", "👩‍👩‍👧", "?"],
  );
});
