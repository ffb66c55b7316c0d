import { groupHolder, keyedBoundary, locateGroupHolder } from "../access/holders.ts";
import { refusals } from "../errors.ts";
import { requireGroup } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { groupName, nothing } from "./members.ts";
import { policyName } from "./policy-members.ts";

export const deleteGroupPolicy = defineOperation({
  name: "DeleteGroupPolicy",
  kind: "aws",
  summary: "Deletes an inline policy of a group.",
  readOnly: false,
  input: struct({ groupName, policyName }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateGroupHolder(tx, caller, input.groupName),
  permissions: ({ found }) => keyedBoundary(found, "iam:DeleteGroupPolicy"),
  run: async ({ tx, input, found }) => {
    const holder = groupHolder(requireGroup(found));
    if (!(await tx.inlinePolicies.delete(holder, input.policyName)))
      throw refusals.noSuchInlinePolicy("group", input.policyName);
    return {};
  },
  record: { request: ["groupName", "policyName"] },
});
