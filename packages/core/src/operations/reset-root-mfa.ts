import { endGrace } from "../access/require-mfa.ts";
import { operatorName, requireRootOf, typedAccountId } from "../identity/operator-root.ts";
import { newEnrolmentCode, normalizeTypedCode } from "../identity/typed-code.ts";
import { later } from "../instant.ts";
import { notices } from "../mail/notices.ts";
import { deleteDevice } from "../mfa/remove-device.ts";
import { defineOperation } from "../operation.ts";
import { integer, struct, timestamp } from "../schema/schema.ts";
import { lifetimes } from "../settings.ts";
import { anyText } from "./members.ts";

export const resetRootMFA = defineOperation({
  name: "ResetRootMFA",
  kind: "operator",
  summary:
    "Break-glass: removes the root user's devices and sessions, and makes a one-time code without which root can neither sign in nor enrol.",
  readOnly: false,
  callers: ["operator"],
  input: struct({
    accountId: typedAccountId,
  }),
  output: struct({
    enrolmentCode: anyText,
    expiresAt: timestamp,
    removedDevices: integer(0, 1000),
  }),
  permissions: () => [],
  run: async (scope) => {
    const { tx, ports, now, caller } = scope;
    const { account, person } = await requireRootOf(scope);
    const { accountId } = account;
    const devices = await tx.devices.listOf(person);
    for (const device of devices) await deleteDevice(scope, device);
    if (devices.length > 0) await endGrace(tx, person, now);
    await tx.sessions.deleteOf(person, undefined);
    await tx.pendingSignIns.deleteOf(person, undefined);
    await tx.enrolments.deleteFor(person);
    await tx.mailLinks.deleteOf(person);
    await tx.emailChanges.delete(accountId);
    await tx.browsers.deleteOf(person);
    await tx.codeLedgers.clear(person);
    await tx.attempts.clear(`enrolment-code:${person.personId}`);
    await tx.people.raiseEpoch(person);
    const enrolmentCode = newEnrolmentCode(ports.random);
    const expiresAt = later(now, lifetimes.rootEnrolmentCode);
    const codeHash = ports.digests.sha256(normalizeTypedCode(enrolmentCode));
    await tx.accounts.setRootEnrolment(accountId, { codeHash, expiresAt });
    const notice = { ports, account, person, now };
    await tx.outbox.enqueue(notices.rootMfaReset(notice, operatorName(caller)));
    return { enrolmentCode, expiresAt, removedDevices: devices.length };
  },
  record: { request: ["accountId"], response: ["removedDevices", "expiresAt"] },
});
