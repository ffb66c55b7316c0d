// Resync of one named device (security rules 9 and 10): charged like a wrong code, spent, and settled only by the next success.

import { refusals } from "../errors.ts";
import { requireAccount } from "../identity/locate.ts";
import { secondsUntil } from "../instant.ts";
import { notices } from "../mail/notices.ts";
import type { Scope } from "../operation.ts";
import type { DeviceRecord, PersonRecord } from "../records.ts";
import type { Store, Tx } from "../store.ts";
import { resyncedBy } from "./learn.ts";
import { codeLimits } from "./prove-code.ts";
import { type ProvenPair, provePair } from "./prove-pair.ts";

interface PairInput {
  readonly authenticationCode1: string;
  readonly authenticationCode2: string;
}

/** Signed in: the caller has shown who they are, so the search is wide and the budget is their own. */
export async function proveResync(
  scope: Scope<PairInput> & { readonly store: Store },
  device: DeviceRecord,
  person: PersonRecord,
  radius: number,
): Promise<ProvenPair> {
  const { store, ports, now, settings, input } = scope;
  const cost = 2 * settings.totpWindow + 1;
  const charge = await store.atomically((tx) =>
    tx.codeLedgers.charge(person, "resync", { cost, now, limits: codeLimits }),
  );
  if (!charge.charged) {
    const { waitUntil } = charge.state;
    if (waitUntil !== undefined && waitUntil > now)
      throw refusals.waitForCodes(secondsUntil(waitUntil, now));
    throw refusals.codesClosed();
  }
  const pair = await provePair({
    store,
    ports,
    now,
    seed: {
      accountId: device.accountId,
      seedFingerprint: device.seedFingerprint,
      mac: ports.seals.otp(device.sealedSeed, device.serialNumber),
    },
    code1: input.authenticationCode1,
    code2: input.authenticationCode2,
    radius,
    diagnosis: "brief",
  });
  await store.atomically((tx) => tx.codeLedgers.refund(person, "resync", { cost, wrong: 1 }));
  return pair;
}

export async function resyncDevice(
  scope: Scope<unknown> & { readonly tx: Tx },
  device: DeviceRecord,
  person: PersonRecord,
  pair: ProvenPair,
): Promise<void> {
  const { tx, ports, now } = scope;
  const current = await tx.devices.find(device.accountId, device.serialNumber);
  if (current?.assignment?.personId !== person.personId) throw refusals.deviceNotOfUser();
  await tx.devices.remember(
    device.accountId,
    device.serialNumber,
    resyncedBy(current.assignment, pair.step, now),
  );
  const account = await requireAccount(tx, person.accountId);
  await tx.outbox.enqueue(
    notices.deviceResynced({ ports, account, person, now }, device.serialNumber),
  );
}
