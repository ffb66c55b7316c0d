import { refusals } from "../errors.ts";
import { on, requirePerson } from "../identity/locate.ts";
import { locateForPassword, requireDemands } from "../identity/password-demands.ts";
import { checkPassword } from "../identity/password-rules.ts";
import { setPassword } from "../identity/set-password.ts";
import { defineOperation } from "../operation.ts";
import { boolean, optional, struct } from "../schema/schema.ts";
import { hashSource } from "../throttle/source.ts";
import { loginProfile, password, userName64 } from "./members.ts";
import { renderLoginProfile } from "./render.ts";

export const createLoginProfile = defineOperation({
  name: "CreateLoginProfile",
  kind: "aws",
  summary: "Gives a user a console password.",
  readOnly: false,
  input: struct({ userName: userName64, password, passwordResetRequired: optional(boolean) }),
  output: struct({ loginProfile }),
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateForPassword(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:CreateLoginProfile"),
  prepare: ({ input, found, ports, context }) => {
    const demands = requireDemands(found);
    checkPassword({ password: input.password, demands, field: "password" });
    return ports.passwords.hash(input.password, hashSource(context));
  },
  run: async (scope) => {
    const { tx, input, found, prepared } = scope;
    const person = requirePerson(found);
    if (await tx.loginProfiles.find(person)) throw refusals.loginProfileExists(input.userName);
    const profile = await setPassword(scope, person, {
      phc: prepared,
      resetRequired: input.passwordResetRequired ?? false,
    });
    return { loginProfile: renderLoginProfile(person.name, profile) };
  },
  record: { request: ["userName", "passwordResetRequired"], response: ["loginProfile"] },
});
