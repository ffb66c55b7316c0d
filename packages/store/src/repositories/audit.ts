import type { AccountId, Audit, AuditRecord, PageRequest } from "@sallyport/core";
import type { AuditTable } from "../database.ts";
import { type Run, statement } from "../statement.ts";
import { momentKey } from "./paging.ts";

const append = statement<AuditRecord>()(({ db, given }) =>
  db.insertInto("audit").values({
    account_id: given((record) => record.accountId),
    at: given((record) => record.at),
    event_id: given((record) => record.eventId),
    event: given((record) => record.event),
  }),
);

const list = statement<{ accountId: AccountId; page: PageRequest }>()(({ db, given }) =>
  db
    .selectFrom("audit")
    .selectAll()
    .where(
      "account_id",
      "=",
      given((query) => query.accountId),
    )
    .where(({ eb, refTuple, tuple }) =>
      eb(
        refTuple("at", "event_id"),
        "<",
        tuple(
          given(({ page }) => momentKey(page, true).at),
          given(({ page }) => momentKey(page, true).name),
        ),
      ),
    )
    .orderBy("at", "desc")
    .orderBy("event_id", "desc")
    .limit(given((query) => query.page.limit)),
);

function toRecord(row: AuditTable): AuditRecord {
  return { accountId: row.account_id, eventId: row.event_id, at: row.at, event: row.event };
}

export function audit(run: Run): Audit {
  return {
    async append(record) {
      await run.change(append, record);
    },
    async list(accountId, page) {
      return (await run.all(list, { accountId, page })).map(toRecord);
    },
  };
}
