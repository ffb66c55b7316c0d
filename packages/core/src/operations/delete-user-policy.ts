import { keyedBoundary, locateUserHolder, userHolder } from "../access/holders.ts";
import { refusals } from "../errors.ts";
import { requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, userName } from "./members.ts";
import { policyName } from "./policy-members.ts";

export const deleteUserPolicy = defineOperation({
  name: "DeleteUserPolicy",
  kind: "aws",
  summary: "Deletes an inline policy of a user.",
  readOnly: false,
  input: struct({ userName, policyName }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUserHolder(tx, caller, input.userName),
  permissions: ({ found }) => keyedBoundary(found, "iam:DeleteUserPolicy"),
  run: async ({ tx, input, found }) => {
    const holder = userHolder(requirePerson(found));
    if (!(await tx.inlinePolicies.delete(holder, input.policyName)))
      throw refusals.noSuchInlinePolicy("user", input.policyName);
    return {};
  },
  record: { request: ["userName", "policyName"] },
});
