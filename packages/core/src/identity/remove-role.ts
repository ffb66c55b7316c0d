import { removePolicies, roleHolder } from "../access/holders.ts";
import type { RoleRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { roleTags } from "./locate-role.ts";

/** The row with its policies and tags. Its sessions end: they name an id that nobody has any more. */
export async function deleteRoleRow(tx: Tx, role: RoleRecord): Promise<void> {
  await removePolicies(tx, roleHolder(role));
  await tx.tags.removeAll(roleTags(role));
  await tx.roles.delete(role.accountId, role.roleId);
}
