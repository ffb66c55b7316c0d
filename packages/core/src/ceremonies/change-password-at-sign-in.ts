import {
  hashNewPassword,
  proveOwnPassword,
  requireSamePassword,
} from "../identity/change-own-password.ts";
import { passwordDemands } from "../identity/password-demands.ts";
import { setPassword } from "../identity/set-password.ts";
import { defineOperation } from "../operation.ts";
import { password } from "../operations/members.ts";
import { struct, text } from "../schema/schema.ts";
import { advance, signInAnswer } from "../session/advance.ts";
import { nextState, requireStep } from "./own-sign-in.ts";

export const changePasswordAtSignIn = defineOperation({
  name: "ChangePasswordAtSignIn",
  kind: "ceremony",
  summary: "Sets the new password that a sign-in asks for, after the second factor.",
  readOnly: false,
  callers: ["pending"],
  input: struct({ oldPassword: text({ max: 128 }), newPassword: password }),
  output: signInAnswer,
  locate: async ({ tx, caller }) => passwordDemands(tx, requireStep(caller, "newPassword").person),
  permissions: () => [],
  prove: (scope) =>
    proveOwnPassword(scope, requireStep(scope.caller, "newPassword").person, scope.found),
  prepare: hashNewPassword,
  run: async (scope) => {
    const { trail, tx, now } = scope;
    const signIn = requireStep(scope.caller, "newPassword");
    await requireSamePassword(tx, signIn.person, scope.proof);
    await setPassword(scope, signIn.person, { phc: scope.prepared, resetRequired: false });
    // Codes guessed against the old password are void where the second factor was just shown.
    if (signIn.pending.mfaAuthenticatedAt !== undefined) await tx.codeLedgers.clear(signIn.person);
    trail.event = "PasswordUpdated";
    return advance(scope, await nextState(scope, signIn, { passwordAt: now }));
  },
  record: { source: "signin", request: [] },
});
