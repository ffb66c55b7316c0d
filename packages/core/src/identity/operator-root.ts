// Root, as whoever has the server's command line means it: by the account's id.

import type { Caller } from "../caller.ts";
import { IamError } from "../errors.ts";
import { type AccountId, patterns, rootPersonId } from "../names.ts";
import type { Scope } from "../operation.ts";
import type { AccountRecord, PersonRecord } from "../records.ts";
import { text } from "../schema/schema.ts";
import type { Tx } from "../store.ts";

/** An account's id, as it is typed. */
export const typedAccountId = text({
  max: 12,
  pattern: patterns.accountId,
  words: "An account id has twelve digits.",
});

/** The account and its root user; what is done is recorded in that account's trail. */
export async function requireRootOf({
  tx,
  input,
  trail,
}: Pick<Scope<{ readonly accountId: string }>, "input" | "trail"> & { readonly tx: Tx }): Promise<{
  readonly account: AccountRecord;
  readonly person: PersonRecord;
}> {
  const accountId = input.accountId as AccountId;
  const account = await tx.accounts.find(accountId);
  const person = await tx.people.find({ accountId, personId: rootPersonId(accountId) });
  if (account === undefined || person === undefined) {
    throw new IamError("NoSuchEntity", `There is no account ${accountId}.`);
  }
  trail.account = account;
  return { account, person };
}

/** The operating-system user who runs the command. */
export const operatorName = (caller: Caller) =>
  caller.kind === "operator" ? caller.name : "unknown";
