// Permissions boundaries of users and roles: which one somebody has, and which may be one (iam-semantics §3.2).

import type { Caller } from "../caller.ts";
import { IamError } from "../errors.ts";
import type { Arn } from "../names.ts";
import type { PolicyHolder } from "../records.ts";
import type { Tx } from "../store.ts";
import { locatePolicy, requirePolicyArn } from "./managed-policies.ts";

export async function boundaryOf(tx: Tx, holder: PolicyHolder): Promise<Arn | undefined> {
  const [arn] = await tx.policyUses.list(holder, "boundary", { after: undefined, limit: 1 });
  return arn;
}

/** Sets or replaces it. */
export async function setBoundary(
  tx: Tx,
  caller: Caller,
  holder: PolicyHolder,
  arn: string,
): Promise<void> {
  requirePolicyArn(arn, "InvalidInput");
  const { policy, builtIn } = await locatePolicy(tx, caller, arn);
  if (policy === undefined && builtIn === undefined) {
    throw new IamError("NoSuchEntity", `Scope ARN: ${arn} does not exist or is not attachable.`, {
      fields: [{ name: "permissionsBoundary", message: "There is no such policy." }],
    });
  }
  await removeBoundary(tx, holder);
  await tx.policyUses.add(holder, "boundary", arn as Arn);
}

/** False where there was none. */
export async function removeBoundary(tx: Tx, holder: PolicyHolder): Promise<boolean> {
  const arn = await boundaryOf(tx, holder);
  return arn !== undefined && tx.policyUses.remove(holder, "boundary", arn);
}
