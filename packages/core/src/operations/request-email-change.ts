import { IamError } from "../errors.ts";
import { requireSamePassword } from "../identity/change-own-password.ts";
import { checkOldPassword } from "../identity/check-old-password.ts";
import { onRootEmail, requireRootSession } from "../identity/email-change.ts";
import { requireAccount } from "../identity/locate.ts";
import { newEmailCode, normalizeTypedCode } from "../identity/typed-code.ts";
import { later } from "../instant.ts";
import { notices } from "../mail/notices.ts";
import { emailKey, rootPersonId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { struct, timestamp } from "../schema/schema.ts";
import { lifetimes } from "../settings.ts";
import { attemptRules, chargeAttempt } from "../throttle/charge-attempt.ts";
import { email, password } from "./members.ts";

export const requestEmailChange = defineOperation({
  name: "RequestEmailChange",
  kind: "console",
  summary:
    "Mails a code to the address that the account is to have; answers alike whether or not another account has it.",
  readOnly: false,
  input: struct({ email, oldPassword: password }),
  output: struct({ expiresAt: timestamp }),
  freshFactor: true,
  permissions: onRootEmail,
  prove: async (scope) => {
    const { person } = requireRootSession(scope.caller);
    const phc = await checkOldPassword(scope, person, scope.input.oldPassword);
    await chargeAttempt(
      scope.store,
      `email-change:${person.personId}`,
      attemptRules.mail,
      scope.now,
    );
    return phc;
  },
  run: async ({ tx, input, ports, now, caller, proof }) => {
    const { person, session } = requireRootSession(caller);
    await requireSamePassword(tx, person, proof);
    const account = await requireAccount(tx, person.accountId);
    if (input.email === account.email) {
      const message = "That is the account's e-mail address already.";
      throw new IamError("InvalidInput", message, { fields: [{ name: "email", message }] });
    }
    const code = newEmailCode(ports.random);
    const expiresAt = later(now, lifetimes.emailChange);
    await tx.emailChanges.put({
      accountId: account.accountId,
      email: input.email,
      codeHash: ports.digests.sha256(normalizeTypedCode(code)),
      boundTo: session.idHash,
      expiresAt,
    });
    await tx.outbox.enqueue(notices.emailChangeAsked({ ports, account, person, now }));
    // An address of another account is waited for like any: nobody gets the code, and its owner hears why not.
    const holder = await tx.accounts.findByEmail(emailKey(input.email));
    const taken = holder !== undefined && holder.accountId !== account.accountId;
    const told = taken ? holder : { ...account, email: input.email };
    const root = { ...person, accountId: told.accountId, personId: rootPersonId(told.accountId) };
    const notice = { ports, account: told, person: root, now };
    await tx.outbox.enqueue(
      taken ? notices.emailWantedElsewhere(notice) : notices.emailChangeCode(notice, code),
    );
    return { expiresAt };
  },
  record: { request: ["email"], response: ["expiresAt"] },
});
