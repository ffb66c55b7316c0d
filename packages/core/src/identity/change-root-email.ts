import { IamError } from "../errors.ts";
import { notices } from "../mail/notices.ts";
import type { Scope } from "../operation.ts";
import type { AccountRecord, PersonRecord } from "../records.ts";
import { endOthers } from "../session/end-others.ts";
import type { Tx } from "../store.ts";

/**
 * Gives the account another e-mail address, tells both, and ends what the former mailbox may have opened: links that were mailed
 * to it, root's other sessions and sign-ins under way, temporary credentials, and the browsers that root was known in. Password,
 * devices and access keys stay.
 *
 * @throws IamError `InvalidInput` where it is the address already, `EntityAlreadyExists` where another account has it.
 */
export async function changeRootEmail(
  scope: Scope<unknown> & { readonly tx: Tx },
  change: {
    readonly account: AccountRecord;
    /** Its root user. */
    readonly person: PersonRecord;
    readonly email: string;
    /** Who did it, as the mails begin: "Somebody on the server (…)". */
    readonly by: string;
  },
): Promise<AccountRecord> {
  const { tx, ports, now } = scope;
  const { account, person, by } = change;
  const changed = { ...account, email: change.email.trim() };
  if (changed.email === account.email) {
    const message = "That is the account's e-mail address already.";
    throw new IamError("InvalidInput", message, { fields: [{ name: "email", message }] });
  }
  if (!(await tx.accounts.setEmail(account.accountId, changed.email))) {
    throw new IamError(
      "EntityAlreadyExists",
      `An account with the e-mail address ${changed.email} already exists.`,
    );
  }
  await endOthers(scope, person);
  await tx.mailLinks.deleteOf(person);
  await tx.emailChanges.delete(account.accountId);
  await tx.browsers.deleteOf(person);
  await tx.outbox.enqueue(notices.emailTakenAway({ ports, account, person, now }, by));
  await tx.outbox.enqueue(
    notices.emailGiven({ ports, account: changed, person, now }, by, account.email),
  );
  return changed;
}
