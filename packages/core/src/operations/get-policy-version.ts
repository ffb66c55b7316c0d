import { encodeDocument } from "../access/documents.ts";
import {
  locatePolicy,
  onPolicy,
  requireAnyPolicy,
  requirePolicyArn,
  requireVersion,
} from "../access/managed-policies.ts";
import { renderVersion } from "../access/render-policies.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { policyArn, policyVersion, versionId } from "./policy-members.ts";

export const getPolicyVersion = defineOperation({
  name: "GetPolicyVersion",
  kind: "aws",
  summary: "Shows a version of a managed policy with its document, percent-encoded.",
  readOnly: true,
  input: struct({ policyArn, versionId }),
  output: struct({ policyVersion }),
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ found }) => [onPolicy(found, "iam:GetPolicyVersion")],
  run: async ({ tx, input, found }) => {
    requirePolicyArn(found.arn, "InvalidInput");
    requireAnyPolicy(found);
    const version = await requireVersion(tx, found, input.versionId);
    const document = encodeDocument(version.document);
    return { policyVersion: { document, ...renderVersion(version) } };
  },
  record: { request: ["policyArn", "versionId"] },
});
