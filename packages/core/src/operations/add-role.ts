import { setBoundary } from "../access/boundaries.ts";
import { attachPolicy, roleHolder } from "../access/holders.ts";
import { type LocatedPolicy, locatePolicy, requireAttachable } from "../access/managed-policies.ts";
import { roleArn } from "../caller.ts";
import { insertRole, newRolePermissions } from "../identity/insert-role.ts";
import { accountOf } from "../identity/locate.ts";
import { arns } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct } from "../schema/schema.ts";
import { anyText, path, tags } from "./members.ts";
import { policyArn, policyDocument } from "./policy-members.ts";
import { maxSessionDuration, roleDescription, roleName } from "./role-members.ts";

export const addRole = defineOperation({
  name: "AddRole",
  kind: "console",
  summary: "Makes a role with its policies and tags in one: all of it, or nothing.",
  readOnly: false,
  input: struct({
    roleName,
    assumeRolePolicyDocument: policyDocument,
    path: optional(path),
    description: optional(roleDescription),
    maxSessionDuration: optional(maxSessionDuration),
    permissionsBoundary: optional(policyArn),
    tags: optional(tags),
    policyArns: optional(list(policyArn, 10)),
  }),
  output: struct({ roleName: anyText, arn: anyText }),
  freshFactor: true,
  locate: async ({ tx, caller, input }) => {
    const policies: LocatedPolicy[] = [];
    for (const arn of new Set(input.policyArns)) policies.push(await locatePolicy(tx, caller, arn));
    return { policies };
  },
  permissions: ({ caller, input, found }) => [
    ...newRolePermissions(accountOf(caller), input),
    ...found.policies.map(
      ({ arn }) =>
        ({
          action: "iam:AttachRolePolicy",
          resource: arns.role(accountOf(caller), input.path ?? "/", input.roleName),
          keys: { "iam:PolicyARN": arn, "iam:PermissionsBoundary": input.permissionsBoundary },
        }) as const,
    ),
  ],
  run: async (scope) => {
    const { tx, caller, input, found } = scope;
    const made = await insertRole(scope, input);
    const { permissionsBoundary: boundary } = input;
    if (boundary !== undefined) await setBoundary(tx, caller, roleHolder(made), boundary);
    for (const policy of found.policies) {
      await attachPolicy(tx, roleHolder(made), requireAttachable(policy).arn);
    }
    return { roleName: made.name, arn: roleArn(made) as string };
  },
  record: {
    request: [
      "roleName",
      "assumeRolePolicyDocument",
      "path",
      "description",
      "maxSessionDuration",
      "permissionsBoundary",
      "tags",
      "policyArns",
    ],
    response: ["roleName", "arn"],
  },
});
