import { demandOn } from "../access/require-mfa.ts";
import { refusals } from "../errors.ts";
import { requireAccount } from "../identity/locate.ts";
import { passwordDemands } from "../identity/password-demands.ts";
import { rulesInWords } from "../identity/password-rules.ts";
import type { Instant } from "../instant.ts";
import { defineOperation } from "../operation.ts";
import { anyText } from "../operations/members.ts";
import type { DeviceRecord, PendingSignInRecord, PersonRecord } from "../records.ts";
import { boolean, list, oneOf, optional, struct, timestamp } from "../schema/schema.ts";
import type { Tx } from "../store.ts";
import { requireStep } from "./own-sign-in.ts";
import { replaceableDevices } from "./replaced-device.ts";

export const getSignIn = defineOperation({
  name: "GetSignIn",
  kind: "ceremony",
  summary: "What the page of the pending sign-in's step shows.",
  readOnly: true,
  callers: ["pending"],
  input: struct({}),
  output: struct({
    step: oneOf("mfa", "enrolmentCode", "passwordExpired", "newPassword", "enrolment"),
    /** What is asked of a new password, where the step is to choose one. */
    passwordRules: optional(anyText),
    isRoot: boolean,
    /** The root user's e-mail address, or the user's name. */
    personLabel: anyText,
    accountId: anyText,
    accountLabel: anyText,
    devices: list(struct({ serialNumber: anyText, name: anyText })),
    /** Of a recovery that meets the most devices there may be: those of which the new one takes one's place. Else empty. */
    replaceableDevices: list(
      struct({
        serialNumber: anyText,
        name: anyText,
        assignedAt: timestamp,
        lastUsedAt: optional(timestamp),
      }),
    ),
    /** The mailed link was confirmed: "Continue" goes on without the device. */
    recovered: boolean,
    /** Name of the device that is being set up, once it was begun. */
    enrolmentDeviceName: optional(anyText),
    enrolmentExpiresAt: optional(timestamp),
    /** The account requires MFA, and the device is not needed for anything else. */
    mfaRequired: boolean,
    /** Until when setting up a device may be skipped; absent where it may not. */
    graceEndsAt: optional(timestamp),
    expiresAt: timestamp,
  }),
  permissions: () => [],
  run: async (scope) => {
    const { tx, caller, now } = scope;
    const { pending, person } = requireStep(
      caller,
      "mfa",
      "enrolmentCode",
      "passwordExpired",
      "newPassword",
      "enrolment",
    );
    const account = await requireAccount(tx, person.accountId);
    const profile = await tx.loginProfiles.find(person);
    if (profile === undefined) throw refusals.signInExpired();
    const devices = await tx.devices.listOf(person);
    const enrolment = await tx.enrolments.find(pending.idHash);
    const begun = enrolment !== undefined && enrolment.expiresAt > now ? enrolment : undefined;
    return {
      step: pending.step,
      ...(pending.step === "newPassword" && {
        passwordRules: rulesInWords(await passwordDemands(tx, person)).join(" "),
      }),
      isRoot: person.kind === "root",
      personLabel: person.kind === "root" ? account.email : person.name,
      accountId: account.accountId as string,
      accountLabel: account.alias ?? account.name,
      devices: devices.map(({ serialNumber, name }) => ({
        serialNumber: serialNumber as string,
        name,
      })),
      replaceableDevices: (await replaceableDevices(scope, { pending, person })).map(renderUse),
      recovered: pending.recovered,
      ...(await requirementIn(scope, pending, person)),
      ...(begun && { enrolmentDeviceName: begun.deviceName, enrolmentExpiresAt: begun.expiresAt }),
      expiresAt: pending.expiresAt,
    };
  },
  record: { source: "signin", request: [] },
});

/** By what people tell one of theirs from another. */
function renderUse({ serialNumber, name, createdAt, assignment }: DeviceRecord) {
  const lastUsedAt = assignment?.lastUsedAt;
  return {
    serialNumber: serialNumber as string,
    name,
    assignedAt: assignment?.enabledAt ?? createdAt,
    ...(lastUsedAt !== undefined && { lastUsedAt }),
  };
}

/** Whoever recovers, or has typed the break-glass code, sets a device up whatever the account requires. */
async function requirementIn(
  { tx, now }: { readonly tx: Tx; readonly now: Instant },
  { step, recovered, enrolmentCodeGiven }: PendingSignInRecord,
  person: PersonRecord,
) {
  if (step !== "enrolment" || recovered || enrolmentCodeGiven) return { mfaRequired: false };
  const demand = await demandOn(tx, person, now);
  return {
    mfaRequired: demand.kind !== "none",
    ...(demand.kind === "grace" && { graceEndsAt: demand.endsAt }),
  };
}
