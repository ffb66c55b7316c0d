// A device being set up in a browser: the seed waits sealed in the store, bound to the session, the person and the name, until two
// codes prove that an authenticator has it. Only then is there a device, so an abandoned set-up leaves nothing (security rule 13).

import { decodeBase32, encodeBase32, groupKey } from "@sallyport/otp";
import { refusals } from "../errors.ts";
import { later } from "../instant.ts";
import { arns } from "../names.ts";
import type { Scope } from "../operation.ts";
import type {
  AccountRecord,
  Assignment,
  DeviceRecord,
  EnrolmentRecord,
  PersonRecord,
} from "../records.ts";
import { lifetimes } from "../settings.ts";
import type { Store, Tx } from "../store.ts";
import { afterAssignment, requireRoomForDevice } from "./assign-device.ts";
import { deviceIssuer, deviceLabel } from "./labels.ts";
import { assignedBy } from "./learn.ts";
import { newSeed } from "./new-seed.ts";
import { provePair } from "./prove-pair.ts";
import { deviceQrCodePng } from "./qr-code.ts";
import { deleteDevice, unassignDevice } from "./remove-device.ts";
import { pairReach } from "./search-pair.ts";

/** Tries at the two codes of one set-up; whoever needs more starts again. */
const mostAttempts = 30;

interface WithTx extends Scope<unknown> {
  readonly tx: Tx;
}

/** Console devices lie at the root path. */
function serialOf(owner: PersonRecord, deviceName: string) {
  return arns.mfaDevice(owner.accountId, "/", deviceName);
}

/** A fresh seed for this set-up, replacing an earlier one of the same session. */
export async function beginEnrolment(
  scope: WithTx,
  start: {
    readonly boundTo: Uint8Array;
    readonly owner: PersonRecord;
    readonly deviceName: string;
    /** The new device will take the place of one that its person has. */
    readonly replaces?: boolean;
  },
): Promise<EnrolmentRecord> {
  const { tx, ports, now } = scope;
  const { boundTo, owner, deviceName } = start;
  if (!start.replaces) await requireRoomForDevice(scope, owner);
  const serialNumber = serialOf(owner, deviceName);
  if (await tx.devices.isNameTaken(owner.accountId, { path: "/", name: deviceName })) {
    throw refusals.deviceExists();
  }
  const { sealedSeed, seedFingerprint } = newSeed(ports, serialNumber);
  const enrolment: EnrolmentRecord = {
    accountId: owner.accountId,
    boundTo,
    personId: owner.personId,
    deviceName,
    sealedSeed,
    seedFingerprint,
    expiresAt: later(now, lifetimes.enrolment),
    attempts: 0,
  };
  await tx.enrolments.put(enrolment);
  return enrolment;
}

export async function requireEnrolment(
  scope: WithTx,
  boundTo: Uint8Array,
): Promise<{ readonly enrolment: EnrolmentRecord; readonly owner: PersonRecord }> {
  const { tx, now } = scope;
  const enrolment = await tx.enrolments.find(boundTo);
  if (enrolment === undefined || enrolment.expiresAt <= now) throw refusals.enrolmentExpired();
  const owner = await tx.people.find(enrolment);
  if (owner === undefined) throw refusals.enrolmentExpired();
  return { enrolment, owner };
}

/** The picture and the key, for the session that the set-up is bound to and nobody else. */
export function showEnrolment(
  scope: Scope<unknown>,
  enrolment: EnrolmentRecord,
  account: AccountRecord,
) {
  const serialNumber = arns.mfaDevice(enrolment.accountId, "/", enrolment.deviceName);
  const secret = scope.ports.seals.open(enrolment.sealedSeed, serialNumber);
  const secretKey = encodeBase32(secret);
  return {
    qrCodePng: deviceQrCodePng({
      issuer: deviceIssuer,
      account: deviceLabel(enrolment.deviceName, account),
      secret: decodeBase32(secretKey),
    }),
    secretKey: groupKey(secretKey),
  };
}

/** The pair's first step, charged to the set-up and spent; says in full what is wrong with a wrong pair. */
export async function proveEnrolment(
  scope: Scope<{ readonly authenticationCode1: string; readonly authenticationCode2: string }> & {
    readonly store: Store;
  },
  enrolment: EnrolmentRecord,
): Promise<number> {
  const { store, ports, now, input } = scope;
  if (
    !(await store.atomically((tx) => tx.enrolments.chargeAttempt(enrolment.boundTo, mostAttempts)))
  ) {
    throw refusals.enrolmentExpired();
  }
  const serialNumber = arns.mfaDevice(enrolment.accountId, "/", enrolment.deviceName);
  const { step } = await provePair({
    store,
    ports,
    now,
    seed: {
      accountId: enrolment.accountId,
      seedFingerprint: enrolment.seedFingerprint,
      mac: ports.seals.otp(enrolment.sealedSeed, serialNumber),
    },
    code1: input.authenticationCode1,
    code2: input.authenticationCode2,
    radius: pairReach.signedIn,
    diagnosis: "full",
  });
  return step;
}

export interface Enrolled {
  readonly serialNumber: string;
  readonly assignment: Assignment;
  /** Whether it is its person's first. */
  readonly first: boolean;
}

/** The device, made and assigned in one; of two requests finishing at once one wins. It may take the place of another of its person's. */
export async function finishEnrolment(
  scope: WithTx,
  { enrolment, owner }: { readonly enrolment: EnrolmentRecord; readonly owner: PersonRecord },
  step: number,
  replaced?: DeviceRecord,
): Promise<Enrolled> {
  const { tx, now } = scope;
  if (!(await tx.enrolments.delete(enrolment.boundTo))) throw refusals.enrolmentExpired();
  const first = replaced === undefined && (await requireRoomForDevice(scope, owner)) === 0;
  const serialNumber = serialOf(owner, enrolment.deviceName);
  const assignment = assignedBy({ step, personId: owner.personId, now });
  const inserted = await tx.devices.insert({
    accountId: owner.accountId,
    serialNumber,
    name: enrolment.deviceName,
    path: "/",
    kind: "virtual",
    sealedSeed: enrolment.sealedSeed,
    seedFingerprint: enrolment.seedFingerprint,
    createdAt: now,
    assignment,
  });
  if (!inserted) throw refusals.deviceExists();
  // After the new one is there: whoever replaces their only device was not without one for a moment, and keeps their days of grace.
  if (replaced !== undefined) {
    await unassignDevice(scope, replaced, owner);
    await deleteDevice(scope, replaced);
  }
  await afterAssignment(scope, owner, serialNumber);
  return { serialNumber, assignment, first };
}
