import { IamError } from "../errors.ts";
import { requireAccount } from "../identity/locate.ts";
import { newToken } from "../identity/tokens.ts";
import { notices } from "../mail/notices.ts";
import { defineOperation } from "../operation.ts";
import { nothing } from "../operations/members.ts";
import { struct } from "../schema/schema.ts";
import { attemptRules, chargeAttempt } from "../throttle/charge-attempt.ts";
import { requireStep } from "./own-sign-in.ts";

export const sendRecoveryEmail = defineOperation({
  name: "SendRecoveryEmail",
  kind: "ceremony",
  summary:
    "Mails the root user, after the right password, a link that stands in for a lost device.",
  readOnly: false,
  callers: ["pending"],
  input: struct({}),
  output: nothing,
  locate: async ({ tx, caller }) => {
    const { person } = requireStep(caller, "mfa");
    if (person.kind !== "root") {
      throw new IamError(
        "AccessDenied",
        "Contact your administrator: only the root user recovers by mail.",
      );
    }
    const profile = await tx.loginProfiles.find(person);
    // The mailbox alone gave this password: it must not give the second factor too.
    if (profile?.resetByMail) {
      throw new IamError(
        "AccessDenied",
        "This password was set through the mailbox, so the mailbox cannot replace the MFA device as well. Sign in with the device, or ask whoever runs the server to run “sallyport root reset-mfa”.",
      );
    }
  },
  permissions: () => [],
  prove: ({ store, caller, now }) => {
    const { person } = requireStep(caller, "mfa");
    return chargeAttempt(store, `recovery-mail:${person.personId}`, attemptRules.mail, now);
  },
  run: async ({ tx, caller, ports, now, settings, trail }) => {
    trail.event = "MfaRecoveryRequested";
    const { person, pending } = requireStep(caller, "mfa");
    const account = await requireAccount(tx, person.accountId);
    const { token, hash } = newToken(ports);
    await tx.mailLinks.insert({
      accountId: person.accountId,
      personId: person.personId,
      tokenHash: hash,
      purpose: "recover-mfa",
      boundTo: pending.idHash,
      expiresAt: pending.expiresAt, // of no use once the sign-in that waits for it is over
    });
    const link = `${settings.publicUrl}/signin/recover/${token}`;
    await tx.outbox.enqueue(notices.recoverMfa({ ports, account, person, now }, link));
    return {};
  },
  record: { source: "signin", request: [] },
});
