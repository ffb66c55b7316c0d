import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { changeEntry, eraseEntry, markUsed, restoreEntry, trashEntry } from "../entry/change.ts";
import { addDrafts, putItem } from "../entry/contents.ts";
import { type EntryId, emptyContents, isEntry, type VaultContents } from "../entry/entry.ts";
import { bytesOf, cheap, sampleDraft } from "../testing/samples.ts";
import type { Slot } from "./format.ts";
import type { Way } from "./slots.ts";
import {
  addWay,
  createVault,
  isSameVault,
  mergeVaults,
  type OpenVault,
  openAgain,
  openVault,
  removeWay,
  sealVault,
  withContents,
} from "./vault.ts";
import { mergeWays, slotsOf, type WayRecord } from "./ways.ts";

const atMs = 1_800_000_000_000;
const key = (passphrase: string) => ({ kind: "passphrase", passphrase }) as const;
const way = (passphrase: string): Way => ({ ...key(passphrase), cost: cheap });
const passkeyWay: Way = {
  kind: "passkey",
  credentialId: bytesOf("credential"),
  prfSalt: new Uint8Array(32),
  prfOutput: new Uint8Array(32).fill(0x42),
};
const start = await createVault({ ways: [way("one")], contents: emptyContents, atMs });

const wayIds = ["a", "b", "c"].map((letter) => letter.repeat(32));
const slotOf = (id: string, label = ""): Slot => ({
  head: {
    ...{ kind: "passphrase", id, createdAt: 0, label },
    ...{ salt: new Uint8Array(16), cost: cheap },
  },
  nonce: new Uint8Array(12),
  wrappedKey: new Uint8Array(48),
});
const anyRecord = (id: string): fc.Arbitrary<WayRecord> =>
  fc
    .record({
      label: fc.option(fc.constantFrom("a", "b")),
      removedAt: fc.option(fc.nat({ max: 3 })),
      keptAt: fc.option(fc.nat({ max: 3 })),
    })
    // Without its slot a way is known only as one that is removed.
    .filter(({ label, removedAt, keptAt }) => label !== null || (removedAt ?? -1) > (keptAt ?? -1))
    .map(({ label, removedAt, keptAt }) => ({
      id,
      ...(label !== null && { slot: slotOf(id, label) }),
      ...(removedAt !== null && { removedAt }),
      ...(removedAt !== null && keptAt !== null && { keptAt }),
    }));
const anyWays: fc.Arbitrary<readonly WayRecord[]> = fc
  .tuple(...wayIds.map((id) => fc.option(anyRecord(id))))
  .map((records) => records.filter((record): record is WayRecord => record !== null));

describe("merging the ways in", () => {
  test("gives the same whoever begins, by whichever way round, and however often", () => {
    fc.assert(
      fc.property(anyWays, anyWays, anyWays, (a, b, c) => {
        const merged = mergeWays(a, b);
        assert.deepEqual(merged, mergeWays(b, a));
        assert.deepEqual(mergeWays(merged, c), mergeWays(a, mergeWays(b, c)));
        assert.deepEqual(mergeWays(merged, a), merged);
        assert.deepEqual(mergeWays(merged, merged), merged);
      }),
      { numRuns: 1000 },
    );
  });

  test("never shuts a vault, and opens by a removed way only where there is no other", () => {
    const opens = (ways: readonly WayRecord[]) => slotsOf(ways).length > 0;
    fc.assert(
      fc.property(anyWays.filter(opens), anyWays.filter(opens), (a, b) => {
        const merged = mergeWays(a, b);
        const isRemoved = ({ removedAt = -1, keptAt = -1 }: WayRecord) => removedAt > keptAt;
        const removed = new Set(merged.filter(isRemoved).map(({ id }) => id));
        const open = slotsOf(merged).map(({ head }) => head.id);
        const either = [...slotsOf(a), ...slotsOf(b)].map(({ head }) => head.id);
        const kept = either.filter((id) => !removed.has(id));
        assert.ok(open.length > 0);
        if (kept.length > 0) assert.deepEqual(new Set(open), new Set(kept));
        else assert.equal(open.length, 1);
      }),
      { numRuns: 1000 },
    );
  });

  test("opens by the newest 32 of more, and forgets none", () => {
    const many = Array.from({ length: 40 }, (_, index) => {
      const id = index.toString(16).padStart(32, "0");
      const slot = slotOf(id);
      return { id, slot: { ...slot, head: { ...slot.head, createdAt: index } } };
    });
    const merged = mergeWays(many.slice(0, 20), many.slice(20));
    assert.equal(merged.length, 40);
    assert.deepEqual(
      slotsOf(merged).map(({ head }) => head.createdAt),
      many.slice(8).map(({ slot }) => slot.head.createdAt),
    );
  });
});

describe("two copies of a vault", () => {
  test("open by a way that either was given, and no more by one that either removed", async () => {
    const [old] = start.ways;
    assert.ok(old);
    const change = { opener: key("one"), atMs: atMs + 1 };
    const changed = removeWay(
      await addWay(start, { way: way("two"), ...change }),
      old.id,
      atMs + 1,
    );
    const other = await addWay(start, { way: passkeyWay, ...change });
    const bytes = await sealVault(mergeVaults(other, changed));
    await assert.rejects(openVault(bytes, key("one")), { code: "wrongPassphrase" });
    const [byPassphrase, byPasskey] = [
      await openVault(bytes, key("two")),
      await openVault(bytes, passkeyWay),
    ];
    assert.ok(isSameVault(byPassphrase, byPasskey));
    // An old copy brings the old passphrase back neither at once nor later.
    const again = await sealVault(mergeVaults(byPassphrase, start));
    await assert.rejects(openVault(again, key("one")), { code: "wrongPassphrase" });
  });

  test("that each lost the way which the other kept open by the one that was removed last", async () => {
    const [first] = start.ways;
    const both = await addWay(start, { opener: key("one"), way: way("two"), atMs: atMs + 1 });
    const second = both.ways.find(({ id }) => id !== first?.id);
    assert.ok(first && second);
    const onlySecond = removeWay(both, first.id, atMs + 2);
    const onlyFirst = removeWay(both, second.id, atMs + 3);
    const merged = mergeVaults(onlySecond, onlyFirst);
    assert.ok(isSameVault(merged, mergeVaults(onlyFirst, onlySecond)));
    const bytes = await sealVault(merged);
    assert.ok(await openVault(bytes, key("two")));
    await assert.rejects(openVault(bytes, key("one")), { code: "wrongPassphrase" });

    // It goes on when another is added to it, on every device, until it is removed once more.
    const change = { opener: key("two"), way: passkeyWay, atMs: atMs + 4 };
    const more = mergeVaults(await addWay(merged, change), merged);
    const again = await sealVault(more);
    for (const opener of [key("two"), passkeyWay]) assert.ok(await openVault(again, opener));
    const last = await sealVault(mergeVaults(removeWay(more, second.id, 0), more));
    await assert.rejects(openVault(last, key("two")), { code: "noSuchWay" });
    assert.ok(await openVault(last, passkeyWay));
  });

  test("of different vaults are refused", async () => {
    const other = await createVault({ ways: [way("one")], contents: emptyContents, atMs });
    assert.throws(() => mergeVaults(start, other), { code: "otherVault" });
    assert.equal(isSameVault(start, other), false);
  });

  test("are the same whatever the order of what is in them, and not after any change", async () => {
    const contents = addDrafts(emptyContents, [sampleDraft(), sampleDraft({ account: "bob" })], {
      atMs,
      newId: () => crypto.randomUUID() as EntryId,
    });
    const vault = withContents(start, contents);
    const turned = withContents(start, { items: [...contents.items].reverse() });
    assert.ok(isSameVault(vault, turned));
    const [entry] = contents.items.filter(isEntry);
    assert.ok(entry);
    assert.ok(!isSameVault(vault, withContents(start, putItem(contents, markUsed(entry, atMs)))));
    const opened = await openAgain(vault, await sealVault(vault));
    assert.ok(isSameVault(vault, opened));
    const more = await addWay(vault, { opener: key("one"), way: way("two"), atMs });
    assert.ok(!isSameVault(vault, more));
  });
});

// What a person may do on a device, and devices that meet; their clocks are wrong, as clocks are.
interface Edit {
  readonly kind: "rename" | "trash" | "restore" | "erase" | "use";
  readonly device: number;
  readonly which: number;
}
type Step =
  | { readonly kind: "add"; readonly device: number }
  | { readonly kind: "meet"; readonly device: number; readonly with: number }
  | Edit;
const anyDevice = fc.nat({ max: 2 });
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), device: anyDevice }),
  fc.record({ kind: fc.constant("meet" as const), device: anyDevice, with: anyDevice }),
  fc.record({
    kind: fc.constantFrom("rename", "trash", "restore", "erase", "use"),
    device: anyDevice,
    which: fc.nat({ max: 5 }),
  }) as fc.Arbitrary<Step>,
);

test("devices that meet in any order end with the same, and nothing is lost that nobody deleted", () => {
  const skews = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -5, max: 5 })));
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), skews, (steps, skew) => {
      const devices = [start, start, start];
      const added = new Set<string>();
      const erased = new Set<string>();
      for (const [tick, step] of steps.entries()) {
        const vault = devices[step.device] ?? start;
        const now = atMs + tick + (skew[step.device] ?? 0);
        if (step.kind === "meet") {
          const met = mergeVaults(vault, devices[step.with] ?? start);
          devices[step.device] = met;
          devices[step.with] = met;
          continue;
        }
        const newId = () => `entry-${tick}-of-${step.device}` as EntryId;
        if (step.kind === "add") added.add(newId());
        const contents =
          step.kind === "add"
            ? addDrafts(vault.contents, [sampleDraft()], { atMs: now, newId })
            : changed(vault.contents, step, now, erased);
        devices[step.device] = withContents(vault, contents);
      }
      const [a = start, b = start, c = start] = devices;
      const all = [mergeVaults(mergeVaults(a, b), c), mergeVaults(c, mergeVaults(b, a))];
      assert.ok(isSameVault(all[0] as OpenVault, all[1] as OpenVault));
      const kept = new Set(all[0]?.contents.items.filter(isEntry).map(({ id }) => id));
      for (const id of added) assert.ok(kept.has(id as EntryId) || erased.has(id), id);
    }),
    { numRuns: 300 },
  );
});

function changed(
  contents: VaultContents,
  step: Edit,
  now: number,
  erased: Set<string>,
): VaultContents {
  const entry = contents.items.filter(isEntry)[step.which];
  if (entry === undefined) return contents;
  switch (step.kind) {
    case "rename":
      return putItem(contents, changeEntry(entry, { name: `name ${now}` }, now));
    case "trash":
      return putItem(contents, trashEntry(entry, now));
    case "restore":
      return putItem(contents, restoreEntry(entry, now));
    case "use":
      return putItem(contents, markUsed(entry, now));
    case "erase":
      erased.add(entry.id);
      return putItem(contents, eraseEntry(entry, now));
  }
}
