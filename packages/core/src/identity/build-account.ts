import type { Instant } from "../instant.ts";
import { type AccountId, rootPersonId } from "../names.ts";
import type { Ports } from "../ports.ts";
import type { AccountRecord, LoginProfileRecord, PersonRecord } from "../records.ts";
import { newIds } from "./ids.ts";

/** The three rows that a new account begins with: the account, its root user and root's password. */
export function buildAccount(choice: {
  readonly ports: Ports;
  readonly now: Instant;
  readonly email: string;
  readonly accountName: string;
  readonly phc: string;
  readonly accountId?: AccountId | undefined;
}): {
  readonly account: AccountRecord;
  readonly root: PersonRecord;
  readonly profile: LoginProfileRecord;
} {
  const { ports, now } = choice;
  const accountId = choice.accountId ?? newIds.account(ports.random);
  const personId = rootPersonId(accountId);
  return {
    account: {
      accountId,
      name: choice.accountName.trim(),
      email: choice.email.trim(),
      alias: undefined,
      createdAt: now,
      rootEnrolment: undefined,
      signedFreshFactor: "own",
      recordsReads: false,
    },
    root: {
      accountId,
      personId,
      kind: "root",
      name: "",
      path: "/",
      createdAt: now,
      passwordLastUsedAt: undefined,
      lastActiveAt: undefined,
      epoch: 0,
    },
    profile: {
      accountId,
      personId,
      phc: choice.phc,
      createdAt: now,
      changedAt: now,
      resetRequired: false,
      resetByMail: false,
    },
  };
}
