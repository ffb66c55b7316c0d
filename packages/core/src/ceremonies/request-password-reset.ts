import { noAccount } from "../audit/record.ts";
import { newToken } from "../identity/tokens.ts";
import { later } from "../instant.ts";
import { notices } from "../mail/notices.ts";
import { emailKey, rootPersonId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { nothing } from "../operations/members.ts";
import { struct, text } from "../schema/schema.ts";
import { lifetimes } from "../settings.ts";
import { attemptRules, chargeAttempt } from "../throttle/charge-attempt.ts";
import { sourceBucket, takeFromBucket } from "../throttle/source-bucket.ts";

export const requestPasswordReset = defineOperation({
  name: "RequestPasswordReset",
  kind: "ceremony",
  summary:
    "Mails the root user a link for a new password; answers alike whether or not the address is one.",
  readOnly: false,
  callers: ["anonymous", "pending", "person"],
  input: struct({ email: text({ max: 254 }) }),
  output: nothing,
  permissions: () => [],
  prove: async ({ store, input, context, now, ports }) => {
    await takeFromBucket(store, sourceBucket(context, false), now);
    const name = ports.digests.keyed("sign-in-name", `reset\n${emailKey(input.email)}`).join(".");
    await chargeAttempt(store, `reset-mail:${name}`, attemptRules.mail, now);
  },
  run: async ({ tx, input, ports, now, settings, trail }) => {
    trail.event = "PasswordRecoveryRequested";
    const account = await tx.accounts.findByEmail(emailKey(input.email));
    const accountId = account?.accountId ?? noAccount;
    const person = await tx.people.find({ accountId, personId: rootPersonId(accountId) });
    trail.account = account;
    trail.subject = person;
    const { token, hash } = newToken(ports);
    // An unknown address does the same work: its link is for nobody.
    await tx.mailLinks.insert({
      accountId,
      personId: rootPersonId(accountId),
      tokenHash: hash,
      purpose: "reset-password",
      boundTo: undefined,
      expiresAt: later(now, lifetimes.mailedLink),
    });
    if (account && person) {
      const link = `${settings.publicUrl}/signin/reset/${token}`;
      await tx.outbox.enqueue(notices.resetPassword({ ports, account, person, now }, link));
    }
    return {};
  },
  record: { source: "signin", request: [] },
});
