import { givenPolicies } from "../access/simulate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { policyDocument } from "./policy-members.ts";
import {
  answer,
  documents,
  refuseResourcePolicy,
  request,
  simulatePage,
} from "./simulation-members.ts";

export const simulateCustomPolicy = defineOperation({
  name: "SimulateCustomPolicy",
  kind: "aws",
  summary: "Decides requests that are made up by policies that are given with them.",
  readOnly: true,
  input: struct({
    policyInputList: documents,
    permissionsBoundaryPolicyInputList: optional(documents),
    resourcePolicy: optional(policyDocument),
    ...request,
  }),
  output: struct(answer),
  permissions: () => [{ action: "iam:SimulateCustomPolicy", resource: "*" }],
  run: async (scope) => {
    const { input } = scope;
    refuseResourcePolicy(input.resourcePolicy);
    return simulatePage(scope, [
      ...givenPolicies(input.policyInputList),
      ...givenPolicies(input.permissionsBoundaryPolicyInputList, "boundary"),
    ]);
  },
  record: { request: ["actionNames", "resourceArns"] },
});
