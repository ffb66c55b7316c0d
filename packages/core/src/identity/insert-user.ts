import { refusals } from "../errors.ts";
import type { Scope } from "../operation.ts";
import type { PersonRecord, TagRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { newIds } from "./ids.ts";
import { accountOf } from "./locate.ts";
import { setTags } from "./set-tags.ts";

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
