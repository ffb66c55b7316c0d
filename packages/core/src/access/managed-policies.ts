// Managed policies, the account's own and the built-in ones alike: found by ARN, shown, and refused in AWS's words (§3.7).

import type { Caller } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import { accountOf } from "../identity/locate.ts";
import type { AccountId, Arn } from "../names.ts";
import type { Permission } from "../operation.ts";
import { type BuiltInPolicy, builtInSince, findBuiltIn } from "../policy/index.ts";
import type { PolicyRecord, PolicyVersionRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import { policyLimits, policySize } from "./limits.ts";

export interface LocatedPolicy {
  readonly accountId: AccountId;
  readonly arn: Arn;
  /** The account's own. */
  readonly policy: PolicyRecord | undefined;
  readonly builtIn: BuiltInPolicy | undefined;
}

const policyArn = /^arn:aws:iam::(?:\d{12}|aws):policy\/[\w+=,.@/-]+$/;

export async function locatePolicy(tx: Tx, caller: Caller, arn: string): Promise<LocatedPolicy> {
  const accountId = accountOf(caller);
  return {
    accountId,
    arn: arn as Arn,
    policy: await tx.policies.find(accountId, arn as Arn),
    builtIn: findBuiltIn(arn),
  };
}

export function onPolicy(located: LocatedPolicy, action: Permission["action"]): Permission {
  const { accountId, arn, policy } = located;
  const tagged = policy && ({ accountId, kind: "policy", id: policy.policyId } as const);
  return { action, resource: arn, tagged };
}

/** Refuses what is no policy's ARN at all. */
export function requirePolicyArn(arn: string, code: "ValidationError" | "InvalidInput"): void {
  if (!policyArn.test(arn)) {
    const fields = [{ name: "policyArn", message: "This is not the ARN of a policy." }];
    throw new IamError(code, `ARN ${arn} is not valid.`, { fields });
  }
}

export function requireAnyPolicy(located: LocatedPolicy): PolicyRecord | BuiltInPolicy {
  const found = located.policy ?? located.builtIn;
  if (found === undefined) throw refusals.noSuchPolicy(located.arn);
  return found;
}

/** For what attaches it or works on its versions, AWS has another sentence. */
export function requireAttachable(located: LocatedPolicy): PolicyRecord | BuiltInPolicy {
  requirePolicyArn(located.arn, "ValidationError");
  const found = located.policy ?? located.builtIn;
  if (found === undefined) throw refusals.notAttachable(located.arn);
  return found;
}

type Change = "delete policies" | "update policies" | "delete policy versions for policies";

/** Nobody changes what is built in. */
export function requireOwnPolicy(
  located: LocatedPolicy,
  change: Change,
  missing: (arn: string) => IamError = refusals.noSuchPolicy,
): PolicyRecord {
  if (located.builtIn !== undefined || located.arn.startsWith("arn:aws:iam::aws:")) {
    throw new IamError("AccessDenied", `Cannot ${change} outside your own account.`);
  }
  if (located.policy === undefined) throw missing(located.arn);
  return located.policy;
}

export function requireManagedSize(document: string): void {
  const { managedSize } = policyLimits;
  if (policySize(document) <= managedSize) return;
  const message = `Cannot exceed quota for PolicySize: ${managedSize}`;
  throw new IamError("LimitExceeded", message, { fields: [{ name: "policyDocument", message }] });
}

export interface PolicyVersion {
  readonly version: number;
  readonly isDefault: boolean;
  readonly document: string;
  readonly createdAt: PolicyVersionRecord["createdAt"];
}

/** Newest first. What is built in has one. */
export async function versionsOf(
  tx: Tx,
  located: LocatedPolicy,
): Promise<readonly PolicyVersion[]> {
  const { accountId, arn, policy, builtIn } = located;
  if (policy === undefined) {
    if (builtIn === undefined) return [];
    const { document } = builtIn;
    return [{ version: 1, isDefault: true, document, createdAt: builtInSince }];
  }
  return (await tx.policies.listVersions(accountId, arn)).map((one) => ({
    version: one.version,
    isDefault: one.version === policy.defaultVersion,
    document: one.document,
    createdAt: one.createdAt,
  }));
}

/** `v3`, or a longer form that AWS's pattern takes and nothing has. */
export async function requireVersion(
  tx: Tx,
  located: LocatedPolicy,
  versionId: string,
): Promise<PolicyVersion> {
  const versions = await versionsOf(tx, located);
  const found = versions.find(({ version }) => `v${version}` === versionId);
  if (found === undefined) throw refusals.noSuchPolicyVersion(located.arn, versionId);
  return found;
}

/** What its holders have in force. */
export async function documentOf(tx: Tx, located: LocatedPolicy): Promise<string> {
  const versions = await versionsOf(tx, located);
  const current = versions.find(({ isDefault }) => isDefault);
  if (current === undefined) throw new Error(`the policy ${located.arn} has no default version`);
  return current.document;
}
