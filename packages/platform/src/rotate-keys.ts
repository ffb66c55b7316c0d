// Replaces the data key while servers run. Nothing is ever sealed under a key that a server may not know, and no key goes away that
// something may still be sealed under:
//
//   begin    a fresh key is put on the ring; it seals from a moment on when every server has read the ring
//   finish   what is sealed under older keys is sealed anew, row by row; then those are retired: session tokens under them are good
//            for as long as a session may last; after that they are forgotten
//
// Each step says in the database that it was taken, so that a command that died is simply run again.

import { type Clock, HOUR, type Instant, later, SECOND, type Seals } from "@sallyport/core";
import type { DataKeyring, Keyring, WrappedKey } from "./data-keys.ts";
import { OperatorFault } from "./fault.ts";
import { versionOf } from "./seals.ts";

/** How often a server reads the ring. */
export const ringReadEvery = 5 * SECOND;
/** So long after it was put on the ring a key begins to seal: a server may miss some reads, and its clock be some seconds ahead. */
const noticeOfKey = 30 * SECOND;
/** The longest session there is: 36 hours (GetSessionToken). */
const longestSession = 36 * HOUR;
/** Values sealed anew in one transaction. */
const batch = 200;
/** A round that finds something after so many means that somebody does not keep to the ring. */
const mostRounds = 10;

/** A ring whose keys can be replaced. */
export interface ChangeableKeyring extends Keyring {
  insertNext(key: {
    readonly version: number;
    readonly wrapped: Uint8Array;
    readonly createdAt: Instant;
    readonly sealsFrom: Instant;
  }): Promise<boolean>;
  /** Sets when session tokens end under all versions below this one; never later than was set before. */
  retire(below: number, tokensUntil: Instant): Promise<void>;
  remove(version: number): Promise<void>;
}

/** A sealed value, and the identity that it is sealed to. */
export interface Stocked {
  readonly rowId: string;
  readonly sealed: Uint8Array;
}

/** All sealed values that are kept, place by place. */
export interface Stock<Place extends string, Value extends Stocked> {
  page(
    place: Place,
    page: { readonly after: Value | undefined; readonly limit: number },
  ): Promise<readonly Value[]>;
  /** Leaves alone what is gone or was replaced meanwhile. */
  replace(
    place: Place,
    changes: readonly { readonly former: Value; readonly sealed: Uint8Array }[],
  ): Promise<void>;
}

interface Ring {
  readonly keyring: ChangeableKeyring;
  readonly dataKeys: DataKeyring;
  readonly clock: Clock;
}

/**
 * Puts a fresh key on the ring, or finds the one of a rotation that was not finished, and answers with its version.
 * `serversMayRun`: the key then seals only once they know it.
 */
export async function beginRotation({
  keyring,
  dataKeys,
  clock,
  serversMayRun,
}: Ring & { readonly serversMayRun: boolean }): Promise<{
  readonly version: number;
  readonly sealsFrom: Instant;
  /** An earlier command began it. */
  readonly resumed: boolean;
}> {
  const { newest, unfinished } = stateOf(await keyring.list());
  let resumed = unfinished;
  if (!unfinished) {
    const version = newest.version + 1;
    const createdAt = clock.now();
    const sealsFrom = serversMayRun ? later(createdAt, noticeOfKey) : createdAt;
    const wrapped = dataKeys.makeKey(version);
    resumed = !(await keyring.insertNext({ version, wrapped, createdAt, sealsFrom }));
  }
  await dataKeys.refresh();
  const { version, sealsFrom } = stateOf(await keyring.list()).newest;
  return { version, sealsFrom, resumed };
}

export interface RotationEnd {
  /** The version under which all is sealed now. */
  readonly version: number;
  readonly resealed: number;
  /** Keys that are retired and still there, with the end of the session tokens under them. */
  readonly retired: readonly { readonly version: number; readonly tokensUntil: Instant }[];
  /** Versions that were forgotten just now. */
  readonly removed: readonly number[];
}

/**
 * Seals everything under the newest key, retires the others and forgets those whose time is over. To be called when the newest key
 * seals. `endSessions`: session tokens under the others end at once.
 */
export async function finishRotation<Place extends string, Value extends Stocked>({
  keyring,
  dataKeys,
  clock,
  seals,
  stock,
  places,
  endSessions,
}: Ring & {
  readonly seals: Seals;
  readonly stock: Stock<Place, Value>;
  readonly places: readonly Place[];
  readonly endSessions: boolean;
}): Promise<RotationEnd> {
  await dataKeys.refresh();
  const { version } = dataKeys.sealing();
  // Twice at least: what was made beside the first round by whoever still knew only the former key is found by the second.
  let resealed = 0;
  for (let round = 1; ; round += 1) {
    const inRound = await resealAll({ version, seals, stock, places });
    if (inRound === 0) break;
    resealed += inRound;
    if (round === mostRounds) {
      throw new OperatorFault(
        "A server goes on sealing under a former key: is its clock behind, or was it not given a new master key? Nothing was retired; run the command again.",
      );
    }
  }
  const now = clock.now();
  await keyring.retire(version, endSessions ? now : later(now, longestSession));
  const removed: number[] = [];
  for (const old of forgettable(await keyring.list(), now)) {
    await keyring.remove(old);
    removed.push(old);
  }
  await dataKeys.refresh();
  const retired = (await keyring.list()).flatMap(({ version: old, tokensUntil }) =>
    tokensUntil === undefined ? [] : [{ version: old, tokensUntil }],
  );
  return { version, resealed, retired, removed };
}

/**
 * A retired key is kept for as long as a session may last even where sessions were ended at once: by then also a server whose
 * clock was wrong has long sealed under the newer one, and what it sealed before was found in the round just done.
 */
function forgettable(ring: readonly WrappedKey[], now: Instant): readonly number[] {
  return ring
    .filter(({ tokensUntil }, index) => {
      const next = ring[index + 1];
      if (next === undefined || tokensUntil === undefined) return false;
      return tokensUntil <= now && later(next.sealsFrom, longestSession) <= now;
    })
    .map(({ version }) => version);
}

function stateOf(ring: readonly WrappedKey[]) {
  const newest = ring.at(-1);
  if (newest === undefined) throw new Error("There is no data key.");
  const unfinished = ring.slice(0, -1).some(({ tokensUntil }) => tokensUntil === undefined);
  return { newest, unfinished };
}

async function resealAll<Place extends string, Value extends Stocked>({
  version,
  seals,
  stock,
  places,
}: {
  readonly version: number;
  readonly seals: Seals;
  readonly stock: Stock<Place, Value>;
  readonly places: readonly Place[];
}): Promise<number> {
  let resealed = 0;
  for (const place of places) {
    let after: Value | undefined;
    do {
      const page = await stock.page(place, { after, limit: batch });
      const changes = page
        .filter(({ sealed }) => versionOf(sealed) !== version)
        .map((former) => ({ former, sealed: sealAnew(seals, former, version) }));
      if (changes.length > 0) await stock.replace(place, changes);
      resealed += changes.length;
      after = page.at(-1);
    } while (after !== undefined);
  }
  return resealed;
}

function sealAnew(seals: Seals, { sealed, rowId }: Stocked, version: number): Uint8Array {
  const secret = seals.open(sealed, rowId);
  const fresh = seals.seal(secret, rowId);
  secret.fill(0);
  if (versionOf(fresh) !== version)
    throw new OperatorFault("This machine's clock was set back: run the command again.");
  return fresh;
}
