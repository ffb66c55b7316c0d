// One block: what is in it, its hash over that and over the block before, and a MAC under a key outside the database (security rule 32).

import { toHex } from "../bytes.ts";
import { DAY, type Instant } from "../instant.ts";
import type { Digests } from "../ports.ts";
import type { AuditBlock, AuditRecord, AuditRemoval } from "../records.ts";
import { writeEntries } from "./entries.ts";

/** The next block after `previous`, of these records, which are in order. */
export function makeBlock(
  digests: Digests,
  {
    previous,
    records,
    sealedAt,
  }: {
    readonly previous: AuditBlock | undefined;
    readonly records: readonly AuditRecord[];
    readonly sealedAt: Instant;
  },
): AuditBlock {
  const entries = writeEntries(digests, records);
  const facts = {
    number: (previous?.number ?? 0) + 1,
    count: records.length,
    newestAt: records.reduce<Instant>((newest, { at }) => (at > newest ? at : newest), zero),
    sealedAt,
    entriesHash: digests.sha256(entries),
  };
  const hash = hashOf(digests, previous, facts);
  return { ...facts, entries, hash, mac: macOf(digests, hash), removal: undefined };
}

const zero = 0 as Instant;

type BlockFacts = Pick<AuditBlock, "number" | "count" | "newestAt" | "sealedAt" | "entriesHash">;

/** Whether hash and MAC are those of this block after that one. Constant time for the MAC. */
export function isGenuine(
  digests: Digests,
  previous: AuditBlock | undefined,
  block: AuditBlock,
): boolean {
  const hash = hashOf(digests, previous, block);
  return digests.equal(hash, block.hash) && digests.equal(macOf(digests, hash), block.mac);
}

function hashOf(
  digests: Digests,
  previous: Pick<AuditBlock, "hash"> | undefined,
  { number, count, newestAt, sealedAt, entriesHash }: BlockFacts,
): Uint8Array {
  const before = previous === undefined ? "" : toHex(previous.hash);
  return digests.sha256(
    JSON.stringify([before, number, count, newestAt, sealedAt, toHex(entriesHash)]),
  );
}

const macOf = (digests: Digests, hash: Uint8Array) =>
  digests.keyed("audit-block", `block ${toHex(hash)}`);

/** The note that retention removed the block's records then. */
export function noteRemoval(digests: Digests, block: AuditBlock, at: Instant): AuditRemoval {
  return { at, mac: digests.keyed("audit-block", `removed ${at} ${toHex(block.hash)}`) };
}

/** Nothing younger than a day is ever removed. */
export function isGenuineRemoval(digests: Digests, block: AuditBlock): boolean {
  const { removal } = block;
  return (
    removal !== undefined &&
    removal.at - block.newestAt >= DAY &&
    digests.equal(noteRemoval(digests, block, removal.at).mac, removal.mac)
  );
}
