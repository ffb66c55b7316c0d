/** What a vault seals, as JSON (docs/reference/vault.md): written in one order, read field by field. */

import { decodeBase32, encodeBase32, isDigits, isHashName } from "@sallyport/otp";
import { type Bytes, findBase64, findUtf8, toBase64, utf8 } from "../bytes.ts";
import {
  type Entry,
  type EntryDescription,
  type EntryId,
  type Item,
  isEntryId,
  type OtpKey,
  type VaultContents,
} from "../entry/entry.ts";
import { VaultFault } from "./fault.ts";
import { parseSlot, writeSlot } from "./format.ts";
import { slotsOf, type WayRecord } from "./ways.ts";

/** 1 had no `ways`. */
const contentsVersion = 2;
const longestPeriodSeconds = 86_400;

/** All that is under the seal. */
export interface Sealed {
  readonly contents: VaultContents;
  /** Undefined in contents of version 1, where the slots in front of them are all that is known. */
  readonly ways: readonly WayRecord[] | undefined;
}

export function writeSealed({ items }: VaultContents, ways: readonly WayRecord[]): Bytes {
  return utf8(
    JSON.stringify({
      version: contentsVersion,
      items: items.map(writeItem),
      ways: ways.map(writeWay),
    }),
  );
}

/** Reads what {@link writeSealed} wrote, or throws a {@link VaultFault}: "damaged" or "newerVersion". */
export function parseSealed(bytes: Bytes): Sealed {
  const whole = parseJson(bytes);
  if (!isObject(whole)) throw damaged();
  const { version, items, ways } = whole;
  if (typeof version === "number" && version > contentsVersion) {
    throw new VaultFault("newerVersion");
  }
  if (version !== 1 && version !== contentsVersion) throw damaged();
  return {
    contents: { items: parseList(items, parseItem) },
    ways: version === 1 ? undefined : parseWays(ways),
  };
}

/** At least one of them opens the vault. */
function parseWays(list: unknown): readonly WayRecord[] {
  const ways = parseList(list, parseWay);
  if (slotsOf(ways).length === 0) throw damaged();
  return ways;
}

/** No two of a list have the same id. */
function parseList<T extends { readonly id: string }>(
  list: unknown,
  parse: (each: unknown) => T,
): readonly T[] {
  if (!Array.isArray(list)) throw damaged();
  const parsed = list.map(parse);
  if (new Set(parsed.map(({ id }) => id)).size !== parsed.length) throw damaged();
  return parsed;
}

function writeWay({ id, slot, removedAt, keptAt }: WayRecord): object {
  return { id, slot: slot && toBase64(writeSlot(slot)), removedAt, keptAt };
}

function parseWay(way: unknown): WayRecord {
  if (!isObject(way)) throw damaged();
  const id = findText(way, "id");
  if (id === undefined || !/^[0-9a-f]{32}$/.test(id)) throw damaged();
  const bytes = findText(way, "slot");
  const removedAt = findNumber(way, "removedAt");
  if (bytes === undefined && removedAt === undefined) throw damaged();
  const slot = bytes === undefined ? undefined : parseSlot(findBase64(bytes) ?? raise());
  if (slot !== undefined && slot.head.id !== id) throw damaged();
  const instants = {
    ...optional("removedAt", removedAt),
    ...optional("keptAt", findNumber(way, "keptAt")),
  };
  return { id, ...optional("slot", slot), ...instants };
}

/** One item as it is written: every member in a fixed order, those that are absent left out. */
export function writeItem(item: Item): object {
  if (item.kind === "erased") {
    const { kind, id, changedAt, counter, usedAt } = item;
    return { kind, id, changedAt, counter, usedAt };
  }
  const { kind, id, secret, hash, digits } = item;
  const { issuer, account, name, group, icon, colour, notes } = item;
  const { order, createdAt, usedAt, deletedAt, changedAt } = item;
  return {
    ...{ kind, id, secret: encodeBase32(secret), hash, digits },
    ...(item.kind === "totp" ? { periodSeconds: item.periodSeconds } : { counter: item.counter }),
    ...{ issuer, account, name, group, icon, colour, notes },
    ...{ order, createdAt, usedAt, deletedAt, changedAt },
  };
}

type Json = { readonly [member: string]: unknown };

function parseItem(item: unknown): Item {
  if (!isObject(item)) throw damaged();
  const common = {
    id: readId(item),
    changedAt: readNumber(item, "changedAt"),
    ...optional("usedAt", findNumber(item, "usedAt")),
  };
  if (item["kind"] === "erased") {
    return { kind: "erased", ...common, counter: readCounter(item) };
  }
  const bookkeeping: Pick<Entry, "order" | "createdAt" | "deletedAt"> = {
    order: readNumber(item, "order"),
    createdAt: readNumber(item, "createdAt"),
    ...optional("deletedAt", findNumber(item, "deletedAt")),
  };
  return { ...readKey(item), ...readDescription(item), ...common, ...bookkeeping };
}

function readKey(item: Json): OtpKey {
  const { kind, hash, digits, periodSeconds } = item;
  if (typeof hash !== "string" || !isHashName(hash)) throw damaged();
  if (typeof digits !== "number" || !isDigits(digits)) throw damaged();
  const common = { secret: readSecret(item), hash, digits };
  if (kind === "hotp") return { kind, ...common, counter: readCounter(item) };
  if (kind !== "totp" || !isWhole(periodSeconds)) throw damaged();
  if (periodSeconds < 1 || periodSeconds > longestPeriodSeconds) throw damaged();
  return { kind, ...common, periodSeconds };
}

function readDescription(item: Json): EntryDescription {
  return {
    issuer: findText(item, "issuer") ?? "",
    account: findText(item, "account") ?? "",
    ...optional("name", findText(item, "name")),
    ...optional("group", findText(item, "group")),
    ...optional("icon", findText(item, "icon")),
    ...optional("colour", findText(item, "colour")),
    ...optional("notes", findText(item, "notes")),
  };
}

function readSecret({ secret }: Json): Bytes {
  if (typeof secret !== "string" || secret === "") throw damaged();
  try {
    return decodeBase32(secret, { strict: true });
  } catch (error) {
    throw new VaultFault("damaged", { cause: error });
  }
}

function readId({ id }: Json): EntryId {
  if (typeof id !== "string" || !isEntryId(id)) throw damaged();
  return id;
}

function readCounter({ counter }: Json): number {
  if (!isWhole(counter)) throw damaged();
  return counter;
}

function readNumber(item: Json, member: string): number {
  return findNumber(item, member) ?? raise();
}

function findNumber(item: Json, member: string): number | undefined {
  const value = item[member];
  if (value === undefined || (typeof value === "number" && Number.isFinite(value))) return value;
  throw damaged();
}

function findText(item: Json, member: string): string | undefined {
  const value = item[member];
  if (value === undefined || typeof value === "string") return value;
  throw damaged();
}

function optional<Member extends string, Value>(
  member: Member,
  value: Value | undefined,
): { readonly [M in Member]?: Value } {
  return (value === undefined ? {} : { [member]: value }) as { readonly [M in Member]?: Value };
}

function isWhole(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(bytes: Bytes): unknown {
  try {
    return JSON.parse(findUtf8(bytes) ?? "");
  } catch (error) {
    throw new VaultFault("damaged", { cause: error });
  }
}

function damaged(): VaultFault {
  return new VaultFault("damaged");
}

function raise(): never {
  throw damaged();
}
