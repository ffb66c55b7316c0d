import { setBoundary } from "../access/boundaries.ts";
import { userHolder } from "../access/holders.ts";
import { renderBoundary } from "../access/render-policies.ts";
import { insertUser, newUserPermissions } from "../identity/insert-user.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { path, tags, user, userName64 } from "./members.ts";
import { policyArn } from "./policy-members.ts";
import { renderUser } from "./render.ts";

export const createUser = defineOperation({
  name: "CreateUser",
  kind: "aws",
  summary: "Makes an IAM user without any credentials.",
  readOnly: false,
  input: struct({
    userName: userName64,
    path: optional(path),
    permissionsBoundary: optional(policyArn),
    tags: optional(tags),
  }),
  output: struct({ user }),
  permissions: ({ caller, input }) => newUserPermissions(accountOf(caller), input),
  run: async (scope) => {
    const { input, tx, caller } = scope;
    const person = await insertUser(scope, {
      name: input.userName,
      path: input.path ?? "/",
      tags: input.tags ?? [],
    });
    const { permissionsBoundary: boundary } = input;
    if (boundary !== undefined) await setBoundary(tx, caller, userHolder(person), boundary);
    return { user: { ...renderUser(person, input.tags), ...renderBoundary(boundary) } };
  },
  record: { request: ["userName", "path", "permissionsBoundary", "tags"], response: ["user"] },
});
