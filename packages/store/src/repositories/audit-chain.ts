import type {
  AccountId,
  AuditBlock,
  AuditChain,
  AuditPlace,
  AuditRemoval,
  Instant,
} from "@sallyport/core";
import type { AuditBlocksTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";
import { toAuditRecord } from "./audit.ts";

const noAccount = "" as AccountId;

const lease = statement<{ now: Instant; until: Instant }>()(({ db, given }) =>
  db
    .updateTable("audit_lease")
    .set({ until: given(({ until }) => until) })
    .where("name", "=", "sealing")
    .where(
      "until",
      "<=",
      given(({ now }) => now),
    ),
);

const release = statement<Instant>()(({ db, given }) =>
  db
    .updateTable("audit_lease")
    .set({ until: given((now) => now) })
    .where("name", "=", "sealing"),
);

const head = statement<undefined>()(({ db }) =>
  db
    .selectFrom("audit_blocks")
    .selectAll()
    .where("number", ">", 0)
    .orderBy("number", "desc")
    .limit(1),
);

const find = statement<number>()(({ db, given }) =>
  db
    .selectFrom("audit_blocks")
    .selectAll()
    .where(
      "number",
      "=",
      given((number) => number),
    ),
);

const oldestWhole = statement<undefined>()(({ db }) =>
  db
    .selectFrom("audit_blocks")
    .selectAll()
    .where("number", ">", 0)
    .where("removed_at", "is", null)
    .orderBy("number")
    .limit(1),
);

const unsealed = statement<number>()(({ db, given }) =>
  db
    .selectFrom("audit")
    .selectAll()
    .where("block", "is", null)
    .orderBy("account_id")
    .orderBy("at")
    .orderBy("event_id")
    .limit(given((limit) => limit)),
);

const insert = statement<AuditBlock>()(({ db, given }) =>
  db
    .insertInto("audit_blocks")
    .values({
      number: given((block) => block.number),
      count: given((block) => block.count),
      newest_at: given((block) => block.newestAt),
      sealed_at: given((block) => block.sealedAt),
      entries: given((block) => block.entries),
      entries_hash: given((block) => block.entriesHash),
      hash: given((block) => block.hash),
      mac: given((block) => block.mac),
      removed_at: null,
      removal_mac: null,
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const mark = statement<{ number: number; places: readonly AuditPlace[] }>()(
  ({ db, given, oneOf }) =>
    db
      .updateTable("audit")
      .set({ block: given(({ number }) => number) })
      .where("block", "is", null)
      // The first and the last bound the range that is read: whatever waits to be sealed beside it costs nothing.
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple("account_id", "at", "event_id"),
          ">=",
          tuple(
            given(({ places }) => places[0]?.accountId ?? noAccount),
            given(({ places }) => places[0]?.at ?? (0 as Instant)),
            given(({ places }) => places[0]?.eventId ?? ""),
          ),
        ),
      )
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple("account_id", "at", "event_id"),
          "<=",
          tuple(
            given(({ places }) => places.at(-1)?.accountId ?? noAccount),
            given(({ places }) => places.at(-1)?.at ?? (0 as Instant)),
            given(({ places }) => places.at(-1)?.eventId ?? ""),
          ),
        ),
      )
      .where(
        "event_id",
        "in",
        oneOf(({ places }) => places.map(({ eventId }) => eventId)),
      ),
);

const recordsOf = statement<{ number: number; limit: number }>()(({ db, given }) =>
  db
    .selectFrom("audit")
    .selectAll()
    .where(
      "block",
      "=",
      given(({ number }) => number),
    )
    .orderBy("account_id")
    .orderBy("at")
    .orderBy("event_id")
    .limit(given(({ limit }) => limit)),
);

const above = statement<number>()(({ db, given }) =>
  db
    .selectFrom("audit")
    .selectAll()
    .where(
      "block",
      ">",
      given((number) => number),
    )
    .orderBy("block")
    .limit(1),
);

const below = statement<number>()(({ db, given }) =>
  db
    .selectFrom("audit")
    .selectAll()
    .where(
      "block",
      "<",
      given((number) => number),
    )
    .orderBy("block")
    .limit(1),
);

const noteRemoval = statement<{ number: number; removal: AuditRemoval }>()(({ db, given }) =>
  db
    .updateTable("audit_blocks")
    .set({
      entries: null,
      removed_at: given(({ removal }) => removal.at),
      removal_mac: given(({ removal }) => removal.mac),
    })
    .where(
      "number",
      "=",
      given(({ number }) => number),
    )
    .where("removed_at", "is", null),
);

const deleteRecords = statement<number>()(({ db, given }) =>
  db.deleteFrom("audit").where(
    "block",
    "=",
    given((number) => number),
  ),
);

function toBlock(row: AuditBlocksTable): AuditBlock {
  const { removed_at: at, removal_mac: mac } = row;
  return {
    number: row.number,
    count: row.count,
    newestAt: row.newest_at,
    sealedAt: row.sealed_at,
    entries: row.entries ?? undefined,
    entriesHash: row.entries_hash,
    hash: row.hash,
    mac: row.mac,
    removal: at === null ? undefined : { at, mac: mac ?? new Uint8Array() },
  };
}

export function auditChain(run: Run): AuditChain {
  const block = (row: AuditBlocksTable | undefined) => row && toBlock(row);
  return {
    lease: async (now, until) => (await run.change(lease, { now, until })) === 1,
    async release(now) {
      await run.change(release, now);
    },
    head: async () => block(await run.first(head, undefined)),
    find: async (number) => block(await run.first(find, number)),
    oldestWhole: async () => block(await run.first(oldestWhole, undefined)),
    unsealed: async (limit) => (await run.all(unsealed, limit)).map(toAuditRecord),
    insert: async (made) => (await run.change(insert, made)) === 1,
    async mark(number, places) {
      await run.change(mark, { number, places });
    },
    recordsOf: async (number, limit) =>
      (await run.all(recordsOf, { number, limit })).map(toAuditRecord),
    async findStray(newest) {
      const row = (await run.first(below, 1)) ?? (await run.first(above, newest));
      return row && toAuditRecord(row);
    },
    async remove(number, removal) {
      if ((await run.change(noteRemoval, { number, removal })) === 0) return false;
      await run.change(deleteRecords, number);
      return true;
    },
  };
}
