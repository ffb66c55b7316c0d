import { keysOf } from "../access/context-keys.ts";
import { locatePolicySource, onSource, requireSource } from "../access/policy-source.ts";
import { requirementFor } from "../access/require-mfa.ts";
import { givenPolicies } from "../access/simulate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { policyArn, policyDocument } from "./policy-members.ts";
import {
  answer,
  documents,
  refuseResourcePolicy,
  request,
  simulatePage,
} from "./simulation-members.ts";

export const simulatePrincipalPolicy = defineOperation({
  name: "SimulatePrincipalPolicy",
  kind: "aws",
  summary:
    "Decides requests that are made up by the policies of a user, group or role, and by more that are given.",
  readOnly: true,
  input: struct({
    policySourceArn: policyArn,
    policyInputList: optional(documents),
    permissionsBoundaryPolicyInputList: optional(documents),
    resourcePolicy: optional(policyDocument),
    ...request,
  }),
  output: struct(answer),
  locate: ({ tx, caller, input }) => locatePolicySource(tx, caller, input.policySourceArn),
  permissions: ({ found }) => [onSource(found, "iam:SimulatePrincipalPolicy")],
  run: async (scope) => {
    const { tx, input, found, now } = scope;
    const own = requireSource(found);
    refuseResourcePolicy(input.resourcePolicy);
    const bounds = givenPolicies(input.permissionsBoundaryPolicyInputList, "boundary");
    const held = bounds.length === 0 ? own : own.filter(({ role }) => role !== "boundary");
    const { person, keys } = found;
    // What would be decided is told, and Require MFA would have its say.
    const required = person === undefined ? [] : await requirementFor(tx, person, now);
    const policies = [...held, ...givenPolicies(input.policyInputList), ...bounds, ...required];
    return simulatePage(scope, policies, (resource) => {
      const owner = resource === found.arn ? person?.personId : undefined;
      return new Map([...keys, ...keysOf({ "sallyport:ResourceOwner": owner })]);
    });
  },
  record: { request: ["policySourceArn", "actionNames", "resourceArns"] },
});
