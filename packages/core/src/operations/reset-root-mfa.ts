import { endGrace } from "../access/require-mfa.ts";
import { IamError } from "../errors.ts";
import { newEnrolmentCode, normalizeTypedCode } from "../identity/typed-code.ts";
import { later } from "../instant.ts";
import { notices } from "../mail/notices.ts";
import { deleteDevice } from "../mfa/remove-device.ts";
import { type AccountId, patterns, rootPersonId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { integer, struct, text, timestamp } from "../schema/schema.ts";
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
    accountId: text({
      max: 12,
      pattern: patterns.accountId,
      words: "An account id has twelve digits.",
    }),
  }),
  output: struct({
    enrolmentCode: anyText,
    expiresAt: timestamp,
    removedDevices: integer(0, 1000),
  }),
  permissions: () => [],
  run: async (scope) => {
    const { tx, input, ports, now, caller, trail } = scope;
    const accountId = input.accountId as AccountId;
    const account = await tx.accounts.find(accountId);
    const person = await tx.people.find({ accountId, personId: rootPersonId(accountId) });
    if (account === undefined || person === undefined) {
      throw new IamError("NoSuchEntity", `There is no account ${input.accountId}.`);
    }
    trail.account = account;
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
    const operator = caller.kind === "operator" ? caller.name : "unknown";
    await tx.outbox.enqueue(notices.rootMfaReset({ ports, account, person, now }, operator));
    return { enrolmentCode, expiresAt, removedDevices: devices.length };
  },
  record: { request: ["accountId"], response: ["removedDevices", "expiresAt"] },
});
