import { locatePolicySource, onSource, requireSource } from "../access/policy-source.ts";
import { givenPolicies, keysMentioned } from "../access/simulate.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct } from "../schema/schema.ts";
import { anyText } from "./members.ts";
import { policyArn } from "./policy-members.ts";
import { documents } from "./simulation-members.ts";

export const getContextKeysForPrincipalPolicy = defineOperation({
  name: "GetContextKeysForPrincipalPolicy",
  kind: "aws",
  summary: "Lists the condition keys that the policies of a user, group or role look at.",
  readOnly: true,
  input: struct({ policySourceArn: policyArn, policyInputList: optional(documents) }),
  output: struct({ contextKeyNames: list(anyText) }),
  locate: ({ tx, caller, input }) => locatePolicySource(tx, caller, input.policySourceArn),
  permissions: ({ found }) => [onSource(found, "iam:GetContextKeysForPrincipalPolicy")],
  run: async ({ input, found }) => {
    // What everyone may do to themselves is ours, and asks for no key that anybody could give.
    const own = requireSource(found).filter(({ role }) => role !== "resource");
    return { contextKeyNames: keysMentioned([...own, ...givenPolicies(input.policyInputList)]) };
  },
  record: { request: ["policySourceArn"] },
});
