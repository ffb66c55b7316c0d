import { notices } from "../mail/notices.ts";
import type { Scope } from "../operation.ts";
import type { LoginProfileRecord, PersonRecord } from "../records.ts";
import { endOthers } from "../session/end-others.ts";
import type { Tx } from "../store.ts";
import { rememberFormer } from "./former-passwords.ts";
import { requireAccount } from "./locate.ts";

/** Sets or replaces a console password, ends the person's other sessions and tells the owner. */
export async function setPassword(
  scope: Scope<unknown> & { readonly tx: Tx },
  person: PersonRecord,
  change: { readonly phc: string; readonly resetRequired: boolean; readonly resetByMail?: boolean },
): Promise<LoginProfileRecord> {
  const { tx, ports, now } = scope;
  const before = await tx.loginProfiles.find(person);
  const profile: LoginProfileRecord = {
    accountId: person.accountId,
    personId: person.personId,
    phc: change.phc,
    createdAt: before?.createdAt ?? now,
    changedAt: now,
    resetRequired: change.resetRequired,
    resetByMail: change.resetByMail ?? false,
  };
  if (before === undefined) await tx.loginProfiles.insert(profile);
  else {
    await rememberFormer(tx, person, { phc: before.phc, replacedAt: now });
    await tx.loginProfiles.update(profile);
  }
  await endOthers(scope, person);
  await tx.mailLinks.deleteOf(person);
  if (person.kind === "root") await tx.emailChanges.delete(person.accountId);
  if (before !== undefined) {
    const account = await requireAccount(tx, person.accountId);
    await tx.outbox.enqueue(notices.passwordChanged({ ports, account, person, now }));
  }
  return profile;
}
