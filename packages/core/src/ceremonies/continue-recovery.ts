import { IamError } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { advance, signInAnswer } from "../session/advance.ts";
import { nextState, requireStep } from "./own-sign-in.ts";

export const continueRecovery = defineOperation({
  name: "ContinueRecovery",
  kind: "ceremony",
  summary:
    "Goes on, in the browser that asked, once the mailed link was confirmed: a new device must be enrolled.",
  readOnly: false,
  callers: ["pending"],
  input: struct({}),
  output: signInAnswer,
  permissions: () => [],
  run: async (scope) => {
    const signIn = requireStep(scope.caller, "mfa");
    if (!signIn.pending.recovered) {
      throw new IamError("InvalidInput", "The link in the mail has not been confirmed yet.");
    }
    return advance(scope, await nextState(scope, signIn));
  },
  record: { source: "signin", request: [] },
});
