import { DAY, later } from "../instant.ts";
import { noteRemoval } from "./block.ts";
import type { AuditParts } from "./seal.ts";

/**
 * Removes the records of the oldest block, where all of them are older than so many days; false where they are not. The block
 * stays, with its hash and a note that retention did it, so that the chain still holds. The newest block is always kept.
 */
export async function removeOldBlock({ store, ports }: AuditParts, days: number): Promise<boolean> {
  const now = ports.clock.now();
  return store.transact(async (tx) => {
    const oldest = await tx.auditChain.oldestWhole();
    const head = await tx.auditChain.head();
    if (oldest === undefined || oldest.number === head?.number) return false;
    if (oldest.newestAt >= later(now, -days * DAY)) return false;
    return tx.auditChain.remove(oldest.number, noteRemoval(ports.digests, oldest, now));
  });
}
