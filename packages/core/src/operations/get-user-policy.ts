import { encodeDocument } from "../access/documents.ts";
import { userHolder } from "../access/holders.ts";
import { refusals } from "../errors.ts";
import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { anyText, userName } from "./members.ts";
import { policyName } from "./policy-members.ts";

export const getUserPolicy = defineOperation({
  name: "GetUserPolicy",
  kind: "aws",
  summary: "Shows an inline policy of a user, percent-encoded.",
  readOnly: true,
  input: struct({ userName, policyName }),
  output: struct({ userName: anyText, policyName: anyText, policyDocument: anyText }),
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:GetUserPolicy"),
  run: async ({ tx, input, found }) => {
    const owner = requirePerson(found);
    const document = await tx.inlinePolicies.find(userHolder(owner), input.policyName);
    if (document === undefined) throw refusals.noSuchInlinePolicy("user", input.policyName);
    return {
      userName: owner.name,
      policyName: input.policyName,
      policyDocument: encodeDocument(document),
    };
  },
  record: { request: ["userName", "policyName"] },
});
