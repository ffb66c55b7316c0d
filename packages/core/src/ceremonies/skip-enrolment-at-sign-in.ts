import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { advance, signInAnswer } from "../session/advance.ts";
import { nextState, requireStep } from "./own-sign-in.ts";

export const skipEnrolmentAtSignIn = defineOperation({
  name: "SkipEnrolmentAtSignIn",
  kind: "ceremony",
  summary:
    "Goes on without the device that the account requires, as long as there are days of grace; after them, and after a recovery, it leads nowhere.",
  readOnly: false,
  callers: ["pending"],
  input: struct({}),
  output: signInAnswer,
  permissions: () => [],
  run: async (scope) => {
    const signIn = requireStep(scope.caller, "enrolment");
    await scope.tx.enrolments.delete(signIn.pending.idHash);
    return advance(scope, await nextState(scope, signIn, { skipped: true }));
  },
  record: { source: "signin", request: [] },
});
