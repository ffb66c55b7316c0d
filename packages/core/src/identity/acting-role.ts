// The role that somebody wants to act as, of whichever account, and whether it is still the one that they were let into.

import { roleArn } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import type { AccountId } from "../names.ts";
import type { ActingRoleRecord, AssumedRole } from "../records.ts";
import type { Tx } from "../store.ts";

const roleForm = /^arn:aws:iam::(\d{12}):role(?:\/[\u0021-\u007E]+)?\/([\w+=,.@-]{1,64})$/;

/** A path that is not the role's names another role, which is not there. */
export async function locateActingRole(
  tx: Tx,
  arn: string,
): Promise<{ readonly accountId: AccountId; readonly acting: ActingRoleRecord | undefined }> {
  const [, account, name] = roleForm.exec(arn) ?? [];
  if (account === undefined || name === undefined)
    throw new IamError("ValidationError", `${arn} is invalid`);
  const accountId = account as AccountId;
  const role = await tx.roles.find(accountId, name);
  if (role === undefined || roleArn(role) !== arn) return { accountId, acting: undefined };
  return { accountId, acting: await tx.roles.findActing(accountId, role.roleId) };
}

/** Whoever was allowed by its trust policy knows that it is there. */
export function requireActing(acting: ActingRoleRecord | undefined): ActingRoleRecord {
  if (acting === undefined) throw refusals.tokenInvalid();
  return acting;
}

export const stepOf = ({ role, accountEpoch }: ActingRoleRecord): AssumedRole => ({
  accountId: role.accountId,
  roleId: role.roleId,
  epochs: { account: accountEpoch, role: role.epoch },
});

export function isSameRole(one: AssumedRole, other: AssumedRole | undefined): boolean {
  return (
    one.roleId === other?.roleId &&
    one.epochs.account === other.epochs.account &&
    one.epochs.role === other.epochs.role
  );
}

/** AWS's words for more than the role lets anybody ask. */
export function requireWithinRole(asked: number | undefined, most: number): void {
  if (asked === undefined || asked <= most) return;
  throw new IamError(
    "ValidationError",
    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.",
  );
}
