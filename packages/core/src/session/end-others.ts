import { isInSession, isPerson } from "../caller.ts";
import type { Scope } from "../operation.ts";
import type { PersonRef } from "../records.ts";
import type { Tx } from "../store.ts";

/** After a change of password or factors: the person's other sessions, sign-ins under way and sealed credentials end (rule 17). */
export async function endOthers(
  scope: Scope<unknown> & { readonly tx: Tx },
  person: PersonRef,
): Promise<void> {
  const { tx, caller } = scope;
  const own = isPerson(caller, person.personId);
  await tx.sessions.deleteOf(
    person,
    own && isInSession(caller) ? caller.session.idHash : undefined,
  );
  await tx.pendingSignIns.deleteOf(
    person,
    own && caller.kind === "pending" ? caller.pending.idHash : undefined,
  );
  await tx.people.raiseEpoch(person);
}
