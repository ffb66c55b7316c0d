import { refusals } from "../errors.ts";
import { accountOf, locateUser, on, requirePerson } from "../identity/locate.ts";
import { arns } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { nothing, path, userName, userName64 } from "./members.ts";

export const updateUser = defineOperation({
  name: "UpdateUser",
  kind: "aws",
  summary: "Renames a user or moves it to another path; its id, groups, password and devices stay.",
  readOnly: false,
  input: struct({ userName, newPath: optional(path), newUserName: optional(userName64) }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ caller, input, found }) => [
    ...on(found, "iam:UpdateUser"),
    {
      action: "iam:UpdateUser",
      resource: arns.user(
        accountOf(caller),
        input.newPath ?? found.person?.path ?? "/",
        input.newUserName ?? found.person?.name ?? input.userName,
      ),
      owner: found.owner,
    },
  ],
  run: async ({ tx, input, found }) => {
    const person = requirePerson(found);
    const change = { name: input.newUserName ?? person.name, path: input.newPath ?? person.path };
    if (!(await tx.people.rename(person, change))) throw refusals.userExists(change.name);
    return {};
  },
  record: { request: ["userName", "newPath", "newUserName"] },
});
