// From policies to what operations answer.

import { type BuiltInPolicy, builtInSince } from "../policy/index.ts";
import type { PolicyRecord, TagRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import type { PolicyVersion } from "./managed-policies.ts";

export type AnyPolicy = PolicyRecord | BuiltInPolicy;

export function isBuiltIn(policy: AnyPolicy): policy is BuiltInPolicy {
  return "compiled" in policy;
}

/** As lists have it: without description and tags. */
export async function renderPolicy(
  tx: Tx,
  accountId: PolicyRecord["accountId"],
  policy: AnyPolicy,
) {
  const { attachments, boundaries } = await tx.policyUses.count(accountId, policy.arn);
  const builtIn = isBuiltIn(policy);
  return {
    policyName: policy.name,
    policyId: policy.policyId as string,
    arn: policy.arn as string,
    path: policy.path,
    defaultVersionId: `v${builtIn ? 1 : policy.defaultVersion}`,
    attachmentCount: attachments,
    permissionsBoundaryUsageCount: boundaries,
    isAttachable: true,
    createDate: builtIn ? builtInSince : policy.createdAt,
    updateDate: builtIn ? builtInSince : policy.updatedAt,
  };
}

export async function renderWholePolicy(
  tx: Tx,
  accountId: PolicyRecord["accountId"],
  policy: AnyPolicy,
  tags: readonly TagRecord[],
) {
  return {
    ...(await renderPolicy(tx, accountId, policy)),
    ...(policy.description !== undefined && { description: policy.description }),
    tags,
  };
}

export function renderVersion({ version, isDefault, createdAt }: PolicyVersion) {
  return { versionId: `v${version}`, isDefaultVersion: isDefault, createDate: createdAt };
}

export function renderBoundary(arn: string | undefined) {
  if (arn === undefined) return {};
  return {
    permissionsBoundary: {
      permissionsBoundaryType: "Policy",
      permissionsBoundaryArn: arn,
    },
  };
}
