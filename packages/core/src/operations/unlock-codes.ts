import { sessionFacts } from "../caller.ts";
import { IamError } from "../errors.ts";
import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { nothing, userName } from "./members.ts";

export const unlockCodes = defineOperation({
  name: "UnlockCodes",
  kind: "console",
  summary:
    "Opens typed codes again after too many wrong ones: oneself with MFA, or an administrator for a user.",
  readOnly: false,
  input: struct({ userName: optional(userName) }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ResyncMFADevice"),
  run: async ({ tx, caller, found }) => {
    const person = requirePerson(found);
    const own = caller.kind === "person" && caller.person.personId === person.personId;
    if (own && sessionFacts(caller)?.mfaAuthenticatedAt === undefined) {
      throw new IamError("AccessDenied", "Sign in with your MFA device to open its codes again.", {
        mfaWouldHelp: true,
      });
    }
    await tx.codeLedgers.clear(person);
    return {};
  },
  record: { request: ["userName"] },
});
