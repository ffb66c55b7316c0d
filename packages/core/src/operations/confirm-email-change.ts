import { changeRootEmail } from "../identity/change-root-email.ts";
import { badEmailCode, onRootEmail, requireRootSession } from "../identity/email-change.ts";
import { requireAccount } from "../identity/locate.ts";
import { normalizeTypedCode } from "../identity/typed-code.ts";
import { emailKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { struct, text } from "../schema/schema.ts";
import { attemptRules, chargeAttempt } from "../throttle/charge-attempt.ts";
import { anyText } from "./members.ts";

export const confirmEmailChange = defineOperation({
  name: "ConfirmEmailChange",
  kind: "console",
  summary:
    "Changes the account's e-mail address, in the session that asked for it, with the code that was mailed there.",
  readOnly: false,
  input: struct({ code: text({ max: 64, secret: true }) }),
  output: struct({ email: anyText }),
  freshFactor: true,
  permissions: onRootEmail,
  prove: async ({ store, input, ports, caller, now }) => {
    const { person, session } = requireRootSession(caller);
    const key = `email-code:${person.personId}`;
    await chargeAttempt(store, key, attemptRules.secret, now);
    const asked = await store.read((tx) => tx.emailChanges.find(person.accountId));
    const given = ports.digests.sha256(normalizeTypedCode(input.code));
    const right =
      asked !== undefined &&
      asked.expiresAt > now &&
      ports.digests.equal(session.idHash, asked.boundTo) &&
      ports.digests.equal(given, asked.codeHash);
    if (!right) throw badEmailCode();
    await store.atomically((tx) => tx.attempts.clear(key));
    return asked;
  },
  run: async (scope) => {
    const { tx, caller, proof: asked, trail } = scope;
    const { person } = requireRootSession(caller);
    if (!(await tx.emailChanges.take(asked.accountId, asked.codeHash))) throw badEmailCode();
    const account = await requireAccount(tx, person.accountId);
    trail.additional = { formerEmail: account.email, email: asked.email };
    const holder = await tx.accounts.findByEmail(emailKey(asked.email));
    // Another account got it meanwhile: that is nothing to tell here.
    if (holder !== undefined && holder.accountId !== account.accountId) throw badEmailCode();
    const { email } = await changeRootEmail(scope, {
      account,
      person,
      email: asked.email,
      by: "The root user, signed in with its password,",
    });
    return { email };
  },
  record: { request: [] },
});
