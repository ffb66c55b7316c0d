import { encodeDocument } from "../access/documents.ts";
import { groupHolder } from "../access/holders.ts";
import { refusals } from "../errors.ts";
import { locateGroup, requireGroup } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { anyText, groupName } from "./members.ts";
import { policyName } from "./policy-members.ts";

export const getGroupPolicy = defineOperation({
  name: "GetGroupPolicy",
  kind: "aws",
  summary: "Shows an inline policy of a group, percent-encoded.",
  readOnly: true,
  input: struct({ groupName, policyName }),
  output: struct({ groupName: anyText, policyName: anyText, policyDocument: anyText }),
  locate: ({ tx, caller, input }) => locateGroup(tx, caller, input.groupName),
  permissions: ({ found }) => [{ action: "iam:GetGroupPolicy", resource: found.arn }],
  run: async ({ tx, input, found }) => {
    const owner = requireGroup(found);
    const document = await tx.inlinePolicies.find(groupHolder(owner), input.policyName);
    if (document === undefined) throw refusals.noSuchInlinePolicy("group", input.policyName);
    return {
      groupName: owner.name,
      policyName: input.policyName,
      policyDocument: encodeDocument(document),
    };
  },
  record: { request: ["groupName", "policyName"] },
});
