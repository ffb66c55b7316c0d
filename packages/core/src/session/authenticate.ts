// From a cookie's token to the caller it proves.

import type { Caller, SessionCaller, VaultDeviceCaller } from "../caller.ts";
import { refusals } from "../errors.ts";
import { hashToken } from "../identity/tokens.ts";
import { type Instant, later, MINUTE, SECOND } from "../instant.ts";
import type { Ports } from "../ports.ts";
import type { AccountRecord } from "../records.ts";
import type { Store, Tx } from "../store.ts";
import { expiryOf } from "../vault-sync/expiry.ts";
import { requireLivingSigner } from "./signature.ts";

interface Parts {
  readonly store: Store;
  readonly ports: Ports;
}

export interface Authenticated {
  readonly caller: SessionCaller;
  readonly account: AccountRecord;
}

/** The living session of this token. Its idle time is moved on at most once a minute, so that reading stays a read. */
export async function authenticateSession(
  parts: Parts,
  token: string | undefined,
): Promise<Authenticated | undefined> {
  const { store, ports } = parts;
  const idHash = hashToken(ports.digests, token);
  if (idHash === undefined) return undefined;
  const now = ports.clock.now();
  const found = await store.read(async (tx) => {
    const session = await tx.sessions.find(idHash);
    if (session === undefined) return undefined;
    const person = await tx.people.find(session);
    const account = await tx.accounts.find(session.accountId);
    return person && account ? { session, person, account } : undefined;
  });
  if (found === undefined) return undefined;
  const { session, person, account } = found;
  const idleUntil = later(session.lastSeenAt, session.idleSeconds * SECOND);
  if (session.expiresAt <= now || idleUntil <= now) return undefined;
  if (now - session.lastSeenAt >= MINUTE) {
    await store.atomically((tx) => tx.sessions.touch(idHash, now));
  }
  return { caller: { kind: "person", proof: "session", person, session }, account };
}

/** The living pending sign-in of this token: a caller for the ceremony's own steps only. */
export async function authenticatePending(
  parts: Parts,
  token: string | undefined,
): Promise<(Caller & { kind: "pending" }) | undefined> {
  const { store, ports } = parts;
  const idHash = hashToken(ports.digests, token);
  if (idHash === undefined) return undefined;
  return store.read(async (tx) => {
    const pending = await tx.pendingSignIns.find(idHash);
    if (pending === undefined || pending.expiresAt <= ports.clock.now()) return undefined;
    const person = await tx.people.find(pending);
    return person && { kind: "pending" as const, pending, person };
  });
}

/** The paired device of this token. When it last came is noted at most once a minute. */
export async function authenticateVaultDevice(
  parts: Parts,
  token: string | undefined,
): Promise<VaultDeviceCaller | undefined> {
  const { store, ports } = parts;
  const tokenHash = hashToken(ports.digests, token);
  if (tokenHash === undefined) return undefined;
  const now = ports.clock.now();
  const caller = await store.read((tx) => findVaultDevice(tx, tokenHash, now));
  if (caller === undefined) return undefined;
  const { lastSyncAt } = caller.device;
  if (lastSyncAt === undefined || now - lastSyncAt >= MINUTE) {
    await store.atomically((tx) => tx.vaultDevices.touch(tokenHash, now));
  }
  return caller;
}

async function findVaultDevice(
  tx: Tx,
  tokenHash: Uint8Array,
  now: Instant,
): Promise<VaultDeviceCaller | undefined> {
  const device = await tx.vaultDevices.find(tokenHash);
  if (device === undefined || expiryOf(device) <= now) return undefined;
  const person = await tx.people.find(device);
  return person && { kind: "vaultDevice", person, device };
}

/** The caller as the transaction finds it: a session or sign-in that was ended meanwhile (a hash takes a while) changes nothing. */
export async function requireLiving(tx: Tx, caller: Caller, now: Instant): Promise<Caller> {
  if (caller.kind === "role" || caller.kind === "federated")
    return requireLivingSigner(tx, caller, now);
  if (caller.kind === "person") {
    if (caller.proof !== "session") return requireLivingSigner(tx, caller, now);
    const session = await tx.sessions.find(caller.session.idHash);
    const person = session && (await tx.people.find(session));
    if (session === undefined || person === undefined) throw refusals.sessionExpired();
    return { kind: "person", proof: "session", person, session };
  }
  if (caller.kind === "pending") {
    const pending = await tx.pendingSignIns.find(caller.pending.idHash);
    const person = pending && (await tx.people.find(pending));
    if (pending === undefined || person === undefined) throw refusals.signInExpired();
    return { kind: "pending", person, pending };
  }
  if (caller.kind === "vaultDevice") {
    const living = await findVaultDevice(tx, caller.device.tokenHash, now);
    if (living === undefined) throw refusals.deviceNotPaired();
    return living;
  }
  return caller;
}
