import { listAnyPolicies } from "../access/list-policies.ts";
import { renderPolicy } from "../access/render-policies.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { boolean, list, oneOf, optional, struct } from "../schema/schema.ts";
import { page, pageEnd, pathPrefix } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { policy, purpose, purposes } from "./policy-members.ts";

export const listPolicies = defineOperation({
  name: "ListPolicies",
  kind: "aws",
  summary: "Lists managed policies by name: first the built-in ones, then the account's own.",
  readOnly: true,
  input: struct({
    scope: optional(oneOf("All", "AWS", "Local")),
    onlyAttached: optional(boolean),
    pathPrefix: optional(pathPrefix),
    policyUsageFilter: optional(purpose),
    ...page,
  }),
  output: struct({ policies: list(policy), ...pageEnd }),
  permissions: () => [{ action: "iam:ListPolicies", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input } = scope;
    const accountId = accountOf(caller);
    const { policyUsageFilter: usage } = input;
    const used = usage ? purposes[usage] : input.onlyAttached ? ("any" as const) : undefined;
    const filter = { scope: input.scope ?? "All", pathPrefix: input.pathPrefix ?? "/", used };
    const request = pageRequest(scope, "ListPolicies");
    const rows = await listAnyPolicies(tx, accountId, filter, request);
    const { items, end } = pageOf(scope, "ListPolicies", rows, ({ key }) => key);
    const policies = [];
    for (const row of items) policies.push(await renderPolicy(tx, accountId, row.policy));
    return { policies, ...end };
  },
  record: { request: ["scope", "onlyAttached", "pathPrefix", "policyUsageFilter"] },
});
