// Users, groups and roles as holders of policies: found, with what the permissions to change their policies name; how much they may hold;
// and what must be gone before they are.

import type { Caller } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import {
  type LocatedGroup,
  type LocatedPerson,
  locateGroup,
  locateUser,
  on,
} from "../identity/locate.ts";
import { type LocatedRole, locateRole, onRole } from "../identity/locate-role.ts";
import type { Arn } from "../names.ts";
import type { Permission } from "../operation.ts";
import type {
  GroupRecord,
  InlinePolicyRecord,
  PersonRef,
  PolicyHolder,
  RoleRecord,
} from "../records.ts";
import type { PageRequest, Tx } from "../store.ts";
import { boundaryOf } from "./boundaries.ts";
import type { KeyValue } from "./context-keys.ts";
import { policyLimits, policySize } from "./limits.ts";

export function userHolder({ accountId, personId }: PersonRef): PolicyHolder {
  return { accountId, kind: "user", id: personId };
}

export function groupHolder({ accountId, groupId }: Pick<GroupRecord, "accountId" | "groupId">) {
  return { accountId, kind: "group", id: groupId } as const satisfies PolicyHolder;
}

export function roleHolder({ accountId, roleId }: Pick<RoleRecord, "accountId" | "roleId">) {
  return { accountId, kind: "role", id: roleId } as const satisfies PolicyHolder;
}

/** With the boundary, which is a condition key of whatever changes a user's or role's policies. */
export type LocatedUserHolder = LocatedPerson & { readonly boundary: Arn | undefined };

export async function locateUserHolder(
  tx: Tx,
  caller: Caller,
  name: string,
): Promise<LocatedUserHolder> {
  const located = await locateUser(tx, caller, name);
  const { person } = located;
  return { ...located, boundary: person && (await boundaryOf(tx, userHolder(person))) };
}

export type LocatedRoleHolder = LocatedRole & { readonly boundary: Arn | undefined };

export async function locateRoleHolder(
  tx: Tx,
  caller: Caller,
  name: string,
): Promise<LocatedRoleHolder> {
  const located = await locateRole(tx, caller, name);
  const { role } = located;
  return { ...located, boundary: role && (await boundaryOf(tx, roleHolder(role))) };
}

export function locateGroupHolder(tx: Tx, caller: Caller, name: string): Promise<LocatedGroup> {
  return locateGroup(tx, caller, name);
}

/** A permission to change a holder's policies: for a user or role with `iam:PermissionsBoundary`. */
export function keyedBoundary(
  located: LocatedUserHolder | LocatedRoleHolder | LocatedGroup,
  action: Permission["action"],
  keys: Readonly<Record<string, KeyValue>> = {},
): readonly Permission[] {
  if (!("boundary" in located)) return [{ action, resource: located.arn, keys }];
  const all = { ...keys, "iam:PermissionsBoundary": located.boundary };
  const permissions = "role" in located ? onRole(located, action) : on(located, action);
  return permissions.map((permission) => ({ ...permission, keys: all }));
}

/** AWS counts all of a holder's inline policies together. */
export async function requireInlineRoom(
  tx: Tx,
  holder: PolicyHolder,
  name: string,
  policy: InlinePolicyRecord,
): Promise<void> {
  const page = { after: undefined, limit: policyLimits.inlineSize[holder.kind] };
  const others = (await tx.inlinePolicies.list(holder, page)).filter(
    (one) => one.name !== policy.name,
  );
  const size = [...others, policy].reduce((sum, { document }) => sum + policySize(document), 0);
  const most = policyLimits.inlineSize[holder.kind];
  if (size > most) {
    const message = `Maximum policy size of ${most} bytes exceeded for ${holder.kind} ${name}`;
    throw new IamError("LimitExceeded", message, {
      fields: [{ name: "policyDocument", message }],
    });
  }
}

export async function attachPolicy(tx: Tx, holder: PolicyHolder, arn: Arn): Promise<void> {
  const added = await tx.policyUses.add(holder, "permissions", arn);
  const most = policyLimits.attachedPerHolder;
  const page = { after: undefined, limit: most + 1 };
  if (!added || (await tx.policyUses.list(holder, "permissions", page)).length <= most) return;
  const kind = holder.kind.charAt(0).toUpperCase() + holder.kind.slice(1);
  throw refusals.overQuota(`PoliciesPer${kind}`, most);
}

export interface Attached {
  readonly policyName: string;
  readonly policyArn: Arn;
}

/** By ARN, under a path. A holder has ten at most, so that what the path leaves out is left out here. */
export async function listAttached(
  tx: Tx,
  holder: PolicyHolder,
  pathPrefix: string,
  page: PageRequest,
): Promise<readonly Attached[]> {
  const rows = await tx.policyUses.list(holder, "permissions", { ...page, limit: 1000 });
  return rows
    .map((policyArn) => ({ policyArn, ...nameOfArn(policyArn) }))
    .filter(({ path }) => path.startsWith(pathPrefix))
    .slice(0, page.limit)
    .map(({ policyName, policyArn }) => ({ policyName, policyArn }));
}

/** `arn:aws:iam::ACCOUNT:policy/path/NAME`. */
export function nameOfArn(arn: string): { readonly path: string; readonly policyName: string } {
  const resource = arn.slice(arn.indexOf("/"));
  const end = resource.lastIndexOf("/") + 1;
  return { path: resource.slice(0, end), policyName: resource.slice(end) };
}

/** Everything that a holder has: attached, bounding and inline. */
export async function removePolicies(tx: Tx, holder: PolicyHolder): Promise<void> {
  await tx.policyUses.removeAll(holder);
  await tx.inlinePolicies.removeAll(holder);
}

/** What AWS asks to be done first, where a holder that is to be deleted has policies. A boundary goes with its holder. */
export async function policiesLeft(tx: Tx, holder: PolicyHolder): Promise<string | undefined> {
  const one = { after: undefined, limit: 1 };
  if ((await tx.policyUses.list(holder, "permissions", one)).length > 0)
    return "detach all policies";
  if ((await tx.inlinePolicies.list(holder, one)).length > 0) return "delete policies";
  return undefined;
}
