import { isInSession } from "../caller.ts";
import { IamError } from "../errors.ts";
import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation, Outcome } from "../operation.ts";
import { struct, text } from "../schema/schema.ts";
import { sessionId } from "../session/session-id.ts";
import { nothing } from "./members.ts";

export const endSession = defineOperation({
  name: "EndSession",
  kind: "console",
  summary: "Ends one of the caller's own sessions.",
  readOnly: false,
  input: struct({ sessionId: text({ min: 32, max: 32, pattern: /^[0-9a-f]+$/ }) }),
  output: nothing,
  locate: ({ tx, caller }) => locateUserOrSelf(tx, caller, undefined),
  permissions: ({ found }) => on(found, "sallyport:ManageOwnSessions"),
  run: async ({ tx, caller, input, found }) => {
    const sessions = await tx.sessions.listOf(requirePerson(found));
    const ended = sessions.find(({ idHash }) => sessionId(idHash) === input.sessionId);
    if (ended === undefined) throw new IamError("NoSuchEntity", "That session has already ended.");
    await tx.sessions.delete(ended.idHash);
    const current = isInSession(caller) && sessionId(caller.session.idHash) === input.sessionId;
    return new Outcome({}, current ? { session: "ended" } : {});
  },
  record: { request: ["sessionId"] },
});
