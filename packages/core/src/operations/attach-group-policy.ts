import { attachPolicy, groupHolder, keyedBoundary, locateGroupHolder } from "../access/holders.ts";
import { locatePolicy, requireAttachable } from "../access/managed-policies.ts";
import { requireGroup } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { groupName, nothing } from "./members.ts";
import { policyArn } from "./policy-members.ts";

export const attachGroupPolicy = defineOperation({
  name: "AttachGroupPolicy",
  kind: "aws",
  summary: "Attaches a managed policy to a group; doing it twice is no fault.",
  readOnly: false,
  input: struct({ groupName, policyArn }),
  output: nothing,
  locate: async ({ tx, caller, input }) => ({
    group: await locateGroupHolder(tx, caller, input.groupName),
    policy: await locatePolicy(tx, caller, input.policyArn),
  }),
  permissions: ({ input, found }) =>
    keyedBoundary(found.group, "iam:AttachGroupPolicy", { "iam:PolicyARN": input.policyArn }),
  run: async ({ tx, found }) => {
    const holder = groupHolder(requireGroup(found.group));
    const { arn } = requireAttachable(found.policy);
    await attachPolicy(tx, holder, arn);
    return {};
  },
  record: { request: ["groupName", "policyArn"] },
});
