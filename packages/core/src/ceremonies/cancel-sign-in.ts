import { defineOperation, Outcome } from "../operation.ts";
import { nothing } from "../operations/members.ts";
import { struct } from "../schema/schema.ts";

export const cancelSignIn = defineOperation({
  name: "CancelSignIn",
  kind: "ceremony",
  summary: "Ends a sign-in under way; one that is gone already is no fault.",
  readOnly: false,
  callers: ["pending", "anonymous"],
  input: struct({}),
  output: nothing,
  permissions: () => [],
  run: async ({ tx, caller, trail }) => {
    if (caller.kind === "pending") {
      trail.subject = caller.person;
      await tx.enrolments.delete(caller.pending.idHash);
      await tx.pendingSignIns.delete(caller.pending.idHash);
    }
    return new Outcome({}, { pending: "ended" });
  },
  record: { source: "signin", request: [] },
});
