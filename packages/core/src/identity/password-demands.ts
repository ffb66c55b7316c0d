// What is asked of the next password of whom: the account's policy for IAM users, the default rules for root (iam-semantics §1.2).

import type { Caller } from "../caller.ts";
import { refusals } from "../errors.ts";
import type { AccountRecord, PersonRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { type LocatedPerson, locateUser, requireAccount } from "./locate.ts";
import { defaultRules, type PasswordDemands, rulesOf } from "./password-rules.ts";

/** Of a person who is there already. */
export async function passwordDemands(tx: Tx, person: PersonRecord): Promise<PasswordDemands> {
  const account = await requireAccount(tx, person.accountId);
  if (person.kind === "root") return rootDemands(account);
  return userDemands(tx, account, person);
}

/** Of the root user, who may still be to come. */
export function rootDemands(
  account: Pick<AccountRecord, "name" | "email"> & Partial<AccountRecord>,
): PasswordDemands {
  const contextWords = wordsAround(account, "");
  return { rules: defaultRules, contextWords, remembered: 0, byPolicy: false };
}

/** Of an IAM user, or of one of this name who is still to come. */
export async function userDemands(
  tx: Tx,
  account: AccountRecord,
  user: Pick<PersonRecord, "name"> & Partial<PersonRecord>,
): Promise<PasswordDemands> {
  const { accountId } = account;
  const policy = await tx.passwordPolicies.find(accountId);
  const { personId } = user;
  const hasFactor =
    policy?.rules === "modern" &&
    personId !== undefined &&
    (await tx.devices.listOf({ accountId, personId })).length > 0;
  return {
    rules: rulesOf(policy, hasFactor),
    contextWords: wordsAround(account, user.name),
    remembered: policy?.remembered ?? 0,
    byPolicy: true,
  };
}

export interface LocatedForPassword extends LocatedPerson {
  /** Undefined where there is nobody of the name. */
  readonly demands: PasswordDemands | undefined;
}

/** The user whose password an administrator sets. */
export async function locateForPassword(
  tx: Tx,
  caller: Caller,
  name: string,
): Promise<LocatedForPassword> {
  const located = await locateUser(tx, caller, name);
  return { ...located, demands: located.person && (await passwordDemands(tx, located.person)) };
}

export function requireDemands({ demands, name }: LocatedForPassword): PasswordDemands {
  if (demands === undefined) throw refusals.noSuchUser(name);
  return demands;
}

function wordsAround(
  { name, email, alias }: Pick<AccountRecord, "name" | "email"> & Partial<AccountRecord>,
  userName: string,
): readonly string[] {
  return [name, email, email.split("@")[0] ?? "", userName, alias ?? ""];
}
