import { refusals } from "../errors.ts";
import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { exemptsFromMfa } from "../identity/requirement-groups.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { endOthers } from "../session/end-others.ts";
import { nothing, userName64 } from "./members.ts";

export const deleteLoginProfile = defineOperation({
  name: "DeleteLoginProfile",
  kind: "aws",
  summary: "Takes a user's console password away, and ends the sessions that it opened.",
  readOnly: false,
  input: struct({ userName: optional(userName64) }),
  output: nothing,
  freshFactor: true,
  locate: async ({ tx, caller, input }) => {
    const located = await locateUserOrSelf(tx, caller, input.userName);
    return { ...located, onMfa: await exemptsFromMfa(tx, located) };
  },
  permissions: ({ found }) => [...on(found, "iam:DeleteLoginProfile"), ...found.onMfa],
  run: async (scope) => {
    const { tx, found } = scope;
    const person = requirePerson(found);
    // Without its password root could never come back: only an organization could give it one again.
    if (person.kind === "root") throw refusals.mustNameUser();
    if (!(await tx.loginProfiles.delete(person))) throw refusals.noSuchLoginProfile(found.name);
    await tx.passwordHistory.keep(person, 0);
    await endOthers(scope, person);
    return {};
  },
  record: { request: ["userName"] },
});
