import { removeBoundary } from "../access/boundaries.ts";
import { keyedBoundary, locateUserHolder, userHolder } from "../access/holders.ts";
import { IamError } from "../errors.ts";
import { requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, userName64 } from "./members.ts";

export const deleteUserPermissionsBoundary = defineOperation({
  name: "DeleteUserPermissionsBoundary",
  kind: "aws",
  summary: "Takes the permissions boundary from a user.",
  readOnly: false,
  input: struct({ userName: userName64 }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUserHolder(tx, caller, input.userName),
  permissions: ({ found }) => keyedBoundary(found, "iam:DeleteUserPermissionsBoundary"),
  run: async ({ tx, input, found }) => {
    if (!(await removeBoundary(tx, userHolder(requirePerson(found))))) {
      const message = `The user with name ${input.userName} has no permissions boundary.`;
      throw new IamError("NoSuchEntity", message);
    }
    return {};
  },
  record: { request: ["userName"] },
});
