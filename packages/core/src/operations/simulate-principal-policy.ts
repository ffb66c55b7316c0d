import { keysOf } from "../access/context-keys.ts";
import { locatePolicySource, onSource, requireSource } from "../access/policy-source.ts";
import { requirementFor } from "../access/require-mfa.ts";
import { givenPoliciesInSteps, PatientWalk } from "../access/simulate.ts";
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
  locate: async ({ tx, caller, input, now }) => {
    const source = await locatePolicySource(tx, caller, input.policySourceArn);
    const { person } = source;
    // What would be decided is told, and Require MFA would have its say.
    const required = person === undefined ? [] : await requirementFor(tx, person, now);
    return { ...source, required };
  },
  permissions: ({ found }) => [onSource(found, "iam:SimulatePrincipalPolicy")],
  // Where nothing is being read, so that others can be let go between.
  prepare: async (scope) => {
    const { input, found, ports } = scope;
    const own = requireSource(found);
    refuseResourcePolicy(input.resourcePolicy);
    const walk = new PatientWalk(ports.pause);
    const bounds = await walk.through(
      givenPoliciesInSteps(input.permissionsBoundaryPolicyInputList, "boundary"),
    );
    const held = bounds.length === 0 ? own : own.filter(({ role }) => role !== "boundary");
    const given = await walk.through(givenPoliciesInSteps(input.policyInputList));
    const policies = [...held, ...given, ...bounds, ...found.required];
    const { person, keys } = found;
    return simulatePage(scope, walk, policies, (resource) => {
      const owner = resource === found.arn ? person?.personId : undefined;
      return new Map([...keys, ...keysOf({ "sallyport:ResourceOwner": owner })]);
    });
  },
  run: async ({ prepared }) => prepared,
  record: { request: ["policySourceArn", "actionNames", "resourceArns"] },
});
