import { requestTagKeys } from "../access/context-keys.ts";
import { bindTrust } from "../access/trust.ts";
import { refusals } from "../errors.ts";
import { type AccountId, arns } from "../names.ts";
import type { Permission, Scope } from "../operation.ts";
import type { RoleRecord, TagRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { newIds } from "./ids.ts";
import { accountOf } from "./locate.ts";
import { roleTags } from "./locate-role.ts";
import { setTags } from "./set-tags.ts";

export interface NewRole {
  readonly roleName: string;
  readonly assumeRolePolicyDocument: string;
  readonly path?: string | undefined;
  readonly description?: string | undefined;
  readonly maxSessionDuration?: number | undefined;
  readonly permissionsBoundary?: string | undefined;
  readonly tags?: readonly TagRecord[] | undefined;
}

/** What making a role needs: setting tags is a permission of its own, also here. */
export function newRolePermissions(accountId: AccountId, role: NewRole): readonly Permission[] {
  const { roleName, path = "/", tags = [], permissionsBoundary } = role;
  const keys = { ...requestTagKeys(tags), "iam:PermissionsBoundary": permissionsBoundary };
  const target = { resource: arns.role(accountId, path, roleName), keys };
  return [
    { action: "iam:CreateRole", ...target },
    ...(tags.length > 0 ? [{ action: "iam:TagRole", ...target } as const] : []),
  ];
}

const defaultSessionSeconds = 3600;

/** A new role of the caller's account, with its trust and tags; refuses a taken name and one more than the quota. */
export async function insertRole(
  scope: Scope<unknown> & { readonly tx: Tx },
  asked: NewRole,
): Promise<RoleRecord> {
  const { tx, ports, now, settings, caller } = scope;
  const accountId = accountOf(caller);
  const role: RoleRecord = {
    accountId,
    roleId: newIds.role(ports.random),
    name: asked.roleName,
    path: asked.path ?? "/",
    description: asked.description,
    maxSessionSeconds: asked.maxSessionDuration ?? defaultSessionSeconds,
    createdAt: now,
    epoch: 0,
    lastUsed: undefined,
    ...(await bindTrust(tx, accountId, asked.assumeRolePolicyDocument)),
  };
  if (!(await tx.roles.insert(role))) throw refusals.roleExists(role.name);
  const { rolesPerAccount } = settings.quotas;
  if ((await tx.roles.count(accountId)) > rolesPerAccount) {
    throw refusals.overQuota("RolesPerAccount", rolesPerAccount);
  }
  await setTags(tx, roleTags(role), asked.tags ?? []);
  return role;
}
