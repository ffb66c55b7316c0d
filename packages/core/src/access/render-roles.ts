// From roles to what operations answer.

import { roleArn } from "../caller.ts";
import type { RoleRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { encodeDocument } from "./documents.ts";
import { currentTrust } from "./trust.ts";

/** What every answer has. */
export async function renderRole(tx: Tx, role: RoleRecord) {
  return {
    path: role.path,
    roleName: role.name,
    roleId: role.roleId as string,
    arn: roleArn(role) as string,
    createDate: role.createdAt,
    assumeRolePolicyDocument: encodeDocument(await currentTrust(tx, role)),
  };
}

/** As lists have it: AWS leaves out tags, boundary and last use there. */
export async function renderListedRole(tx: Tx, role: RoleRecord) {
  return {
    ...(await renderRole(tx, role)),
    ...(role.description !== undefined && { description: role.description }),
    maxSessionDuration: role.maxSessionSeconds,
  };
}

/** Empty where the role was never used. */
export function renderLastUsed({ lastUsed }: RoleRecord) {
  return lastUsed === undefined ? {} : { lastUsedDate: lastUsed.at, region: lastUsed.region };
}
