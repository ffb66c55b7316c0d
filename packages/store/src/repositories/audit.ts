import type {
  AccountId,
  Audit,
  AuditFilter,
  AuditQuery,
  AuditRecord,
  Instant,
  PageRequest,
} from "@sallyport/core";
import type { AuditTable } from "../database.ts";
import { type Building, type Run, type Statement, statement } from "../statement.ts";
import { momentKey } from "./paging.ts";

const inserting = ({ db, given }: Building<AuditRecord>) =>
  db.insertInto("audit").values({
    account_id: given((record) => record.accountId),
    at: given((record) => record.at),
    event_id: given((record) => record.eventId),
    event: given((record) => record.event),
    event_name: given((record) => record.eventName),
    user_key: given((record) => record.userKey),
    access_key_id: given((record) => record.accessKeyId),
    failed: given((record) => record.failed),
    read_only: given((record) => record.readOnly),
  });

const append = statement<AuditRecord>()(inserting);
const appendOnce = statement<AuditRecord>()((building) =>
  inserting(building).onConflict((conflict) => conflict.doNothing()),
);

type Listed = {
  readonly accountId: AccountId;
  readonly page: PageRequest;
  readonly from: Instant | undefined;
  readonly value: string;
};

const newestFirst = ({ db, given }: Building<Listed>) =>
  db
    .selectFrom("audit")
    .selectAll()
    .where(({ and }) => and({ account_id: given((query) => query.accountId) }))
    .where(
      "at",
      ">=",
      given((query) => query.from ?? (0 as Instant)),
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
    .limit(given((query) => query.page.limit));

const listed = statement<Listed>();
const list = listed(newestFirst);
const byText = (column: "event_name" | "user_key" | "access_key_id") =>
  listed((building) =>
    newestFirst(building).where(
      column,
      "=",
      building.given(({ value }) => value),
    ),
  );
const byName = byText("event_name");
const byUser = byText("user_key");
const byAccessKey = byText("access_key_id");
// Written into the statement: a planner must know the value to choose an index of such rows alone.
const failedOnly = listed((building) =>
  newestFirst(building).where("failed", "=", ({ lit }) => lit(1)),
);
const readOnly = listed((building) =>
  newestFirst(building).where("read_only", "=", ({ lit }) => lit(1)),
);
const changing = listed((building) =>
  newestFirst(building).where("read_only", "=", ({ lit }) => lit(0)),
);

function listing(filter: AuditFilter): Statement<Listed, AuditTable> {
  switch (filter.by) {
    case "eventName":
      return byName;
    case "userKey":
      return byUser;
    case "accessKeyId":
      return byAccessKey;
    case "failed":
      return failedOnly;
    case "readOnly":
      return filter.value ? readOnly : changing;
    case "nothing":
      return list;
  }
}

const forward = statement<{ accountId: AccountId; page: PageRequest & { until: Instant } }>()(
  ({ db, given }) =>
    db
      .selectFrom("audit")
      .selectAll()
      .where(({ and }) => and({ account_id: given((query) => query.accountId) }))
      .where(
        "at",
        "<",
        given((query) => query.page.until),
      )
      .where(({ eb, refTuple, tuple }) =>
        eb(
          refTuple("at", "event_id"),
          ">",
          tuple(
            given(({ page }) => momentKey(page, false).at),
            given(({ page }) => momentKey(page, false).name),
          ),
        ),
      )
      .orderBy("at")
      .orderBy("event_id")
      .limit(given((query) => query.page.limit)),
);

export function toAuditRecord(row: AuditTable): AuditRecord {
  return {
    accountId: row.account_id,
    eventId: row.event_id,
    at: row.at,
    event: row.event,
    eventName: row.event_name,
    userKey: row.user_key ?? undefined,
    accessKeyId: row.access_key_id ?? undefined,
    failed: row.failed === 1,
    readOnly: row.read_only === 1,
  };
}

const everything: Pick<AuditQuery, "filter"> = { filter: { by: "nothing" } };

export function audit(run: Run): Audit {
  return {
    async append(record) {
      await run.change(append, record);
    },
    async appendOnce(records) {
      await Promise.all(records.map((record) => run.change(appendOnce, record)));
    },
    async list(accountId, page, query) {
      const { filter } = query ?? everything;
      const value = "value" in filter && typeof filter.value === "string" ? filter.value : "";
      const input = { accountId, page, from: query?.from, value };
      return (await run.all(listing(filter), input)).map(toAuditRecord);
    },
    async listForward(accountId, page) {
      return (await run.all(forward, { accountId, page })).map(toAuditRecord);
    },
  };
}
