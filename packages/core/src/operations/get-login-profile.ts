import { refusals } from "../errors.ts";
import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { loginProfile, userName64 } from "./members.ts";
import { renderLoginProfile } from "./render.ts";

export const getLoginProfile = defineOperation({
  name: "GetLoginProfile",
  kind: "aws",
  summary: "Tells whether a user has a console password, and since when.",
  readOnly: true,
  input: struct({ userName: optional(userName64) }),
  output: struct({ loginProfile }),
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:GetLoginProfile"),
  run: async ({ tx, found }) => {
    const person = requirePerson(found);
    const profile = await tx.loginProfiles.find(person);
    if (profile === undefined) throw refusals.noSuchLoginProfile(found.name);
    return { loginProfile: renderLoginProfile(person.name, profile) };
  },
  record: { request: ["userName"] },
});
