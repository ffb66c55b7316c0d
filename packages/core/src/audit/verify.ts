// Walks the chain from its first block and says where it breaks first. What it takes as true is the key outside the database, and, for
// what is missing at the end, a head that was noted elsewhere (the log has one every minute).

import { toHex } from "../bytes.ts";
import type { Digests } from "../ports.ts";
import type { AuditBlock, AuditRecord } from "../records.ts";
import type { AuditPlace, Tx } from "../store.ts";
import { isGenuine, isGenuineRemoval } from "./block.ts";
import { digestOf, type Entry, readEntries } from "./entries.ts";
import type { AuditParts } from "./seal.ts";

export type AuditFault =
  /** The block itself is missing, altered or not sealed under our key. */
  | { readonly kind: "blockMissing" | "blockAltered"; readonly block: number }
  | {
      readonly kind: "recordMissing" | "recordAltered" | "recordInserted";
      readonly block: number;
      readonly accountId: string;
      readonly eventId: string;
    }
  /** The head that was noted elsewhere is not in this chain. */
  | { readonly kind: "headMissing" | "headDiffers"; readonly block: number };

export interface AuditHead {
  readonly number: number;
  /** In hexadecimal. */
  readonly hash: string;
}

export interface Verified {
  readonly blocks: number;
  /** In blocks that have their records. */
  readonly records: number;
  /** By retention. */
  readonly removedBlocks: number;
  readonly removedRecords: number;
  /** Not in a block yet: nothing vouches for these. */
  readonly unsealed: number;
  readonly head: AuditHead | undefined;
  readonly fault: AuditFault | undefined;
}

/** Verifies the whole chain, one block in memory at a time. Changes nothing, and may run beside servers. */
export async function verifyTrail(
  { store, ports }: AuditParts,
  noted?: AuditHead,
): Promise<Verified> {
  const sums = { blocks: 0, records: 0, removedBlocks: 0, removedRecords: 0, unsealed: 0 };
  const newest = await store.read((tx) => tx.auditChain.head());
  let previous: AuditBlock | undefined;
  let fault: AuditFault | undefined;
  for (let number = 1; number <= (newest?.number ?? 0); number += 1) {
    const checked = await store.read((tx) => checkBlock(tx, ports.digests, previous, number));
    fault = checked.fault ?? headFault(checked.block, noted);
    if (fault !== undefined) break;
    const { block } = checked;
    if (block === undefined) break;
    sums.blocks += 1;
    if (block.removal === undefined) sums.records += block.count;
    else {
      sums.removedBlocks += 1;
      sums.removedRecords += block.count;
    }
    previous = block;
    await ports.pause.turn();
  }
  if (fault === undefined && noted !== undefined && noted.number > (previous?.number ?? 0))
    fault = { kind: "headMissing", block: noted.number };
  fault ??= await store.read((tx) => findStray(tx));
  sums.unsealed = await store.read((tx) => tx.auditChain.countUnsealed());
  const head = previous && { number: previous.number, hash: toHex(previous.hash) };
  return { ...sums, head, fault };
}

function headFault(
  block: AuditBlock | undefined,
  noted: AuditHead | undefined,
): AuditFault | undefined {
  if (block === undefined || block.number !== noted?.number) return undefined;
  return toHex(block.hash) === noted.hash
    ? undefined
    : { kind: "headDiffers", block: block.number };
}

async function checkBlock(
  tx: Tx,
  digests: Digests,
  previous: AuditBlock | undefined,
  number: number,
): Promise<{ readonly block?: AuditBlock; readonly fault?: AuditFault }> {
  const block = await tx.auditChain.find(number);
  if (block === undefined) return { fault: { kind: "blockMissing", block: number } };
  const entries = entriesOf(digests, previous, block);
  if (entries === undefined) return { block, fault: { kind: "blockAltered", block: number } };
  const fault = await checkRecords(tx, digests, block, entries);
  return { block, ...(fault && { fault }) };
}

/** What is in the block, once it is known for genuine: nothing where retention removed it. */
function entriesOf(
  digests: Digests,
  previous: AuditBlock | undefined,
  block: AuditBlock,
): readonly Entry[] | undefined {
  if (!isGenuine(digests, previous, block)) return undefined;
  if (block.entries === undefined) return isGenuineRemoval(digests, block) ? [] : undefined;
  if (block.removal !== undefined) return undefined;
  const isWhole = digests.equal(digests.sha256(block.entries), block.entriesHash);
  return isWhole ? readEntries(block.entries) : undefined;
}

async function checkRecords(
  tx: Tx,
  digests: Digests,
  block: AuditBlock,
  entries: readonly Entry[],
): Promise<AuditFault | undefined> {
  const found = await tx.auditChain.recordsOf(block.number, entries.length + 1);
  const byPlace = new Map(found.map((record) => [placeOf(record), record]));
  const fault = (
    kind: "recordMissing" | "recordAltered" | "recordInserted",
    { accountId, eventId }: Pick<AuditRecord, "accountId" | "eventId">,
  ) => ({ kind, block: block.number, accountId, eventId }) as const;
  const isNewest = (await tx.auditChain.head())?.number === block.number;
  const unmarked = isNewest ? await unmarkedOf(tx, entries.length) : new Map();
  for (const entry of entries) {
    const record = byPlace.get(placeOf(entry)) ?? unmarked.get(placeOf(entry));
    if (record === undefined) {
      const isElsewhere = found.some(({ eventId }) => eventId === entry.eventId);
      return fault(isElsewhere ? "recordAltered" : "recordMissing", entry);
    }
    if (digestOf(digests, record) !== entry.digest) return fault("recordAltered", entry);
    byPlace.delete(placeOf(entry));
  }
  const [inserted] = byPlace.values();
  return inserted && fault("recordInserted", inserted);
}

/** All of what tells one row of the table from another: an id alone may be there twice. */
const placeOf = ({ accountId, at, eventId }: AuditPlace) => `${accountId} ${at} ${eventId}`;

/** Marks follow the newest block, so that it may be without some of them for a moment. */
async function unmarkedOf(tx: Tx, count: number): Promise<ReadonlyMap<string, AuditRecord>> {
  const records = await tx.auditChain.unsealed(count + 10_000);
  return new Map(records.map((record) => [placeOf(record), record]));
}

async function findStray(tx: Tx): Promise<AuditFault | undefined> {
  const newest = (await tx.auditChain.head())?.number ?? 0;
  const stray = await tx.auditChain.findStray(newest);
  return (
    stray && {
      kind: "recordInserted",
      block: newest + 1,
      accountId: stray.accountId,
      eventId: stray.eventId,
    }
  );
}
