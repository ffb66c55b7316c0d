import { isInSession } from "../caller.ts";
import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { nothing, userName } from "./members.ts";

export const revokeUserSessions = defineOperation({
  name: "RevokeUserSessions",
  kind: "console",
  summary:
    "Ends every console session and all temporary credentials that a user was given before now, save the session that asks.",
  readOnly: false,
  input: struct({ userName: optional(userName) }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "sallyport:RevokeUserSessions"),
  run: async ({ tx, caller, found }) => {
    const person = requirePerson(found);
    await tx.people.raiseEpoch(person);
    await tx.pendingSignIns.deleteOf(person, undefined);
    await tx.sessions.deleteOf(person, isInSession(caller) ? caller.session.idHash : undefined);
    return {};
  },
  record: { request: ["userName"] },
});
