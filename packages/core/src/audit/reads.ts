// Successful reads, for accounts that want them recorded: described when they are answered, and written a moment later, many in one
// transaction. No answer waits for it. What waits in memory is lost if the machine dies, and has a bound: what is beyond it is left
// out, counted, and the count is recorded in its place.

import { newIds } from "../identity/ids.ts";
import { type Instant, toIso } from "../instant.ts";
import type { AccountId } from "../names.ts";
import type { Operation } from "../operation.ts";
import type { AuditRecord } from "../records.ts";
import { recordsOf, type Told } from "./record.ts";
import type { AuditParts } from "./seal.ts";

/** As many reads are written at once, and begin to be written without waiting for the next second. */
const recordsPerWrite = 500;
/** What may wait in memory, in characters of events: more than ten thousand common reads. */
const mostCharacters = 16 * 2 ** 20;

export interface ReadTrail {
  /** Notes a call that was answered, where it is a read of an account that records them. Waits for nothing. */
  note(told: Told): void;
  /** Learns anew which accounts record reads, and writes what was noted since. */
  write(): Promise<void>;
}

/** Reads that there was no room for. */
interface Gap {
  count: number;
  readonly from: Instant;
  until: Instant;
}

export function createReadTrail(parts: AuditParts, mostWaiting = mostCharacters): ReadTrail {
  const { store, ports } = parts;
  let recording: ReadonlySet<AccountId> = new Set();
  let waiting: AuditRecord[] = [];
  let size = 0;
  const gaps = new Map<AccountId, Gap>();
  let writing: Promise<void> | undefined;

  function keep(record: AuditRecord): void {
    waiting.push(record);
    size += record.event.length;
  }

  function leaveOut({ accountId, at }: AuditRecord): void {
    const gap = gaps.get(accountId);
    if (gap === undefined) gaps.set(accountId, { count: 1, from: at, until: at });
    else {
      gap.count += 1;
      gap.until = at;
    }
  }

  async function writeSome(): Promise<void> {
    const some = waiting.slice(0, recordsPerWrite);
    // Whether a commit whose answer got lost was one, nobody knows: then these come again.
    await store.transact((tx) => tx.audit.appendOnce(some));
    waiting = waiting.slice(some.length);
    for (const { event } of some) size -= event.length;
    // There is room again; and what was left out is told of once, not at every try while the database is away.
    for (const [accountId, gap] of gaps) keep(describeGap(parts, accountId, gap));
    gaps.clear();
  }

  async function learnAndWrite(): Promise<void> {
    recording = new Set(await store.read((tx) => tx.accounts.recordingReads()));
    // What comes meanwhile is for the next time, or this would have no end.
    for (let left = waiting.length; left > 0; left -= recordsPerWrite) {
      await writeSome();
      await ports.pause.turn();
    }
  }

  function write(): Promise<void> {
    writing ??= learnAndWrite().finally(() => {
      writing = undefined;
    });
    return writing;
  }

  return {
    note(told) {
      if (recording.size === 0 || !isRead(told.operation)) return;
      for (const record of recordsOf(told, (accountId) => recording.has(accountId))) {
        if (size + record.event.length > mostWaiting) leaveOut(record);
        else {
          keep(record);
          if (waiting.length % recordsPerWrite === 0) ports.pause.afterwards(write);
        }
      }
    },
    write,
  };
}

/** What a door answers of an account. Steps of a sign-in have records of their own, and the command line has the machine. */
function isRead({ readOnly, kind, record }: Operation): boolean {
  return readOnly && (kind === "aws" || kind === "view") && record.quiet !== true;
}

function describeGap({ ports }: AuditParts, accountId: AccountId, gap: Gap): AuditRecord {
  const eventId = newIds.uuid(ports.random);
  const at = ports.clock.now();
  const eventName = "ReadsNotRecorded";
  const event = {
    eventVersion: "1.11",
    userIdentity: { type: "AWSService", invokedBy: "sallyport" },
    eventTime: toIso(at),
    eventSource: "sallyport",
    eventName,
    errorCode: "TooManyReads",
    errorMessage: `${gap.count} successful reads were not recorded: more came than could be written.`,
    requestParameters: null,
    responseElements: null,
    additionalEventData: { count: gap.count, from: toIso(gap.from), until: toIso(gap.until) },
    eventID: eventId,
    readOnly: true,
    eventType: "AwsServiceEvent",
    managementEvent: true,
    eventCategory: "Management",
    recipientAccountId: accountId,
  };
  return {
    ...{ accountId, eventId, at, event: JSON.stringify(event), eventName },
    ...{ userKey: undefined, accessKeyId: undefined, failed: true, readOnly: true },
  };
}
