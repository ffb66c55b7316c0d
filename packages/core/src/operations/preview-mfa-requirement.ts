import { graceEnd, isInScope } from "../access/require-mfa.ts";
import { isInSession } from "../caller.ts";
import { accountOf } from "../identity/locate.ts";
import { findRequirementGroups } from "../identity/requirement-groups.ts";
import { instant } from "../instant.ts";
import { nameKey, rootPersonId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import type { CredentialFacts, PersonRef } from "../records.ts";
import { boolean, integer, list, optional, struct, timestamp } from "../schema/schema.ts";
import type { MfaRequirementGroups, Tx } from "../store.ts";
import { anyText, page, pageEnd } from "./members.ts";
import { namedGroups, requirementMembers, sinceOf } from "./mfa-requirement-members.ts";
import { pageOf, pageRequest } from "./paging.ts";

/** A page, and the counts, look through no more users than this. */
const examinedAtOnce = 5000;
const countedAtMost = 50_000;

const total = integer(0, 1e9);

const keys = list(struct({ accessKeyId: anyText, lastUsedAt: optional(timestamp) }));

export const previewMFARequirement = defineOperation({
  name: "PreviewMFARequirement",
  kind: "view",
  summary:
    "Whom “Require MFA” would shut out, with these settings: users without a device and the access keys that would stop working, by page, with counts. A page looks through a bounded number of users, so it may hold few and yet not be the last.",
  readOnly: true,
  input: struct({ ...requirementMembers, ...page }),
  output: struct({
    users: list(
      struct({
        userName: anyText,
        hasDevice: boolean,
        /** With one, sign-in leads to a device; without, only an administrator helps. */
        consoleAccess: boolean,
        lastActiveAt: optional(timestamp),
        keys,
      }),
    ),
    root: optional(struct({ hasDevice: boolean, keys })),
    counts: struct({
      usersWithoutDevice: total,
      withoutPassword: total,
      accessKeys: total,
      /** Whether all users were counted, and not only the first by name. */
      complete: boolean,
    }),
    /** From then on it holds; grace ends for nobody before `graceEndsAt`. */
    since: timestamp,
    graceEndsAt: timestamp,
    selfHasMFA: boolean,
    ...pageEnd,
  }),
  // Devices and keys of each user are what the credential report tells.
  permissions: () => [
    { action: "sallyport:GetMFARequirement", resource: "*" },
    { action: "iam:GenerateCredentialReport", resource: "*" },
    { action: "iam:GetCredentialReport", resource: "*" },
  ],
  run: async (scope) => {
    const { tx, caller, input, now } = scope;
    const accountId = accountOf(caller);
    const groups = await findRequirementGroups(tx, accountId, namedGroups(input));
    const { everyone, graceDays } = input;
    const since = sinceOf(input) ?? now;
    const listName = `PreviewMFARequirement ${JSON.stringify({ everyone, ...groups })}`;
    const { people, examinedTo } = await tx.people.listCredentials(
      accountId,
      {
        namePrefix: "",
        concern: { kind: "noMfaOrKey", before: instant(0) },
        examine: examinedAtOnce,
      },
      pageRequest(scope, listName),
    );
    const { items, end } = pageOf(
      scope,
      listName,
      people,
      ({ person }) => nameKey(person.name),
      examinedTo,
    );
    const users: Awaited<ReturnType<typeof renderUser>>[] = [];
    for (const facts of items) {
      if (await isConcerned(tx, facts, { everyone, ...groups })) {
        users.push(await renderUser(tx, facts));
      }
    }
    const { examined, ...counts } = await tx.mfaRequirements.count(
      accountId,
      { everyone, ...groups },
      countedAtMost,
    );
    return {
      users,
      ...(everyone && {
        root: await renderCredentials(tx, { accountId, personId: rootPersonId(accountId) }),
      }),
      counts: { ...counts, complete: examined < countedAtMost },
      since,
      graceEndsAt: graceEnd(since > now ? since : now, graceDays),
      selfHasMFA: isInSession(caller) && caller.session.mfaAuthenticatedAt !== undefined,
      ...end,
    };
  },
  record: { request: [] },
});

async function isConcerned(
  tx: Tx,
  { person, passwordChangedAt }: CredentialFacts,
  { everyone, required, exempt }: MfaRequirementGroups & { readonly everyone: boolean },
): Promise<boolean> {
  const memberships = await tx.groups.listOf(person, { after: undefined, limit: 100 });
  const isIn = (ids: readonly string[]) => memberships.some(({ groupId }) => ids.includes(groupId));
  return isInScope(person, {
    everyone,
    inRequiredGroup: isIn(required),
    inExemptGroup: isIn(exempt),
    hasPassword: passwordChangedAt !== undefined,
  });
}

async function renderUser(tx: Tx, { person, passwordChangedAt }: CredentialFacts) {
  return {
    userName: person.name,
    consoleAccess: passwordChangedAt !== undefined,
    lastActiveAt: person.lastActiveAt ?? person.passwordLastUsedAt,
    ...(await renderCredentials(tx, person)),
  };
}

async function renderCredentials(tx: Tx, person: PersonRef) {
  const active = (await tx.accessKeys.listOf(person)).filter(({ status }) => status === "Active");
  return {
    hasDevice: (await tx.devices.listOf(person)).length > 0,
    keys: active.map(({ accessKeyId, lastUsed }) => ({
      accessKeyId: accessKeyId as string,
      lastUsedAt: lastUsed?.at,
    })),
  };
}
