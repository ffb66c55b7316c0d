import {
  locatePolicy,
  onPolicy,
  requireAnyPolicy,
  requirePolicyArn,
} from "../access/managed-policies.ts";
import { defineOperation } from "../operation.ts";
import { list, oneOf, optional, struct } from "../schema/schema.ts";
import { anyText, page, pageEnd, pathPrefix } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { policyArn, purpose, purposes } from "./policy-members.ts";

export const listEntitiesForPolicy = defineOperation({
  name: "ListEntitiesForPolicy",
  kind: "aws",
  summary: "Lists who holds a managed policy: groups, users and roles.",
  readOnly: true,
  input: struct({
    policyArn,
    entityFilter: optional(
      oneOf("User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy"),
    ),
    pathPrefix: optional(pathPrefix),
    policyUsageFilter: optional(purpose),
    ...page,
  }),
  output: struct({
    policyGroups: list(struct({ groupName: anyText, groupId: anyText })),
    policyUsers: list(struct({ userName: anyText, userId: anyText })),
    policyRoles: list(struct({ roleName: anyText, roleId: anyText })),
    ...pageEnd,
  }),
  locate: ({ tx, caller, input }) => locatePolicy(tx, caller, input.policyArn),
  permissions: ({ found }) => [onPolicy(found, "iam:ListEntitiesForPolicy")],
  run: async (scope) => {
    const { tx, input, found } = scope;
    requirePolicyArn(found.arn, "InvalidInput");
    requireAnyPolicy(found);
    const { entityFilter = "", policyUsageFilter: usage, pathPrefix: prefix = "/" } = input;
    const kind = kinds[entityFilter];
    const listName = `ListEntitiesForPolicy ${found.arn}`;
    const request = pageRequest(scope, listName);
    const filter = { kind, purpose: usage && purposes[usage], pathPrefix: prefix };
    const none = entityFilter.endsWith("Policy"); // no policy holds another
    const rows = none
      ? []
      : await tx.policyUses.listHolders(found.accountId, found.arn, filter, request);
    const { items, end } = pageOf(scope, listName, rows, ({ id }) => id);
    const of = (wanted: string) => items.filter((one) => one.kind === wanted);
    return {
      policyGroups: of("group").map(({ id, name }) => ({ groupName: name, groupId: id })),
      policyUsers: of("user").map(({ id, name }) => ({ userName: name, userId: id })),
      policyRoles: of("role").map(({ id, name }) => ({ roleName: name, roleId: id })),
      ...end,
    };
  },
  record: { request: ["policyArn", "entityFilter", "pathPrefix", "policyUsageFilter"] },
});

const kinds: Readonly<Record<string, "user" | "group" | "role">> = {
  User: "user",
  Group: "group",
  Role: "role",
};
