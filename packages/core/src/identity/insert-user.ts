import { requestTagKeys } from "../access/context-keys.ts";
import { refusals } from "../errors.ts";
import { type AccountId, arns } from "../names.ts";
import type { Permission, Scope } from "../operation.ts";
import type { PersonRecord, TagRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { newIds } from "./ids.ts";
import { accountOf } from "./locate.ts";
import { setTags } from "./set-tags.ts";

/** What making a user needs: setting tags is a permission of its own, also here. */
export function newUserPermissions(
  accountId: AccountId,
  user: {
    readonly userName: string;
    readonly path?: string | undefined;
    readonly tags?: readonly TagRecord[] | undefined;
    readonly permissionsBoundary?: string | undefined;
  },
): readonly Permission[] {
  const { userName, path = "/", tags = [], permissionsBoundary } = user;
  const keys = { ...requestTagKeys(tags), "iam:PermissionsBoundary": permissionsBoundary };
  const target = { resource: arns.user(accountId, path, userName), keys };
  return [
    { action: "iam:CreateUser", ...target },
    ...(tags.length > 0 ? [{ action: "iam:TagUser", ...target } as const] : []),
  ];
}

/** A new user of the caller's account, with its tags; refuses a taken name and one more than the quota. */
export async function insertUser(
  scope: Scope<unknown> & { readonly tx: Tx },
  user: { readonly name: string; readonly path: string; readonly tags: readonly TagRecord[] },
): Promise<PersonRecord> {
  const { tx, ports, now, settings, caller } = scope;
  const accountId = accountOf(caller);
  const person: PersonRecord = {
    accountId,
    personId: newIds.user(ports.random),
    kind: "user",
    name: user.name,
    path: user.path,
    createdAt: now,
    passwordLastUsedAt: undefined,
    lastActiveAt: undefined,
    epoch: 0,
  };
  if (!(await tx.people.insert(person))) throw refusals.userExists(user.name);
  const { usersPerAccount } = settings.quotas;
  if ((await tx.people.countUsers(accountId)) > usersPerAccount) {
    throw refusals.overQuota("UsersPerAccount", usersPerAccount);
  }
  await setTags(tx, { accountId, kind: "user", id: person.personId }, user.tags);
  return person;
}
