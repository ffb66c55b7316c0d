import assert from "node:assert/strict";
import { test } from "node:test";
import type { AuditRecord } from "../../records.ts";
import type { AuditFilter } from "../../repositories/audit.ts";
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

  test("records are found by name, user, key, outcome and kind, not before a time", async () => {
    const accountId = newAccountId();
    const change = [
      { eventName: "DeleteUser" },
      { userKey: "pia" },
      { accessKeyId: "AKIA1" },
      { failed: true },
      { readOnly: true },
      { userKey: "pia", eventName: "DeleteUser" },
    ];
    const records = change.map((each, age) => newAudit(accountId, { at: at(age), ...each }));
    await stores.one.transact(async ({ audit }) => {
      for (const record of records) await audit.append(record);
    });
    const found = async (filter: AuditFilter, from = at(0)) => {
      const page = { after: undefined, limit: 9 };
      const rows = await stores.one.read((tx) => tx.audit.list(accountId, page, { filter, from }));
      return rows.map((row) => records.findIndex(({ eventId }) => eventId === row.eventId));
    };
    assert.deepEqual(await found({ by: "eventName", value: "DeleteUser" }), [5, 0]);
    assert.deepEqual(await found({ by: "eventName", value: "DeleteUser" }, at(1)), [5]);
    assert.deepEqual(await found({ by: "userKey", value: "pia" }), [5, 1]);
    assert.deepEqual(await found({ by: "accessKeyId", value: "AKIA1" }), [2]);
    assert.deepEqual(await found({ by: "failed" }), [3]);
    assert.deepEqual(await found({ by: "readOnly", value: true }), [4]);
    assert.deepEqual(await found({ by: "readOnly", value: false }), [5, 3, 2, 1, 0]);
    assert.deepEqual(await found({ by: "nothing" }, at(4)), [5, 4]);
    const forward = { after: undefined, limit: 2, until: at(5) };
    const oldest = await stores.one.read((tx) => tx.audit.listForward(accountId, forward));
    assert.deepEqual(oldest, records.slice(0, 2));
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
