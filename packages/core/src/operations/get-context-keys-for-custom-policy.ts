import { givenPolicies, keysMentioned } from "../access/simulate.ts";
import { defineOperation } from "../operation.ts";
import { list, struct } from "../schema/schema.ts";
import { anyText } from "./members.ts";
import { documents } from "./simulation-members.ts";

export const getContextKeysForCustomPolicy = defineOperation({
  name: "GetContextKeysForCustomPolicy",
  kind: "aws",
  summary: "Lists the condition keys that the given policies look at.",
  readOnly: true,
  input: struct({ policyInputList: documents }),
  output: struct({ contextKeyNames: list(anyText) }),
  permissions: () => [{ action: "iam:GetContextKeysForCustomPolicy", resource: "*" }],
  run: async ({ input }) => ({
    contextKeyNames: keysMentioned(givenPolicies(input.policyInputList)),
  }),
  record: { request: [] },
});
