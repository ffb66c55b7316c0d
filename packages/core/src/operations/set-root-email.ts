import { changeRootEmail } from "../identity/change-root-email.ts";
import { operatorName, requireRootOf, typedAccountId } from "../identity/operator-root.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { anyText, email } from "./members.ts";

export const setRootEmail = defineOperation({
  name: "SetRootEmail",
  kind: "operator",
  summary:
    "Changes the e-mail address of an account, by which root signs in, from the command line: for a mailbox that is lost.",
  readOnly: false,
  callers: ["operator"],
  input: struct({
    accountId: typedAccountId,
    email,
  }),
  output: struct({ email: anyText, formerEmail: anyText }),
  permissions: () => [],
  run: async (scope) => {
    const { input, caller, trail } = scope;
    const { account, person } = await requireRootOf(scope);
    trail.additional = { formerEmail: account.email };
    const by = `Somebody on the server (operating-system user ${operatorName(caller)})`;
    const changed = await changeRootEmail(scope, { account, person, email: input.email, by });
    return { email: changed.email, formerEmail: account.email };
  },
  record: { request: ["accountId", "email"] },
});
