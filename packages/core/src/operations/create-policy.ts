import { requestTagKeys } from "../access/context-keys.ts";
import { requireDocument } from "../access/documents.ts";
import { policyLimits } from "../access/limits.ts";
import { requireManagedSize } from "../access/managed-policies.ts";
import { renderPolicy } from "../access/render-policies.ts";
import { IamError, refusals } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { accountOf } from "../identity/locate.ts";
import { checkTags, setTags } from "../identity/set-tags.ts";
import { arns } from "../names.ts";
import { defineOperation, type Permission } from "../operation.ts";
import type { PolicyRecord } from "../records.ts";
import { optional, struct } from "../schema/schema.ts";
import { tags } from "./members.ts";
import { description, policy, policyDocument, policyName, policyPath } from "./policy-members.ts";

export const createPolicy = defineOperation({
  name: "CreatePolicy",
  kind: "aws",
  summary: "Makes a managed policy, with its document as version v1.",
  readOnly: false,
  input: struct({
    policyName,
    path: optional(policyPath),
    policyDocument,
    description: optional(description),
    tags: optional(tags),
  }),
  output: struct({ policy }),
  permissions: ({ caller, input }) => {
    const resource = arns.policy(accountOf(caller), input.path ?? "/", input.policyName);
    const keys = requestTagKeys(input.tags);
    const tagging: Permission = { action: "iam:TagPolicy", resource, keys };
    return [
      { action: "iam:CreatePolicy", resource, keys },
      ...(input.tags?.length ? [tagging] : []),
    ];
  },
  run: async ({ tx, caller, input, ports, now }) => {
    const accountId = accountOf(caller);
    checkTags(input.tags ?? []);
    requireDocument(input.policyDocument, { managed: true });
    requireManagedSize(input.policyDocument);
    const path = input.path ?? "/";
    const record: PolicyRecord = {
      accountId,
      arn: arns.policy(accountId, path, input.policyName),
      policyId: newIds.policy(ports.random),
      name: input.policyName,
      path,
      description: input.description,
      createdAt: now,
      updatedAt: now,
      defaultVersion: 1,
      lastVersion: 1,
    };
    if (!(await tx.policies.insert(record, input.policyDocument))) {
      const message = `A policy called ${input.policyName} already exists. Duplicate names are not allowed.`;
      throw new IamError("EntityAlreadyExists", message);
    }
    const { policiesPerAccount } = policyLimits;
    if ((await tx.policies.count(accountId)).policies > policiesPerAccount)
      throw refusals.overQuota("PoliciesPerAccount", policiesPerAccount);
    const set = input.tags ?? [];
    await setTags(tx, { accountId, kind: "policy", id: record.policyId }, set);
    return {
      policy: {
        ...(await renderPolicy(tx, accountId, record)),
        ...(set.length > 0 && { tags: set }),
      },
    };
  },
  record: { request: ["policyName", "path", "policyDocument", "tags"], response: ["policy"] },
});
