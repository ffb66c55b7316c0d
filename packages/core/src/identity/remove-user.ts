import { removePolicies, userHolder } from "../access/holders.ts";
import type { PersonRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { endVaultSync } from "../vault-sync/end-vault-sync.ts";

/** A user with all that hangs on it, in the caller's transaction: keys, password, devices, sessions, memberships, tags. */
export async function removeUserWithAll(tx: Tx, person: PersonRecord): Promise<void> {
  for (const device of await tx.devices.listOf(person)) {
    await tx.tags.removeAll({ accountId: device.accountId, kind: "mfa", id: device.serialNumber });
    await tx.devices.delete(device.accountId, device.serialNumber);
  }
  await tx.accessKeys.deleteOf(person);
  await tx.loginProfiles.delete(person);
  await tx.groups.removeMemberFromAll(person);
  await deleteUserRow(tx, person);
}

/** The row, and what is nobody's business to remove by hand. */
export async function deleteUserRow(tx: Tx, person: PersonRecord): Promise<void> {
  await tx.passwordHistory.keep(person, 0);
  await tx.sessions.deleteOf(person, undefined);
  await tx.pendingSignIns.deleteOf(person, undefined);
  await tx.enrolments.deleteFor(person);
  await tx.browsers.deleteOf(person);
  await tx.mailLinks.deleteOf(person);
  await tx.codeLedgers.clear(person);
  await endVaultSync(tx, person);
  await tx.mfaRequirements.forgetPrompts(person);
  await removePolicies(tx, userHolder(person));
  await tx.tags.removeAll({ accountId: person.accountId, kind: "user", id: person.personId });
  await tx.people.delete(person);
}
