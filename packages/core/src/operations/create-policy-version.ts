import { requireDocument } from "../access/documents.ts";
import { policyLimits } from "../access/limits.ts";
import {
  locatePolicy,
  onPolicy,
  requireManagedSize,
  requireOwnPolicy,
  requirePolicyArn,
} from "../access/managed-policies.ts";
import { renderVersion } from "../access/render-policies.ts";
import { IamError, refusals } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { boolean, optional, struct } from "../schema/schema.ts";
import { policyArn, policyDocument, policyVersion } from "./policy-members.ts";

export const createPolicyVersion = defineOperation({
  name: "CreatePolicyVersion",
  kind: "aws",
  summary: "Adds a version to a managed policy, and puts it in force where that is asked for.",
  readOnly: false,
  input: struct({ policyArn, policyDocument, setAsDefault: optional(boolean) }),
  output: struct({ policyVersion }),
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ found }) => [onPolicy(found, "iam:CreatePolicyVersion")],
  run: async ({ tx, input, found, now }) => {
    requirePolicyArn(found.arn, "InvalidInput");
    const policy = requireOwnPolicy(found, "update policies", refusals.notAttachable);
    const { accountId, arn } = policy;
    requireDocument(input.policyDocument, { managed: true });
    requireManagedSize(input.policyDocument);
    const versions = await tx.policies.listVersions(accountId, arn);
    if (versions.length >= policyLimits.versionsPerPolicy) {
      const message = `A managed policy can have up to ${policyLimits.versionsPerPolicy} versions. Before you create a new version, you must delete an existing version.`;
      throw new IamError("LimitExceeded", message);
    }
    const version = policy.lastVersion + 1;
    const document = input.policyDocument;
    if (!(await tx.policies.addVersion({ accountId, arn, version, document, createdAt: now })))
      throw refusals.concurrentModification(undefined);
    const isDefault = input.setAsDefault ?? false;
    if (isDefault) await tx.policies.setDefaultVersion(accountId, arn, version, now);
    return { policyVersion: renderVersion({ version, isDefault, document, createdAt: now }) };
  },
  record: {
    request: ["policyArn", "policyDocument", "setAsDefault"],
    response: ["policyVersion"],
  },
});
