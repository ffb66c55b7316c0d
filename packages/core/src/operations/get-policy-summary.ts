import { deniedAmong, deniedAnywhere } from "../access/denied.ts";
import { openJudge } from "../access/judge.ts";
import {
  locatePolicy,
  onPolicy,
  requireAnyPolicy,
  requirePolicyArn,
  versionsOf,
} from "../access/managed-policies.ts";
import { renderWholePolicy } from "../access/render-policies.ts";
import { refusals } from "../errors.ts";
import { allTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { boolean, list, struct, texts, timestamp } from "../schema/schema.ts";
import { anyText } from "./members.ts";
import { policy, policyArn } from "./policy-members.ts";

export const getPolicySummary = defineOperation({
  name: "GetPolicySummary",
  kind: "view",
  summary:
    "What a policy's page shows: the policy, its versions with their documents, and what the reader may not do.",
  readOnly: true,
  input: struct({ policyArn }),
  output: struct({
    policy,
    builtIn: boolean,
    versions: list(
      struct({
        versionId: anyText,
        isDefaultVersion: boolean,
        createDate: timestamp,
        document: anyText,
      }),
    ),
    denied: texts,
  }),
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ found }) => [
    onPolicy(found, "iam:GetPolicy"),
    onPolicy(found, "iam:GetPolicyVersion"),
    onPolicy(found, "iam:ListPolicyVersions"),
  ],
  run: async (scope) => {
    const { tx, caller, found } = scope;
    if (caller.kind !== "person") throw refusals.sessionExpired();
    requirePolicyArn(found.arn, "InvalidInput");
    const any = requireAnyPolicy(found);
    const judge = await openJudge({ ...scope, caller });
    const { accountId } = found;
    const tags = found.policy
      ? await allTags(tx, { accountId, kind: "policy", id: found.policy.policyId })
      : [];
    const onIt = await deniedAmong(judge, [
      onPolicy(found, "iam:CreatePolicyVersion"),
      onPolicy(found, "iam:DeletePolicy"),
      onPolicy(found, "iam:DeletePolicyVersion"),
      onPolicy(found, "iam:ListEntitiesForPolicy"),
      onPolicy(found, "iam:SetDefaultPolicyVersion"),
      onPolicy(found, "iam:TagPolicy"),
      onPolicy(found, "iam:UntagPolicy"),
    ]);
    const onHolders = deniedAnywhere(judge, [
      "iam:AttachGroupPolicy",
      "iam:AttachRolePolicy",
      "iam:AttachUserPolicy",
      "iam:DetachGroupPolicy",
      "iam:DetachRolePolicy",
      "iam:DetachUserPolicy",
    ]);
    return {
      policy: await renderWholePolicy(tx, accountId, any, tags),
      builtIn: found.policy === undefined,
      versions: (await versionsOf(tx, found)).map((one) => ({
        versionId: `v${one.version}`,
        isDefaultVersion: one.isDefault,
        createDate: one.createdAt,
        document: one.document,
      })),
      denied: { ...onIt, ...onHolders },
    };
  },
  record: { request: ["policyArn"] },
});
