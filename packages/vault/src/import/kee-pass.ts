/**
 * KeePassXC's XML export. What an entry once was and what lies in the recycle bin stand in it like everything else, so the
 * file is walked through rather than searched for addresses: a key that was replaced must not come back as an account.
 * (Its CSV export has neither, and every account as an otpauth address: a list like any other.)
 */

import { isRefused, readRaw, readUri, refuse, sortFindings } from "../draft.ts";
import { type EntryDraft, titleOf } from "../entry/entry.ts";
import { ImportFault } from "./fault.ts";
import type { ImportFormat } from "./format.ts";

export const keePass: ImportFormat = {
  name: "keepass",
  recognizes: ({ text }) => /^\s*(?:<\?xml[^>]*\?>\s*)?<KeePassFile>/.test(text ?? ""),
  isSealed: () => false,
  read: async ({ text = "" }) => {
    if (!text.trimEnd().endsWith("</KeePassFile>")) throw new ImportFault("truncated");
    return sortFindings(findEntries(text).filter(hasKey).map(readEntry));
  },
};

interface KeePassEntry {
  /** The innermost group's name; empty where that is the database itself. */
  readonly group: string;
  readonly isTrashed: boolean;
  /** What the entry says, by KeePass's names and by KeePassXC's own. */
  readonly fields: Map<string, string>;
}

/** A group while the walk is in it; its own tags name it before its entries come. */
interface Group {
  name: string;
  /** It is the recycle bin, or in it. */
  isTrash: boolean;
}

/** The tags that matter, each with its text. None can be mistaken for text, in which `<` is always written `&lt;`. */
const tags =
  /<(\/?(?:Group|Entry|History))>|<(RecycleBinUUID|UUID|Name)>([^<]*)<|<Key>([^<]*)<\/Key>\s*<Value(?:\s[^>]*)?>([^<]*)</g;

function findEntries(text: string): readonly KeePassEntry[] {
  const entries: KeePassEntry[] = [];
  const groups: Group[] = [];
  let bin: string | undefined;
  let current: KeePassEntry | undefined;
  let isPast = false;
  for (const [, tag, said, what = "", key = "", value = ""] of text.matchAll(tags)) {
    if (tag === "History" || tag === "/History") isPast = tag === "History";
    else if (isPast) continue;
    else if (tag === "Group") groups.push({ name: "", isTrash: groups.at(-1)?.isTrash === true });
    else if (tag === "/Group") groups.pop();
    else if (tag === "Entry") {
      const inner = groups.at(-1);
      const group = groups.length > 1 ? (inner?.name ?? "") : "";
      current = { group, isTrashed: inner?.isTrash === true, fields: new Map() };
      entries.push(current);
    } else if (tag === "/Entry") current = undefined;
    else if (said === "RecycleBinUUID") bin = what;
    else if (said === "Name" && current === undefined) setName(groups.at(-1), plainText(what));
    else if (said === "UUID" && current === undefined && what === bin) markTrash(groups.at(-1));
    else if (said === undefined) current?.fields.set(plainText(key), plainText(value));
  }
  return entries;
}

function setName(group: Group | undefined, name: string): void {
  if (group !== undefined) group.name = name;
}

function markTrash(group: Group | undefined): void {
  if (group !== undefined) group.isTrash = true;
}

const seed = "TOTP Seed";

function hasKey({ fields }: KeePassEntry): boolean {
  return Boolean(fields.get("otp") || fields.get(seed));
}

function readEntry({ group, isTrashed, fields }: KeePassEntry) {
  const title = (fields.get("Title") ?? "").trim();
  const account = (fields.get("UserName") ?? "").trim();
  const shown = titleOf({ issuer: title, account });
  if (isTrashed) return refuse(shown, "trashed");
  const address = fields.get("otp") ?? "";
  const read = /^otpauth:/i.test(address)
    ? readUri(address)
    : readRaw({ ...readFormerKey(address, fields), issuer: title, account });
  if (isRefused(read)) return { ...read, title: shown };
  return { ...read, ...namesOf(read, title), ...(group !== "" && { group }) };
}

/** The title is what the person sees. */
function namesOf({ issuer }: EntryDraft, title: string): { readonly name?: string } {
  return title === "" || title === issuer ? {} : { name: title };
}

/** What was written before KeePassXC took to otpauth addresses, and is kept so until the entry is changed. */
function readFormerKey(otp: string, fields: ReadonlyMap<string, string>) {
  const [period, digits] = (fields.get("TOTP Settings") ?? "").split(";");
  const parameters = new URLSearchParams(otp);
  const settings = {
    secret: parameters.get("key") ?? fields.get(seed),
    period: parameters.get("step") ?? period,
    digits: parameters.get("size") ?? digits,
    hash: parameters.get("otpHashMode") ?? undefined,
  };
  const said = Object.entries(settings).filter(([, text]) => text !== undefined && text !== "");
  return { ...Object.fromEntries(said), ...(digits === "S" && { kind: "steam" }) };
}

const characters: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
};

/** Undoes XML's escapes. */
function plainText(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return characters[name] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
