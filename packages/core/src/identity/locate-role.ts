import { type Caller, roleArn } from "../caller.ts";
import { refusals } from "../errors.ts";
import { type Arn, arns } from "../names.ts";
import type { Permission } from "../operation.ts";
import type { RoleRecord, Tagged } from "../records.ts";
import type { Tx } from "../store.ts";
import { accountOf } from "./locate.ts";

export interface LocatedRole {
  readonly role: RoleRecord | undefined;
  readonly arn: Arn;
  /** As asked for. */
  readonly name: string;
}

/** A role of the caller's account. A missing one has an ARN too, like a missing user. */
export async function locateRole(tx: Tx, caller: Caller, name: string): Promise<LocatedRole> {
  const accountId = accountOf(caller);
  const role = await tx.roles.find(accountId, name);
  return { role, arn: role ? roleArn(role) : arns.role(accountId, "/", name), name };
}

export function requireRole(located: LocatedRole): RoleRecord {
  if (located.role === undefined) throw refusals.noSuchRole(located.name);
  return located.role;
}

export function onRole(
  { arn, role }: LocatedRole,
  ...actions: readonly Permission["action"][]
): readonly Permission[] {
  const tagged = role && roleTags(role);
  return actions.map((action) => ({ action, resource: arn, tagged }));
}

/** The role as what carries its tags. */
export function roleTags({ accountId, roleId }: RoleRecord) {
  return { accountId, kind: "role", id: roleId } as const satisfies Tagged;
}
