import { policiesLeft, userHolder } from "../access/holders.ts";
import { IamError } from "../errors.ts";
import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { deleteUserRow } from "../identity/remove-user.ts";
import { defineOperation } from "../operation.ts";
import type { PersonRecord } from "../records.ts";
import { struct } from "../schema/schema.ts";
import type { Tx } from "../store.ts";
import { nothing, userName } from "./members.ts";

export const deleteUser = defineOperation({
  name: "DeleteUser",
  kind: "aws",
  summary: "Deletes a user on whom nothing hangs any more.",
  readOnly: false,
  input: struct({ userName }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:DeleteUser"),
  run: async ({ tx, found }) => {
    const person = requirePerson(found);
    const leftover = await findLeftover(tx, person);
    if (leftover !== undefined)
      throw new IamError("DeleteConflict", `Cannot delete entity, must ${leftover} first.`);
    await deleteUserRow(tx, person);
    return {};
  },
  record: { request: ["userName"] },
});

async function findLeftover(tx: Tx, person: PersonRecord): Promise<string | undefined> {
  const policies = await policiesLeft(tx, userHolder(person));
  if (policies !== undefined) return policies;
  if ((await tx.devices.listOf(person)).length > 0) return "delete MFA device";
  if (await tx.loginProfiles.find(person)) return "delete login profile";
  if ((await tx.accessKeys.listOf(person)).length > 0) return "delete access keys";
  if ((await tx.groups.countOf(person)) > 0) return "remove users from group";
  return undefined;
}
