import type {
  AccountId,
  CredentialReportRecord,
  CredentialReports,
  Instant,
} from "@sallyport/core";
import type { CredentialReportsTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";

type Begun = Parameters<CredentialReports["begin"]>[0];
type Chunk = Parameters<CredentialReports["append"]>[1];
type Appended = { report: CredentialReportRecord; chunk: Chunk };
type Place = { accountId: AccountId; number: number; position: number };

const find = statement<AccountId>()(({ db, given }) =>
  db
    .selectFrom("credential_reports")
    .selectAll()
    .where(({ and }) => and({ account_id: given((accountId) => accountId) })),
);

const begin = statement<Begun>()(({ db, given }) =>
  db
    .insertInto("credential_reports")
    .values({
      account_id: given((report) => report.accountId),
      number: given((report) => report.number),
      started_at: given((report) => report.startedAt),
      due_at: given((report) => report.startedAt),
      after_key: null,
      chunks: 0,
      people: 0,
    })
    .onConflict((conflict) =>
      conflict
        .column("account_id")
        .doUpdateSet(({ ref }) => ({
          number: ref("excluded.number"),
          started_at: ref("excluded.started_at"),
          due_at: ref("excluded.due_at"),
          after_key: null,
          chunks: 0,
          people: 0,
        }))
        .whereRef("credential_reports.number", "<", "excluded.number"),
    ),
);

/** Whoever is second to a row finds it no longer due: the condition stands on the updated row too. */
const lease = statement<{ now: Instant; leaseUntil: Instant; startedAfter: Instant }>()(
  ({ db, given }) =>
    db
      .updateTable("credential_reports")
      .set({ due_at: given(({ leaseUntil }) => leaseUntil) })
      .where(
        "due_at",
        "<=",
        given(({ now }) => now),
      )
      .where("account_id", "in", ({ selectFrom }) =>
        selectFrom("credential_reports as waiting")
          .select("waiting.account_id")
          .where(
            "waiting.due_at",
            "<=",
            given(({ now }) => now),
          )
          .where(
            "waiting.started_at",
            ">",
            given(({ startedAfter }) => startedAfter),
          )
          .orderBy("waiting.due_at")
          .limit(1),
      )
      .returningAll(),
);

/** The count of chunks decides who adds the next one. */
const advance = statement<Appended>()(({ db, given }) =>
  db
    .updateTable("credential_reports")
    .set(({ eb }) => ({
      due_at: given(({ chunk }) => chunk.dueAt),
      after_key: given(({ chunk }) => chunk.after),
      chunks: eb("chunks", "+", 1),
      people: given(({ report, chunk }) => report.people + chunk.people),
    }))
    .where(({ and }) =>
      and({
        account_id: given(({ report }) => report.accountId),
        number: given(({ report }) => report.number),
        chunks: given(({ report }) => report.chunks),
      }),
    )
    .where("due_at", "is not", null),
);

const addChunk = statement<Appended>()(({ db, given }) =>
  db.insertInto("credential_report_chunks").values({
    account_id: given(({ report }) => report.accountId),
    number: given(({ report }) => report.number),
    position: given(({ report }) => report.chunks),
    started_at: given(({ report }) => report.startedAt),
    content: given(({ chunk }) => chunk.bytes),
  }),
);

const chunk = statement<Place>()(({ db, given }) =>
  db
    .selectFrom("credential_report_chunks")
    .select("content")
    .where(({ and }) =>
      and({
        account_id: given((place) => place.accountId),
        number: given((place) => place.number),
        position: given((place) => place.position),
      }),
    ),
);

const outlived = statement<{ startedBefore: Instant; limit: number }>()(({ db, given }) =>
  db
    .selectFrom("credential_report_chunks")
    .select(["account_id as accountId", "number", "position"])
    .where(
      "started_at",
      "<",
      given(({ startedBefore }) => startedBefore),
    )
    .orderBy("started_at")
    .limit(given(({ limit }) => limit)),
);

const removeChunk = statement<Place>()(({ db, given }) =>
  db.deleteFrom("credential_report_chunks").where(({ and }) =>
    and({
      account_id: given((place) => place.accountId),
      number: given((place) => place.number),
      position: given((place) => place.position),
    }),
  ),
);

function toReport(row: CredentialReportsTable): CredentialReportRecord {
  return {
    accountId: row.account_id,
    number: row.number,
    startedAt: row.started_at,
    dueAt: row.due_at ?? undefined,
    after: row.after_key ?? undefined,
    chunks: row.chunks,
    people: row.people,
  };
}

export function credentialReports(run: Run): CredentialReports {
  return {
    async find(accountId) {
      const row = await run.first(find, accountId);
      return row && toReport(row);
    },
    async begin(report) {
      return (await run.change(begin, report)) === 1;
    },
    async lease(now, leaseUntil, startedAfter) {
      const row = await run.first(lease, { now, leaseUntil, startedAfter });
      return row && toReport(row);
    },
    async append(report, added) {
      if ((await run.change(advance, { report, chunk: added })) === 0) return false;
      await run.change(addChunk, { report, chunk: added });
      return true;
    },
    async chunk(accountId, number, position) {
      return (await run.first(chunk, { accountId, number, position }))?.content;
    },
    async sweep(startedBefore, limit) {
      const places = await run.all(outlived, { startedBefore, limit });
      for (const place of places) await run.change(removeChunk, place);
      return places.length;
    },
  };
}
