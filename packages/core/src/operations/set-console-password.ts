import { on, requirePerson } from "../identity/locate.ts";
import { locateForPassword, requireDemands } from "../identity/password-demands.ts";
import { checkPassword, generatePassword } from "../identity/password-rules.ts";
import { setPassword } from "../identity/set-password.ts";
import { defineOperation } from "../operation.ts";
import { boolean, optional, struct } from "../schema/schema.ts";
import { hashSource } from "../throttle/source.ts";
import { anyText, loginProfile, password, userName } from "./members.ts";
import { renderLoginProfile } from "./render.ts";

export const setConsolePassword = defineOperation({
  name: "SetConsolePassword",
  kind: "console",
  summary:
    "Enables a user's console access or resets its password; a password that nobody chose is made and shown once.",
  readOnly: false,
  input: struct({
    userName,
    password: optional(password),
    passwordResetRequired: optional(boolean),
  }),
  output: struct({ loginProfile, password: optional(anyText) }),
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateForPassword(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:CreateLoginProfile", "iam:UpdateLoginProfile"),
  prepare: async ({ input, found, ports, context }) => {
    const demands = requireDemands(found);
    if (input.password !== undefined) {
      checkPassword({ password: input.password, demands, field: "password" });
    }
    const generated =
      input.password === undefined ? generatePassword(ports.random, demands.rules) : undefined;
    const phc = await ports.passwords.hash(input.password ?? generated ?? "", hashSource(context));
    return { phc, generated };
  },
  run: async (scope) => {
    const person = requirePerson(scope.found);
    const { phc, generated } = scope.prepared;
    const resetRequired = scope.input.passwordResetRequired ?? true;
    const profile = await setPassword(scope, person, { phc, resetRequired });
    return {
      loginProfile: renderLoginProfile(person.name, profile),
      ...(generated !== undefined && { password: generated }),
    };
  },
  record: { request: ["userName", "passwordResetRequired"], response: ["loginProfile"] },
});
