import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuditRecord } from "../../records.ts";
import { everyPage, type Stores } from "./context.ts";
import { at, newAccountId, newAudit } from "./samples.ts";

const keyOf = (record: AuditRecord) => `${String(record.at).padStart(15, "0")}/${record.eventId}`;

export function describeAudit(stores: Stores): void {
  test("records are listed newest first, page by page, of one account", async () => {
    const accountId = newAccountId();
    const records = [20, 10, 30, 20, 20].map((age) => newAudit(accountId, { at: at(age) }));
    await stores.one.transact(async ({ audit }) => {
      for (const record of [...records, newAudit(newAccountId())]) await audit.append(record);
    });
    const listed = await everyPage(
      stores,
      (tx, after) => tx.audit.list(accountId, { after, limit: 2 }),
      keyOf,
    );
    assert.deepEqual(listed, [records[2], records[4], records[3], records[0], records[1]]);
  });

  test("pages go on where they were while new records arrive", async () => {
    const accountId = newAccountId();
    const append = (record: AuditRecord) => stores.one.transact((tx) => tx.audit.append(record));
    const records = [1, 2, 3].map((age) => newAudit(accountId, { at: at(age) }));
    for (const record of records) await append(record);
    const listed = await everyPage(
      stores,
      (tx, after) => tx.audit.list(accountId, { after, limit: 1 }),
      keyOf,
      () => append(newAudit(accountId, { at: at(99) })),
    );
    assert.deepEqual(listed, records.toReversed());
  });

  test("an event is kept letter for letter", async () => {
    const event = JSON.stringify({ userAgent: 'Zoë "x" \u0001 \\ 🔑', n: null });
    const record = newAudit(newAccountId(), { event });
    await stores.one.transact((tx) => tx.audit.append(record));
    const page = { after: undefined, limit: 1 };
    const listed = await stores.one.read((tx) => tx.audit.list(record.accountId, page));
    assert.deepEqual(listed, [record]);
  });
}
