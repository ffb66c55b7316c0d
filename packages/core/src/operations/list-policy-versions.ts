import {
  locatePolicy,
  onPolicy,
  requireAnyPolicy,
  requirePolicyArn,
  versionsOf,
} from "../access/managed-policies.ts";
import { renderVersion } from "../access/render-policies.ts";
import { defineOperation } from "../operation.ts";
import { list, struct } from "../schema/schema.ts";
import { page, pageEnd } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { policyArn, policyVersion } from "./policy-members.ts";

export const listPolicyVersions = defineOperation({
  name: "ListPolicyVersions",
  kind: "aws",
  summary: "Lists a managed policy's versions, newest first, without their documents.",
  readOnly: true,
  input: struct({ policyArn, ...page }),
  output: struct({ versions: list(policyVersion), ...pageEnd }),
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ found }) => [onPolicy(found, "iam:ListPolicyVersions")],
  run: async (scope) => {
    const { tx, found } = scope;
    requirePolicyArn(found.arn, "InvalidInput");
    requireAnyPolicy(found);
    const listName = `ListPolicyVersions ${found.arn}`;
    const { after } = pageRequest(scope, listName);
    // Five at most: the page is cut from all of them.
    const rows = (await versionsOf(tx, found)).filter(
      ({ version }) => after === undefined || version < Number(after),
    );
    const { items, end } = pageOf(scope, listName, rows, ({ version }) => String(version));
    return { versions: items.map(renderVersion), ...end };
  },
  record: { request: ["policyArn"] },
});
