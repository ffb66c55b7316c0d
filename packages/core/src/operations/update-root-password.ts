import { IamError } from "../errors.ts";
import { checkOldPassword } from "../identity/check-old-password.ts";
import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { checkPassword, newPasswordMustDiffer } from "../identity/password-rules.ts";
import { contextWords, setPassword } from "../identity/set-password.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { hashSource } from "../throttle/source.ts";
import { nothing, password } from "./members.ts";

export const updateRootPassword = defineOperation({
  name: "UpdateRootPassword",
  kind: "console",
  summary: "Changes the root user's own password.",
  readOnly: false,
  input: struct({ oldPassword: password, newPassword: password }),
  output: nothing,
  freshFactor: true,
  locate: async ({ tx, caller }) => {
    const located = await locateUserOrSelf(tx, caller, undefined);
    return { ...located, words: located.person ? await contextWords(tx, located.person) : [] };
  },
  permissions: ({ found }) => on(found, "sallyport:UpdateRootPassword"),
  prove: async (scope) => {
    const person = requirePerson(scope.found);
    if (person.kind !== "root")
      throw new IamError("InvalidUserType", "Only the root user changes its password here.");
    const { oldPassword, newPassword } = scope.input;
    newPasswordMustDiffer(oldPassword, newPassword);
    checkPassword({ password: newPassword, contextWords: scope.found.words, field: "newPassword" });
    await checkOldPassword(scope, person, oldPassword);
  },
  prepare: ({ input, ports, context }) =>
    ports.passwords.hash(input.newPassword, hashSource(context)),
  run: async (scope) => {
    const person = requirePerson(scope.found);
    await setPassword(scope, person, { phc: scope.prepared, resetRequired: false });
    await scope.tx.codeLedgers.clear(person);
    return {};
  },
  record: { request: [] },
});
