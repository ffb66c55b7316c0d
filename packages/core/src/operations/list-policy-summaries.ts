import { listAnyPolicies } from "../access/list-policies.ts";
import { isBuiltIn, renderPolicy } from "../access/render-policies.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import {
  boolean,
  integer,
  list,
  oneOf,
  optional,
  struct,
  text,
  timestamp,
} from "../schema/schema.ts";
import { anyText, page, pageEnd } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";

export const listPolicySummaries = defineOperation({
  name: "ListPolicySummaries",
  kind: "view",
  summary:
    "The console's list of policies, searched by the beginning of their name, of one type or all.",
  readOnly: true,
  input: struct({
    namePrefix: optional(text({ min: 0, max: 128 })),
    scope: optional(oneOf("All", "AWS", "Local")),
    ...page,
  }),
  output: struct({
    policies: list(
      struct({
        policyName: anyText,
        policyArn: anyText,
        builtIn: boolean,
        description: anyText,
        holders: integer(0, 1e9),
        updateDate: timestamp,
      }),
    ),
    ...pageEnd,
  }),
  permissions: () => [{ action: "iam:ListPolicies", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input } = scope;
    const accountId = accountOf(caller);
    const filter = { scope: input.scope ?? "All", namePrefix: input.namePrefix ?? "" };
    const listName = `ListPolicySummaries ${filter.scope}`;
    const rows = await listAnyPolicies(tx, accountId, filter, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ key }) => key);
    const policies = [];
    for (const { policy } of items) {
      const shown = await renderPolicy(tx, accountId, policy);
      policies.push({
        policyName: shown.policyName,
        policyArn: shown.arn,
        builtIn: isBuiltIn(policy),
        description: policy.description ?? "",
        holders: shown.attachmentCount + shown.permissionsBoundaryUsageCount,
        updateDate: shown.updateDate,
      });
    }
    return { policies, ...end };
  },
  record: { request: ["namePrefix", "scope"] },
});
