import { requireDocument } from "../access/documents.ts";
import {
  groupHolder,
  keyedBoundary,
  locateGroupHolder,
  requireInlineRoom,
} from "../access/holders.ts";
import { requireGroup } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { groupName, nothing } from "./members.ts";
import { policyDocument, policyName } from "./policy-members.ts";

export const putGroupPolicy = defineOperation({
  name: "PutGroupPolicy",
  kind: "aws",
  summary: "Writes an inline policy of a group, in place of one of the same name.",
  readOnly: false,
  input: struct({ groupName, policyName, policyDocument }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateGroupHolder(tx, caller, input.groupName),
  permissions: ({ found }) => keyedBoundary(found, "iam:PutGroupPolicy"),
  run: async ({ tx, input, found }) => {
    const holder = groupHolder(requireGroup(found));
    requireDocument(input.policyDocument, { managed: false });
    const policy = { name: input.policyName, document: input.policyDocument };
    await requireInlineRoom(tx, holder, found.name, policy);
    await tx.inlinePolicies.put(holder, policy);
    return {};
  },
  record: { request: ["groupName", "policyName", "policyDocument"] },
});
