import { setBoundary } from "../access/boundaries.ts";
import { roleHolder } from "../access/holders.ts";
import { renderBoundary } from "../access/render-policies.ts";
import { renderRole } from "../access/render-roles.ts";
import { insertRole, newRolePermissions } from "../identity/insert-role.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { path, tags } from "./members.ts";
import { policyArn, policyDocument } from "./policy-members.ts";
import { maxSessionDuration, role, roleDescription, roleName } from "./role-members.ts";

export const createRole = defineOperation({
  name: "CreateRole",
  kind: "aws",
  summary: "Makes a role that its trust policy says who may assume.",
  readOnly: false,
  input: struct({
    roleName,
    assumeRolePolicyDocument: policyDocument,
    path: optional(path),
    description: optional(roleDescription),
    maxSessionDuration: optional(maxSessionDuration),
    permissionsBoundary: optional(policyArn),
    tags: optional(tags),
  }),
  output: struct({ role }),
  freshFactor: true,
  permissions: ({ caller, input }) => newRolePermissions(accountOf(caller), input),
  run: async (scope) => {
    const { input, tx, caller } = scope;
    const made = await insertRole(scope, input);
    const { permissionsBoundary: boundary, tags: set = [] } = input;
    if (boundary !== undefined) await setBoundary(tx, caller, roleHolder(made), boundary);
    return {
      role: {
        ...(await renderRole(tx, made)),
        ...renderBoundary(boundary),
        ...(set.length > 0 && { tags: set }),
      },
    };
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
    ],
    response: ["role"],
  },
});
