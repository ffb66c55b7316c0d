import { refusals } from "../errors.ts";
import { requireAccount } from "../identity/locate.ts";
import { notices } from "../mail/notices.ts";
import type { Scope } from "../operation.ts";
import type { PersonRecord } from "../records.ts";
import { endOthers } from "../session/end-others.ts";
import type { Tx } from "../store.ts";

/** Room for one more device, or `LimitExceeded`; asked before codes are searched for, which is dearer. */
export async function requireRoomForDevice(
  scope: Scope<unknown> & { readonly tx: Tx },
  person: PersonRecord,
): Promise<number> {
  const { devicesPerPerson } = scope.settings.quotas;
  const devices = await scope.tx.devices.listOf(person);
  if (devices.length >= devicesPerPerson)
    throw refusals.overQuota("MFADevicesPerUser", devicesPerPerson);
  return devices.length;
}

/** What follows every assignment, whoever made it: other sessions end, and the owner is told. */
export async function afterAssignment(
  scope: Scope<unknown> & { readonly tx: Tx },
  person: PersonRecord,
  serialNumber: string,
): Promise<void> {
  const { tx, ports, now } = scope;
  await endOthers(scope, person);
  const account = await requireAccount(tx, person.accountId);
  await tx.outbox.enqueue(notices.deviceAssigned({ ports, account, person, now }, serialNumber));
}
