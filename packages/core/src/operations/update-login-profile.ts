import { refusals } from "../errors.ts";
import { on, requirePerson } from "../identity/locate.ts";
import { locateForPassword, requireDemands } from "../identity/password-demands.ts";
import { checkPassword } from "../identity/password-rules.ts";
import { setPassword } from "../identity/set-password.ts";
import { defineOperation } from "../operation.ts";
import { boolean, optional, struct } from "../schema/schema.ts";
import { hashSource } from "../throttle/source.ts";
import { nothing, password, userName64 } from "./members.ts";

export const updateLoginProfile = defineOperation({
  name: "UpdateLoginProfile",
  kind: "aws",
  summary: "Replaces a user's console password, or asks for a new one at the next sign-in.",
  readOnly: false,
  input: struct({
    userName: userName64,
    password: optional(password),
    passwordResetRequired: optional(boolean),
  }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateForPassword(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:UpdateLoginProfile"),
  prepare: async ({ input, found, ports, context }) => {
    const demands = requireDemands(found);
    if (input.password === undefined) return undefined;
    checkPassword({ password: input.password, demands, field: "password" });
    return ports.passwords.hash(input.password, hashSource(context));
  },
  run: async (scope) => {
    const { tx, input, found, prepared } = scope;
    const person = requirePerson(found);
    const before = await tx.loginProfiles.find(person);
    if (before === undefined) throw refusals.noSuchLoginProfile(input.userName);
    const resetRequired = input.passwordResetRequired ?? before.resetRequired;
    if (prepared === undefined) await tx.loginProfiles.update({ ...before, resetRequired });
    else await setPassword(scope, person, { phc: prepared, resetRequired });
    return {};
  },
  record: { request: ["userName", "passwordResetRequired"] },
});
