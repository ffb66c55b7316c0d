// Records go into blocks after the answer, in the order in which they are found unmarked: one that was committed late, with an earlier
// time, is in the next block. A block's row says what is in it and its number decides who made it; the marks at its records follow, and
// whoever seals next completes those that a dying machine left out. No request's transaction is touched by any of it.

import { later, SECOND } from "../instant.ts";
import type { Ports } from "../ports.ts";
import type { AuditBlock } from "../records.ts";
import type { Store } from "../store.ts";
import { makeBlock } from "./block.ts";
import { readEntries } from "./entries.ts";

export interface AuditParts {
  readonly store: Store;
  readonly ports: Ports;
}

/** Some ten milliseconds of work, and a hundred kilobytes of entries. */
export const recordsPerBlock = 1000;
const leaseFor = 30 * SECOND;

/** Seals what is there, block after block, until `stopping`; answers the newest block. Nothing where another machine is at it. */
export async function sealRecords(
  parts: AuditParts,
  stopping: () => boolean = () => false,
): Promise<AuditBlock | undefined> {
  const { store, ports } = parts;
  const now = ports.clock.now();
  const leased = await store.atomically((tx) => tx.auditChain.lease(now, later(now, leaseFor)));
  if (!leased) return undefined;
  try {
    let made: AuditBlock | undefined;
    do {
      if (made !== undefined) await ports.pause.turn();
      made = await sealBlock(parts, made);
    } while (made?.count === recordsPerBlock && !stopping());
  } finally {
    await store.atomically((tx) => tx.auditChain.release(ports.clock.now()));
  }
  return store.read((tx) => tx.auditChain.head());
}

/**
 * Makes one block, unless there is nothing to seal or another machine was faster; `own` is the one that was made, and marked, here
 * just before. Safe without the lease too.
 */
async function sealBlock(
  { store, ports }: AuditParts,
  own: AuditBlock | undefined,
): Promise<AuditBlock | undefined> {
  const marked = await store.read((tx) => tx.auditChain.head());
  if (marked !== undefined && marked.number !== own?.number) await markRecords(store, marked);
  const found = await store.read(async (tx) => ({
    previous: await tx.auditChain.head(),
    records: await tx.auditChain.unsealed(recordsPerBlock),
  }));
  const { previous, records } = found;
  // A block that came since may hold what is unmarked here.
  if (records.length === 0 || previous?.number !== marked?.number) return undefined;
  const block = makeBlock(ports.digests, { previous, records, sealedAt: ports.clock.now() });
  if (!(await store.atomically((tx) => tx.auditChain.insert(block)))) return undefined;
  await markRecords(store, block);
  return block;
}

async function markRecords(store: Store, { number, entries = "" }: AuditBlock): Promise<void> {
  const places = readEntries(entries) ?? [];
  if (places.length > 0) await store.atomically((tx) => tx.auditChain.mark(number, places));
}
