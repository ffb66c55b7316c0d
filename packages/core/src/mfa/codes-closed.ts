import type { PersonRef } from "../records.ts";
import type { Tx } from "../store.ts";
import { codeLimits } from "./prove-code.ts";

/** Whether typed codes are closed for unknown browsers (security rule 2); known ones, administrators and recovery stay open. */
export async function areCodesClosed(tx: Tx, person: PersonRef): Promise<boolean> {
  const ledger = await tx.codeLedgers.find(person, "unknown");
  if (ledger === undefined) return false;
  // A further try costs three at least: with less than that left none will be taken.
  return ledger.cost + 3 > codeLimits.cost || ledger.wrong >= codeLimits.wrong;
}
