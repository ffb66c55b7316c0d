// The group that the console offers to make for the first user: an ordinary one, with the policy that allows everything.

import type { GroupId } from "../names.ts";
import type { Scope } from "../operation.ts";
import { builtInArn } from "../policy/index.ts";
import type { PolicyHolder } from "../records.ts";
import type { Tx } from "../store.ts";
import { newIds } from "./ids.ts";
import { accountOf } from "./locate.ts";

export const administrators = "Administrators";

export const administratorAccess = builtInArn("AdministratorAccess");

/** Made when missing, with its policy; an existing one is used as it is. */
export async function makeAdministrators({
  tx,
  caller,
  ports,
  now,
}: Scope<unknown> & { readonly tx: Tx }): Promise<void> {
  const accountId = accountOf(caller);
  if ((await tx.groups.find(accountId, administrators)) !== undefined) return;
  const groupId: GroupId = newIds.group(ports.random);
  const group = { accountId, groupId, name: administrators, path: "/", createdAt: now };
  await tx.groups.insert(group);
  const holder: PolicyHolder = { accountId, kind: "group", id: groupId };
  await tx.policyUses.add(holder, "permissions", administratorAccess);
}
