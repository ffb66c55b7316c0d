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

export const changePassword = defineOperation({
  name: "ChangePassword",
  kind: "aws",
  summary: "Changes the calling IAM user's own console password.",
  readOnly: false,
  input: ownPasswordInput,
  output: nothing,
  freshFactor: true,
  locate: locateSelfForPassword,
  permissions: ({ found }) => on(found, "iam:ChangePassword"),
  prove: async (scope) => {
    const person = requirePerson(scope.found);
    if (person.kind === "root") {
      throw new IamError("InvalidUserType", "Only IAM Users can change their own password");
    }
    return proveOwnPassword(scope, person, requireDemands(scope.found));
  },
  prepare: hashNewPassword,
  run: (scope) => changeOwnPassword(scope),
  record: { request: [] },
});
