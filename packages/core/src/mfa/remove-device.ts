import { endGrace } from "../access/require-mfa.ts";
import { requireAccount } from "../identity/locate.ts";
import { notices } from "../mail/notices.ts";
import type { Scope } from "../operation.ts";
import type { DeviceRecord, PersonRecord } from "../records.ts";
import { endOthers } from "../session/end-others.ts";
import type { Tx } from "../store.ts";

/** Takes an assigned device from its person: the facts it proved are withdrawn, other sessions end, the owner is told. The record stays. */
export async function unassignDevice(
  scope: Scope<unknown> & { readonly tx: Tx },
  device: DeviceRecord,
  person: PersonRecord,
): Promise<void> {
  const { tx, ports, now } = scope;
  await tx.devices.unassign(device.accountId, device.serialNumber);
  if ((await tx.devices.listOf(person)).length === 0) await endGrace(tx, person, now);
  await tx.sessions.withdrawMfa(person, device.serialNumber);
  await endOthers(scope, person);
  const account = await requireAccount(tx, device.accountId);
  await tx.outbox.enqueue(
    notices.deviceRemoved({ ports, account, person, now }, device.serialNumber),
  );
}

export async function deleteDevice(
  { tx }: { readonly tx: Tx },
  device: DeviceRecord,
): Promise<void> {
  await tx.tags.removeAll({ accountId: device.accountId, kind: "mfa", id: device.serialNumber });
  await tx.devices.delete(device.accountId, device.serialNumber);
}
