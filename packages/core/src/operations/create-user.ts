import { insertUser, newUserPermissions } from "../identity/insert-user.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { path, tags, user, userName64 } from "./members.ts";
import { renderUser } from "./render.ts";

export const createUser = defineOperation({
  name: "CreateUser",
  kind: "aws",
  summary: "Makes an IAM user without any credentials.",
  readOnly: false,
  input: struct({ userName: userName64, path: optional(path), tags: optional(tags) }),
  output: struct({ user }),
  permissions: ({ caller, input }) => newUserPermissions(accountOf(caller), input),
  run: async (scope) => {
    const { input } = scope;
    const person = await insertUser(scope, {
      name: input.userName,
      path: input.path ?? "/",
      tags: input.tags ?? [],
    });
    return { user: renderUser(person, input.tags) };
  },
  record: { request: ["userName", "path", "tags"], response: ["user"] },
});
