import { DAY, later } from "../instant.ts";
import { isGenuine, noteRemoval } from "./block.ts";
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
    const before = await tx.auditChain.find(oldest.number - 1);
    // Only a block that is as it was sealed says how old it is: else whoever can write to the database had us vouch for a removal.
    if (!isGenuine(ports.digests, before, oldest)) {
      throw new Error(
        `Audit block ${oldest.number} is not as it was sealed: nothing is removed. Run: sallyport audit verify`,
      );
    }
    return tx.auditChain.remove(oldest.number, noteRemoval(ports.digests, oldest, now));
  });
}
