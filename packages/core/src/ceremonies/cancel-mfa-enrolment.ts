import { isInSession } from "../caller.ts";
import { refusals } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { nothing } from "../operations/members.ts";
import { struct } from "../schema/schema.ts";

export const cancelMFAEnrolment = defineOperation({
  name: "CancelMFAEnrolment",
  kind: "ceremony",
  summary: "Forgets the set-up under way; one that is gone already is no fault.",
  readOnly: false,
  input: struct({}),
  output: nothing,
  permissions: () => [],
  run: async ({ tx, caller }) => {
    if (!isInSession(caller)) throw refusals.sessionExpired();
    await tx.enrolments.delete(caller.session.idHash);
    return {};
  },
  record: { request: [] },
});
