// The one step that decides. Until the policy language takes this place, the rule is small and written out here:
// root may do everything in its account; members of the group named "Administrators" may manage everyone but root; every IAM
// user may see and manage their own password and devices. Nobody but root touches root.

import { type Caller, type PersonCaller, personArn, sessionFacts } from "./caller.ts";
import { IamError, refusals } from "./errors.ts";
import type { Instant } from "./instant.ts";
import { nameKey } from "./names.ts";
import type { Operation, Permission } from "./operation.ts";
import type { PersonRef } from "./records.ts";
import { lifetimes } from "./settings.ts";
import type { Tx } from "./store.ts";

/** An ordinary group by this name holds the managers. */
export const managersGroup = "Administrators";

/** What every IAM user may do to themselves. */
const ownActions: ReadonlySet<string> = new Set([
  "iam:ChangePassword",
  "iam:CreateVirtualMFADevice",
  "iam:DeactivateMFADevice",
  "iam:DeleteVirtualMFADevice",
  "iam:EnableMFADevice",
  "iam:GetLoginProfile",
  "iam:GetMFADevice",
  "iam:GetUser",
  "iam:ListAccessKeys",
  "iam:ListGroupsForUser",
  "iam:ListMFADevices",
  "iam:ListMFADeviceTags",
  "iam:ListUserTags",
  "iam:ResyncMFADevice",
  "sallyport:ManageOwnSessions",
]);

/** What every IAM user may ask whatever it names: it tells nothing about anybody else. */
const openActions: ReadonlySet<string> = new Set(["iam:ListAccountAliases"]);

/** Refuses unless every permission is allowed. */
export async function authorize(request: {
  readonly tx: Tx;
  readonly caller: Caller;
  readonly permissions: readonly Permission[];
}): Promise<void> {
  const { tx, caller, permissions } = request;
  if (permissions.length === 0 || caller.kind === "operator") return;
  if (caller.kind !== "person") throw refusals.sessionExpired();
  const decide = await decider(tx, caller);
  for (const permission of permissions) {
    const reason = decide(permission);
    if (reason !== undefined) {
      throw refusals.accessDenied(
        personArn(caller.person),
        permission.action,
        permission.resource,
        reason,
      );
    }
  }
}

/** Answers for one caller, after one look at their groups: why a permission is refused, or undefined where it is allowed. */
export async function decider(
  tx: Tx,
  caller: PersonCaller,
): Promise<(permission: Permission) => string | undefined> {
  const { person } = caller;
  const manager = person.kind === "user" && (await isManager(tx, person));
  return ({ action, resource, owner }) => {
    if (person.kind === "root") return undefined;
    if (
      resource === personArn({ ...person, kind: "root" }) ||
      owner === (person.accountId as string)
    ) {
      return "because only the root user, signed in as root, may manage the root user";
    }
    if (manager || openActions.has(action)) return undefined;
    if (owner === person.personId && ownActions.has(action)) return undefined;
    return `because no identity-based policy allows the ${action} action`;
  };
}

export async function isManager(tx: Tx, person: PersonRef): Promise<boolean> {
  // A user is in ten groups at most: one page holds them all.
  const groups = await tx.groups.listOf(person, { after: undefined, limit: 100 });
  return groups.some(({ name }) => nameKey(name) === nameKey(managersGroup));
}

/** Refuses callers for whom the operation is not meant at all. */
export function requireCaller(operation: Operation, caller: Caller): void {
  const meant = operation.callers ?? ["person"];
  if (caller.kind === "person") requireProof(operation, caller);
  if (meant.includes(caller.kind)) return;
  if (caller.kind === "operator") {
    throw new IamError("AccessDenied", `${operation.name} cannot be called from the command line.`);
  }
  throw meant.includes("pending") ? refusals.signInExpired() : refusals.sessionExpired();
}

/** What some proofs are not good for (iam-semantics §3.11): sessions made without MFA know no IAM, and no session makes another. */
function requireProof(
  { name, kind, service = "iam" }: Operation,
  { proof, ...caller }: PersonCaller,
) {
  if (proof !== "session" && kind !== "aws") {
    throw new IamError("AccessDenied", `${name} is the console's: it cannot be called with a key.`);
  }
  if (service === "sts" && proof !== "accessKey" && name !== "GetCallerIdentity") {
    throw new IamError("AccessDenied", `Cannot call ${name} with session credentials`);
  }
  if (service === "iam" && "statement" in caller && !caller.statement.mfaAuthenticatedAt) {
    throw refusals.sessionWithoutMfa();
  }
}

/**
 * Security rule 16: a factor not older than 15 minutes, wherever the caller has one. Signed requests need it for what is the
 * caller's own: a program that manages other people has nobody to ask for a code.
 */
export async function requireFreshFactor(request: {
  readonly tx: Tx;
  readonly caller: Caller;
  readonly operation: Operation;
  readonly permissions: readonly Permission[];
  readonly now: Instant;
}): Promise<void> {
  const { tx, caller, permissions, now } = request;
  if (caller.kind !== "person") return;
  const { person, proof } = caller;
  const own = permissions.some(({ owner }) => owner === person.personId);
  if (proof !== "session" && !own) return;
  const provenAt = sessionFacts(caller)?.mfaAuthenticatedAt;
  if (provenAt !== undefined && now - provenAt <= lifetimes.freshFactor) return;
  const devices = await tx.devices.listOf(person);
  if (devices.length === 0) return;
  if (proof === "session") throw refusals.freshFactorRequired();
  const { action, resource } = permissions[0] ?? { action: request.operation.name, resource: "*" };
  throw refusals.mfaSessionRequired(personArn(person), action, resource);
}
