import { isInSession } from "../caller.ts";
import { defineOperation, Outcome } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";

export const signOut = defineOperation({
  name: "SignOut",
  kind: "console",
  summary: "Ends the caller's session.",
  readOnly: false,
  input: struct({}),
  output: nothing,
  permissions: () => [],
  run: async ({ tx, caller, trail }) => {
    trail.event = "Logout";
    if (isInSession(caller)) {
      await tx.enrolments.delete(caller.session.idHash);
      await tx.sessions.delete(caller.session.idHash);
    }
    return new Outcome({}, { session: "ended" });
  },
  record: { source: "signin", request: [] },
});
