// A recovery ends in a new device, also for whoever has the most there may be: the new one then takes the place of one of theirs.
// Nobody else is given the choice, so that it is no way to drop a device without what a recovery proves.

import { IamError, refusals } from "../errors.ts";
import type { Scope } from "../operation.ts";
import type { DeviceRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import type { PendingSignIn } from "./own-sign-in.ts";

interface WithTx extends Scope<unknown> {
  readonly tx: Tx;
}

/** The devices of which one must make room for the new one; none where there is room, and before the recovery's proofs are given. */
export async function replaceableDevices(
  { tx, settings }: WithTx,
  { pending, person }: PendingSignIn,
): Promise<readonly DeviceRecord[]> {
  if (pending.step !== "enrolment" || !pending.recovered) return [];
  const devices = await tx.devices.listOf(person);
  return devices.length < settings.quotas.devicesPerPerson ? [] : devices;
}

/**
 * Which device the new one takes the place of: one of the person's own, chosen where one must be and nowhere else.
 * Undefined where there is room.
 */
export async function requireReplaced(
  scope: WithTx,
  signIn: PendingSignIn,
  serialNumber: string | undefined,
): Promise<DeviceRecord | undefined> {
  const devices = await replaceableDevices(scope, signIn);
  if (devices.length === 0) {
    if (serialNumber === undefined) return undefined;
    throw new IamError("InvalidInput", "Here a new device does not replace another.");
  }
  if (serialNumber === undefined) {
    throw refusals.overQuota("MFADevicesPerUser", scope.settings.quotas.devicesPerPerson, [
      { name: "replacedSerialNumber", message: "Choose the device that the new one replaces." },
    ]);
  }
  const chosen = devices.find((device) => device.serialNumber === serialNumber);
  if (chosen === undefined) throw refusals.deviceNotOfUser();
  return chosen;
}
