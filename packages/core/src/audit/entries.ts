// What a block says of its records: one line each, with the record's digest. A record is told from its line by nothing else, so that
// what was altered, dropped or added afterwards has a name.

import { toHex } from "../bytes.ts";
import { type Instant, instant } from "../instant.ts";
import type { AccountId } from "../names.ts";
import type { Digests } from "../ports.ts";
import type { AuditRecord } from "../records.ts";

export interface Entry {
  readonly accountId: AccountId;
  readonly at: Instant;
  readonly eventId: string;
  /** SHA-256 of all that the record is, in hexadecimal. */
  readonly digest: string;
}

/** The records' entries, in their order. */
export function writeEntries(digests: Digests, records: readonly AuditRecord[]): string {
  return records
    .map(
      (record) =>
        `${record.accountId} ${record.at} ${record.eventId} ${digestOf(digests, record)}\n`,
    )
    .join("");
}

/** Undefined where the text is none of ours. */
export function readEntries(text: string): readonly Entry[] | undefined {
  const entries: Entry[] = [];
  for (const line of text.split("\n").slice(0, -1)) {
    const [accountId = "", at = "", eventId = "", digest = ""] = line.split(" ");
    if (digest === "" || !/^\d{1,15}$/.test(at)) return undefined;
    entries.push({ accountId: accountId as AccountId, at: instant(Number(at)), eventId, digest });
  }
  return entries;
}

/** What the record is looked up by is in it too: altered, it would hide the record. */
export function digestOf(digests: Digests, record: AuditRecord): string {
  const { accountId, at, eventId, event } = record;
  const { eventName, userKey = null, accessKeyId = null, failed, readOnly } = record;
  const all = [accountId, at, eventId, event, eventName, userKey, accessKeyId, failed, readOnly];
  return toHex(digests.sha256(JSON.stringify(all)));
}
