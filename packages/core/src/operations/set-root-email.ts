import { IamError } from "../errors.ts";
import { changeRootEmail } from "../identity/change-root-email.ts";
import { type AccountId, patterns, rootPersonId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { struct, text } from "../schema/schema.ts";
import { anyText, email } from "./members.ts";

export const setRootEmail = defineOperation({
  name: "SetRootEmail",
  kind: "operator",
  summary:
    "Changes the e-mail address of an account, by which root signs in, from the command line: for a mailbox that is lost.",
  readOnly: false,
  callers: ["operator"],
  input: struct({
    accountId: text({
      max: 12,
      pattern: patterns.accountId,
      words: "An account id has twelve digits.",
    }),
    email,
  }),
  output: struct({ email: anyText, formerEmail: anyText }),
  permissions: () => [],
  run: async (scope) => {
    const { tx, input, caller, trail } = scope;
    const accountId = input.accountId as AccountId;
    const account = await tx.accounts.find(accountId);
    const person = await tx.people.find({ accountId, personId: rootPersonId(accountId) });
    if (account === undefined || person === undefined) {
      throw new IamError("NoSuchEntity", `There is no account ${input.accountId}.`);
    }
    trail.account = account;
    trail.additional = { formerEmail: account.email };
    const operator = caller.kind === "operator" ? caller.name : "unknown";
    const by = `Somebody on the server (operating-system user ${operator})`;
    const changed = await changeRootEmail(scope, { account, person, email: input.email, by });
    return { email: changed.email, formerEmail: account.email };
  },
  record: { request: ["accountId", "email"] },
});
