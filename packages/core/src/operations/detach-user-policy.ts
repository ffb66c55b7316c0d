import { keyedBoundary, locateUserHolder, userHolder } from "../access/holders.ts";
import { requirePolicyArn } from "../access/managed-policies.ts";
import { refusals } from "../errors.ts";
import { requirePerson } from "../identity/locate.ts";
import type { Arn } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, userName64 } from "./members.ts";
import { policyArn } from "./policy-members.ts";

export const detachUserPolicy = defineOperation({
  name: "DetachUserPolicy",
  kind: "aws",
  summary: "Takes a managed policy from a user.",
  readOnly: false,
  input: struct({ userName: userName64, policyArn }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUserHolder(tx, caller, input.userName),
  permissions: ({ input, found }) =>
    keyedBoundary(found, "iam:DetachUserPolicy", { "iam:PolicyARN": input.policyArn }),
  run: async ({ tx, input, found }) => {
    const holder = userHolder(requirePerson(found));
    requirePolicyArn(input.policyArn, "ValidationError");
    if (!(await tx.policyUses.remove(holder, "permissions", input.policyArn as Arn)))
      throw refusals.noSuchPolicy(input.policyArn);
    return {};
  },
  record: { request: ["userName", "policyArn"] },
});
