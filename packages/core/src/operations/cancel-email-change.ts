import { onRootEmail, requireRootSession } from "../identity/email-change.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing } from "./members.ts";

export const cancelEmailChange = defineOperation({
  name: "CancelEmailChange",
  kind: "console",
  summary: "Gives up a change of the account's e-mail address, whichever session asked for it.",
  readOnly: false,
  input: struct({}),
  output: nothing,
  permissions: onRootEmail,
  run: async ({ tx, caller }) => {
    const { person } = requireRootSession(caller);
    await tx.emailChanges.delete(person.accountId);
    return {};
  },
  record: { request: [] },
});
