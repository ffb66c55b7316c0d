import { attachPolicy, keyedBoundary, locateUserHolder, userHolder } from "../access/holders.ts";
import { locatePolicy, requireAttachable } from "../access/managed-policies.ts";
import { requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, userName64 } from "./members.ts";
import { policyArn } from "./policy-members.ts";

export const attachUserPolicy = defineOperation({
  name: "AttachUserPolicy",
  kind: "aws",
  summary: "Attaches a managed policy to a user; doing it twice is no fault.",
  readOnly: false,
  input: struct({ userName: userName64, policyArn }),
  output: nothing,
  locate: async ({ tx, caller, input }) => ({
    user: await locateUserHolder(tx, caller, input.userName),
    policy: await locatePolicy(tx, caller, input.policyArn),
  }),
  permissions: ({ input, found }) =>
    keyedBoundary(found.user, "iam:AttachUserPolicy", { "iam:PolicyARN": input.policyArn }),
  run: async ({ tx, found }) => {
    const holder = userHolder(requirePerson(found.user));
    const { arn } = requireAttachable(found.policy);
    await attachPolicy(tx, holder, arn);
    return {};
  },
  record: { request: ["userName", "policyArn"] },
});
