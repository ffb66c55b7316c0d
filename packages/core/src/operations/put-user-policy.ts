import { requireDocument } from "../access/documents.ts";
import {
  keyedBoundary,
  locateUserHolder,
  requireInlineRoom,
  userHolder,
} from "../access/holders.ts";
import { requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, userName } from "./members.ts";
import { policyDocument, policyName } from "./policy-members.ts";

export const putUserPolicy = defineOperation({
  name: "PutUserPolicy",
  kind: "aws",
  summary: "Writes an inline policy of a user, in place of one of the same name.",
  readOnly: false,
  input: struct({ userName, policyName, policyDocument }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUserHolder(tx, caller, input.userName),
  permissions: ({ found }) => keyedBoundary(found, "iam:PutUserPolicy"),
  run: async ({ tx, input, found }) => {
    const holder = userHolder(requirePerson(found));
    requireDocument(input.policyDocument, { managed: false });
    const policy = { name: input.policyName, document: input.policyDocument };
    await requireInlineRoom(tx, holder, found.name, policy);
    await tx.inlinePolicies.put(holder, policy);
    return {};
  },
  record: { request: ["userName", "policyName", "policyDocument"] },
});
