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

  test("records come again, and are there once", async () => {
    const accountId = newAccountId();
    const records = [1, 2, 3].map((age) => newAudit(accountId, { at: at(age) }));
    const appendOnce = (some: readonly AuditRecord[]) =>
      stores.one.transact((tx) => tx.audit.appendOnce(some));
    await appendOnce(records.slice(0, 2));
    await appendOnce([]);
    await Promise.all(
      stores.all.map((store) => store.transact((tx) => tx.audit.appendOnce(records))),
    );
    const page = { after: undefined, limit: 9 };
    const listed = await stores.one.read((tx) => tx.audit.list(accountId, page));
    assert.deepEqual(listed, records.toReversed());
  });

  test("a backlog is sealed block after block, each record in one of them, in order", async () => {
    const accounts = [newAccountId(), newAccountId()].sort();
    const backlog = accounts.flatMap((accountId) =>
      Array.from({ length: 35 }, (_, age) => newAudit(accountId, { at: at(age % 7) })),
    );
    await stores.one.transact(async ({ audit }) => {
      for (const record of backlog.toReversed()) await audit.append(record);
    });
    // The records of the tests before wait too.
    const waiting = await stores.one.read((tx) => tx.auditChain.unsealed(1000));
    assert.equal(await stores.one.read((tx) => tx.auditChain.countUnsealed()), waiting.length);
    const sealed: AuditRecord[] = [];
    for (let number = 1; ; number += 1) {
      const records = await stores.one.read((tx) => tx.auditChain.unsealed(20));
      if (records.length === 0) break;
      await stores.one.atomically((tx) => tx.auditChain.mark(number, records));
      assert.deepEqual(await stores.one.read((tx) => tx.auditChain.recordsOf(number, 99)), records);
      sealed.push(...records);
    }
    assert.deepEqual(sealed, waiting);
    assert.deepEqual(
      sealed.filter(({ accountId }) => accounts.includes(accountId)).map(placeOf),
      backlog.map(placeOf).sort(),
    );
    assert.equal(await stores.one.read((tx) => tx.auditChain.countUnsealed()), 0);
  });

  test("a mark is for the very record: not for one of its id, or its moment, elsewhere", async () => {
    const accountId = newAccountId();
    const meant = newAudit(accountId, { at: at(5) });
    const others = [
      newAudit(newAccountId(), { at: meant.at, eventId: meant.eventId }),
      newAudit(accountId, { at: at(4), eventId: meant.eventId }),
      newAudit(accountId, { at: meant.at }),
    ];
    await stores.one.transact(async ({ audit }) => {
      for (const record of [meant, ...others]) await audit.append(record);
    });
    const mark = (number: number) =>
      stores.one.atomically((tx) => tx.auditChain.mark(number, [meant]));
    await mark(1_000_001);
    await mark(1_000_002); // it has one
    const marked = await stores.one.read((tx) => tx.auditChain.recordsOf(1_000_001, 9));
    assert.deepEqual(marked, [meant]);
    const left = await stores.one.read((tx) => tx.auditChain.unsealed(9));
    assert.deepEqual(left.map(placeOf), others.map(placeOf).sort());
    await stores.one.atomically((tx) => tx.auditChain.mark(1_000_003, others));
  });
}

const placeOf = ({ accountId, at: moment, eventId }: AuditRecord) =>
  `${accountId} ${moment} ${eventId}`;
