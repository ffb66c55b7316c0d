import { IamError } from "../errors.ts";
import {
  changeOwnPassword,
  hashNewPassword,
  locateSelfForPassword,
  ownPasswordInput,
  proveOwnPassword,
} from "../identity/change-own-password.ts";
import { on, requirePerson } from "../identity/locate.ts";
import { requireDemands } from "../identity/password-demands.ts";
import { defineOperation } from "../operation.ts";
import { nothing } from "./members.ts";

export const updateRootPassword = defineOperation({
  name: "UpdateRootPassword",
  kind: "console",
  summary: "Changes the root user's own password.",
  readOnly: false,
  input: ownPasswordInput,
  output: nothing,
  freshFactor: true,
  locate: locateSelfForPassword,
  permissions: ({ found }) => on(found, "sallyport:UpdateRootPassword"),
  prove: async (scope) => {
    const person = requirePerson(scope.found);
    if (person.kind !== "root") {
      throw new IamError("InvalidUserType", "Only the root user changes its password here.");
    }
    return proveOwnPassword(scope, person, requireDemands(scope.found));
  },
  prepare: hashNewPassword,
  run: (scope) => changeOwnPassword(scope),
  record: { request: [] },
});
