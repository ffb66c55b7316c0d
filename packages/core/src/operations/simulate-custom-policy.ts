import { givenPoliciesInSteps, PatientWalk } from "../access/simulate.ts";
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
  // Where nothing is being read, so that others can be let go between.
  prepare: async (scope) => {
    const { input, ports } = scope;
    refuseResourcePolicy(input.resourcePolicy);
    const walk = new PatientWalk(ports.pause);
    return simulatePage(scope, walk, [
      ...(await walk.through(givenPoliciesInSteps(input.policyInputList))),
      ...(await walk.through(
        givenPoliciesInSteps(input.permissionsBoundaryPolicyInputList, "boundary"),
      )),
    ]);
  },
  run: async ({ prepared }) => prepared,
  record: { request: ["actionNames", "resourceArns"] },
});
