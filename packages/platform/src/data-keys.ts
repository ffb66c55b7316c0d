import type { KeyObject } from "node:crypto";
import { type Clock, type Instant, later, MINUTE } from "@sallyport/core";
import type { DigestKeyring } from "./digests.ts";
import { OperatorFault } from "./fault.ts";
import { type MasterKeys, makeKey, unwrapKey, wrapKey } from "./key-wraps.ts";

// Data keys seal what the store keeps; the master key only wraps them. So a data key can be replaced while servers run (see
// rotate-keys.ts), and the master key is used so seldom that it may live elsewhere.

/** A data key as it is stored: AES-256-GCM under a key derived from the master key. */
export interface WrappedKey {
  /** 1, 2, …: named in everything sealed under it. */
  readonly version: number;
  readonly wrapped: Uint8Array;
  /** From then on it seals what is sealed, until a newer one does: by then every server knows it. */
  readonly sealsFrom: Instant;
  /** Until when session tokens under it are good; undefined until it is retired. */
  readonly tokensUntil: Instant | undefined;
}

/** Where wrapped data keys are kept; the store fills it. */
export interface Keyring extends DigestKeyring {
  /** All of them, by version. */
  list(): Promise<readonly WrappedKey[]>;
  /** Keeps it as version 1 if the ring is empty; false when another machine was faster. */
  insertFirst(wrapped: Uint8Array, createdAt: Instant): Promise<boolean>;
}

export interface DataKey {
  readonly version: number;
  readonly key: KeyObject;
}

/** The keys at hand, as they are just now. */
export interface DataKeys {
  /** What everything is sealed under now. */
  sealing(): DataKey;
  /** Opens what a row keeps. */
  find(version: number): KeyObject | undefined;
  /** Opens a session token: a retired key does so for as long as a session may last, and no longer. */
  findForToken(version: number): KeyObject | undefined;
}

/** The ring, read once and again when asked. */
export interface DataKeyring extends DataKeys {
  /** Learns of keys that came and went, and answers with the versions at hand where they changed. The keys stay as they were when it fails. */
  refresh(): Promise<readonly number[] | undefined>;
  /** A fresh key, to be stored as this version. */
  makeKey(version: number): Uint8Array;
}

/** A server whose master key is not the database's any more asks its keeper again so often, and tells its operator so often. */
const askKeeperEvery = MINUTE;

const firstVersion = 1;

interface OpenKey extends DataKey {
  readonly wrapped: Uint8Array;
  readonly sealsFrom: Instant;
  readonly tokensUntil: Instant | undefined;
}

/** Opens the ring; an empty one gets its first key. `reload` reads the master keys again from where they are kept. */
export async function openDataKeys({
  keyring,
  masterKeys: given,
  clock,
  reload,
}: {
  readonly keyring: Keyring;
  readonly masterKeys: MasterKeys;
  readonly clock: Clock;
  readonly reload: () => Promise<MasterKeys>;
}): Promise<DataKeyring> {
  let masterKeys = given;
  if ((await keyring.list()).length === 0) {
    // Whether ours or another machine's was first: the ring says which key it is.
    const wrapped = wrapKey(masterKeys.current, `data key ${firstVersion}`, makeKey());
    await keyring.insertFirst(wrapped, clock.now());
  }
  let keys: ReadonlyMap<number, OpenKey> = new Map();
  let askKeeperFrom: Instant | undefined;

  async function refresh(): Promise<readonly number[] | undefined> {
    const before = keys;
    const ring = await keyring.list();
    const unknown = ring.filter(
      ({ version, wrapped }) => !sameBytes(before.get(version)?.wrapped, wrapped),
    );
    const fault = unknown.length === 0 ? undefined : await openAll(unknown);
    if (fault === undefined) askKeeperFrom = undefined;
    return fault === undefined ? take(ring, before) : refuse(fault, ring, before);
  }

  /** Why they do not open, also with what the keeper of the master key says now; undefined when they do. */
  async function openAll(ring: readonly WrappedKey[]): Promise<unknown> {
    const fault = faultIn(() => ring.map((key) => open(masterKeys, key)));
    if (fault === undefined) return undefined;
    if (keys.size === 0 || (askKeeperFrom !== undefined && clock.now() < askKeeperFrom))
      return fault;
    askKeeperFrom = later(clock.now(), askKeeperEvery);
    try {
      const again = await reload();
      ring.map((key) => open(again, key));
      masterKeys = again;
      return undefined;
    } catch {
      return fault;
    }
  }

  function take(ring: readonly WrappedKey[], before: ReadonlyMap<number, OpenKey>) {
    keys = new Map(
      ring.map((key) => {
        const known = before.get(key.version);
        // A key that is known is not unwrapped again: its bytes are the same for as long as it is there.
        const object = sameBytes(known?.wrapped, key.wrapped) ? known?.key : undefined;
        return [key.version, { ...key, key: object ?? open(masterKeys, key) }];
      }),
    );
    return sameVersions(before, keys) ? undefined : [...keys.keys()];
  }

  /** What is known stays known, but for the keys that were retired or forgotten: an end of sessions counts here too. */
  function refuse(
    fault: unknown,
    ring: readonly WrappedKey[],
    before: ReadonlyMap<number, OpenKey>,
  ): never {
    const stays = ring.flatMap(({ version, sealsFrom, tokensUntil }) => {
      const known = before.get(version);
      return known === undefined ? [] : [[version, { ...known, sealsFrom, tokensUntil }] as const];
    });
    if (stays.length > 0) keys = new Map(stays);
    if (before.size === 0) throw fault;
    throw new OperatorFault(
      "The keys are wrapped under another master key. Put the new one where this server reads it, or set it and restart; until then it goes on with the keys it has.",
      { cause: fault },
    );
  }

  function sealing(): DataKey {
    const now = clock.now();
    let newest: OpenKey | undefined;
    // In the order of their versions. The first seals also where a clock stands before its time: it is the one that everybody has.
    for (const key of keys.values()) {
      if (newest === undefined || key.sealsFrom <= now) newest = key;
    }
    if (newest === undefined) throw new Error("There is no data key to seal with.");
    return newest;
  }

  /** As the newest is wrapped: during an exchange of the master key that is what every server can open. */
  function makeWrapped(version: number): Uint8Array {
    const newest = [...keys.values()].at(-1);
    const by = newest && unwrapKey(masterKeys, `data key ${newest.version}`, newest.wrapped).by;
    return wrapKey(by ?? masterKeys.current, `data key ${version}`, makeKey());
  }

  await refresh();
  return {
    refresh,
    sealing,
    makeKey: makeWrapped,
    find: (version) => keys.get(version)?.key,
    findForToken(version) {
      const known = keys.get(version);
      if (known === undefined) return undefined;
      const { tokensUntil } = known;
      return tokensUntil === undefined || clock.now() < tokensUntil ? known.key : undefined;
    },
  };
}

function sameVersions(one: ReadonlyMap<number, unknown>, other: ReadonlyMap<number, unknown>) {
  return one.size === other.size && [...one.keys()].every((version) => other.has(version));
}

function open(masterKeys: MasterKeys, { version, wrapped }: WrappedKey): KeyObject {
  return unwrapKey(masterKeys, `data key ${version}`, wrapped).key;
}

function faultIn(work: () => unknown): unknown {
  try {
    work();
    return undefined;
  } catch (error) {
    return error;
  }
}

function sameBytes(one: Uint8Array | undefined, other: Uint8Array): boolean {
  return one !== undefined && Buffer.compare(one, other) === 0;
}
