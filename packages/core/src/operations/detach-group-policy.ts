import { groupHolder, keyedBoundary, locateGroupHolder } from "../access/holders.ts";
import { requirePolicyArn } from "../access/managed-policies.ts";
import { refusals } from "../errors.ts";
import { requireGroup } from "../identity/locate.ts";
import type { Arn } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { groupName, nothing } from "./members.ts";
import { policyArn } from "./policy-members.ts";

export const detachGroupPolicy = defineOperation({
  name: "DetachGroupPolicy",
  kind: "aws",
  summary: "Takes a managed policy from a group.",
  readOnly: false,
  input: struct({ groupName, policyArn }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateGroupHolder(tx, caller, input.groupName),
  permissions: ({ input, found }) =>
    keyedBoundary(found, "iam:DetachGroupPolicy", { "iam:PolicyARN": input.policyArn }),
  run: async ({ tx, input, found }) => {
    const holder = groupHolder(requireGroup(found));
    requirePolicyArn(input.policyArn, "ValidationError");
    if (!(await tx.policyUses.remove(holder, "permissions", input.policyArn as Arn)))
      throw refusals.noSuchPolicy(input.policyArn);
    return {};
  },
  record: { request: ["groupName", "policyArn"] },
});
