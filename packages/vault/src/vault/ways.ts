/**
 * What is known of the ways into a vault. The list is sealed with the contents, so nobody adds a way or takes one out who
 * does not have the vault's key, whoever keeps the file; the slots in front of a vault are made from it.
 *
 * Two copies are put together way by way. A slot never changes under its id, so all that can happen to it is to be
 * removed, and that stays: a passphrase that was given up on one device does not come back from another. Only where no
 * other way is left does one that was removed go on, and may be kept then by the person.
 */

import { toHex } from "../bytes.ts";
import { mostSlots, type Slot, writeSlot } from "./format.ts";

export interface WayRecord {
  /** The slot's id. */
  readonly id: string;
  /** Undefined where nothing but the removal is known any more. */
  readonly slot?: Slot;
  /** When a person removed it. */
  readonly removedAt?: number;
  /** When a person last went on with it although it had been removed: see {@link keepOpen}. */
  readonly keptAt?: number;
}

/** The records of slots that nothing else is known of. */
export function recordsOf(slots: readonly Slot[]): readonly WayRecord[] {
  return slots.map((slot) => ({ id: slot.head.id, slot }));
}

/** Commutative, associative and idempotent, as merging entries is. */
export function mergeWays(a: readonly WayRecord[], b: readonly WayRecord[]): readonly WayRecord[] {
  const records = new Map<string, WayRecord>();
  for (const record of [...a, ...b]) {
    const other = records.get(record.id);
    records.set(record.id, other === undefined ? record : mergeRecord(other, record));
  }
  return [...records.values()].sort((one, two) => (one.id < two.id ? -1 : 1));
}

/**
 * The slots that open the vault, the oldest first. Where two devices each removed the way that the other kept, the one
 * that was removed last goes on opening: no merge shuts a vault for good. A vault has room for 32; of more, the newest
 * open it.
 */
export function slotsOf(records: readonly WayRecord[]): readonly Slot[] {
  const known = records.filter(hasSlot);
  const open = known.filter((record) => !isRemoved(record));
  const slots = open.length > 0 ? open : known.sort(byRemoval).slice(-1);
  return slots
    .map(({ slot }) => slot)
    .sort(byAge)
    .slice(-mostSlots);
}

/** Takes a way out, and its slot with it: what remains is that it was removed. */
export function withoutWay(
  records: readonly WayRecord[],
  id: string,
  atMs: number,
): readonly WayRecord[] {
  return records.map((record) => {
    if (record.id !== id) return record;
    const { keptAt } = record;
    const removedAt = Math.max(atMs, (keptAt ?? -1) + 1);
    return { id, removedAt, ...(keptAt !== undefined && { keptAt }) };
  });
}

/** What opens the vault goes on doing so when another way is added, also one that opens it for want of any other. */
export function keepOpen(records: readonly WayRecord[], atMs: number): readonly WayRecord[] {
  const open = new Set(slotsOf(records).map(({ head }) => head.id));
  return records.map((record) => {
    if (!open.has(record.id) || !isRemoved(record)) return record;
    return { ...record, keptAt: Math.max(atMs, record.removedAt ?? 0) };
  });
}

type KnownWay = WayRecord & { readonly slot: Slot };

function isRemoved({ removedAt, keptAt = -1 }: WayRecord): boolean {
  return removedAt !== undefined && removedAt > keptAt;
}

function hasSlot(record: WayRecord): record is KnownWay {
  return record.slot !== undefined;
}

function mergeRecord(a: WayRecord, b: WayRecord): WayRecord {
  const slot = laterOf(a.slot, b.slot);
  const removedAt = Math.max(a.removedAt ?? -1, b.removedAt ?? -1);
  const keptAt = Math.max(a.keptAt ?? -1, b.keptAt ?? -1);
  return {
    id: a.id,
    ...(slot && { slot }),
    ...(removedAt >= 0 && { removedAt }),
    ...(keptAt >= 0 && { keptAt }),
  };
}

/** Two slots of one id are the same slot. Should they ever differ, any order will do that all devices share. */
function laterOf(a: Slot | undefined, b: Slot | undefined): Slot | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return toHex(writeSlot(a)) > toHex(writeSlot(b)) ? a : b;
}

function byRemoval(a: KnownWay, b: KnownWay): number {
  return (a.removedAt ?? 0) - (b.removedAt ?? 0) || (a.id < b.id ? -1 : 1);
}

function byAge({ head: a }: Slot, { head: b }: Slot): number {
  return (
    a.createdAt - b.createdAt || kindOrder(a.kind) - kindOrder(b.kind) || (a.id < b.id ? -1 : 1)
  );
}

function kindOrder(kind: Slot["head"]["kind"]): number {
  return ["passphrase", "passkey", "unknown"].indexOf(kind);
}
