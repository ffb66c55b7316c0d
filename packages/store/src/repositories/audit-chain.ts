import type { AuditBlock, AuditChain, AuditPlace, AuditRemoval, Instant } from "@sallyport/core";
import { type SqlBool, sql } from "kysely";
import type { AuditBlocksTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";
import { toAuditRecord } from "./audit.ts";

/**
 * The condition of the index `audit_unsealed`, word for word. For `block is null` PostgreSQL would go by how many it last counted, which
 * is none, and sort a backlog anew for each block of it; of this it counts nothing, and takes the index that is in order already.
 */
const isUnsealed = sql<SqlBool>`case when block is null then 1 else 0 end > 0`;

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
    .where(({ and }) => and({ number: given((number) => number) })),
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
    .where(isUnsealed)
    .orderBy("account_id")
    .orderBy("at")
    .orderBy("event_id")
    .limit(given((limit) => limit)),
);

const countUnsealed = statement<undefined>()(({ db }) =>
  db
    .selectFrom("audit")
    .select((eb) => eb.fn.countAll<number>().as("amount"))
    .where(isUnsealed),
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

// Each by its own key: a range is read in one go or once for each of them, as the planner likes.
const mark = statement<{ number: number; places: readonly AuditPlace[] }>()(
  ({ db, given, oneOfRows }) =>
    db
      .updateTable("audit")
      .set({ block: given(({ number }) => number) })
      .where(isUnsealed)
      .where(
        ({ refTuple }) =>
          sql<SqlBool>`${refTuple("account_id", "at", "event_id")} in ${oneOfRows(
            ["key", "whole", "key"],
            ({ places }) => places.map(({ accountId, at, eventId }) => [accountId, at, eventId]),
          )}`,
      ),
);

const recordsOf = statement<{ number: number; limit: number }>()(({ db, given }) =>
  db
    .selectFrom("audit")
    .selectAll()
    .where(({ and }) => and({ block: given(({ number }) => number) }))
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
    .where(({ and }) => and({ number: given(({ number }) => number) }))
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
    countUnsealed: async () => Number((await run.first(countUnsealed, undefined))?.amount ?? 0),
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
