import { refusals } from "../errors.ts";
import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { checkPassword } from "../identity/password-rules.ts";
import { contextWords, setPassword } from "../identity/set-password.ts";
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
  locate: async ({ tx, caller, input }) => {
    const located = await locateUser(tx, caller, input.userName);
    const words = located.person ? await contextWords(tx, located.person) : [];
    return { ...located, words };
  },
  permissions: ({ found }) => on(found, "iam:CreateLoginProfile"),
  prepare: ({ input, found, ports, context }) => {
    requirePerson(found);
    checkPassword({ password: input.password, contextWords: found.words, field: "password" });
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
