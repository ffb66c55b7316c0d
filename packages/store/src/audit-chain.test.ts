// The audit trail's chain on the real tables: whatever is done to the rows afterwards is found, and the first bad record named.

import assert from "node:assert/strict";
import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import {
  type AccountId,
  type AuditFault,
  type AuditHead,
  type AuditRecord,
  createIam,
  DAY,
  type Iam,
  type Instant,
  instant,
  later,
  MINUTE,
  type Ports,
  type Settings,
  type Store,
} from "@sallyport/core";
import pg from "pg";
import { type OpenStore, openStore } from "./open-store.ts";
import { newFile, newSchema, postgresUrl, type TestDatabase } from "./testing/databases.ts";

interface Place {
  readonly database: TestDatabase;
  /** As somebody with the database, and without the key. */
  tamper(sql: string): Promise<void>;
}

const places: Readonly<Record<string, () => Promise<Place>>> = {
  SQLite: async () => {
    const database = await newFile();
    return {
      database,
      tamper: async (sql) => {
        const file = new DatabaseSync(database.path, { timeout: 5000 });
        file.exec(sql);
        file.close();
        await setImmediate(); // a reader asks once a turn whether another process wrote
      },
    };
  },
  ...(postgresUrl !== undefined && {
    PostgreSQL: async () => {
      const database = await newSchema(postgresUrl ?? "");
      return {
        database,
        tamper: async (sql: string) => {
          const client = new pg.Client({ connectionString: database.url });
          await client.connect();
          await client.query(sql);
          await client.end();
        },
      };
    },
  }),
};

const accountId = "111122223333" as AccountId;
const never = () => false;
let now: Instant = instant(Date.UTC(2026, 10, 24));

const ports = {
  clock: { now: () => now },
  digests: {
    sha256: (input) => createHash("sha256").update(input).digest(),
    keyed: (purpose, input) => createHmac("sha256", `test key ${purpose}`).update(input).digest(),
    equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
  },
  pause: { turn: async () => {}, afterwards: () => {} },
} satisfies Partial<Ports> as unknown as Ports;

const iamOf = (store: Store): Iam =>
  createIam({ store, ports, settings: {} as Settings, afterCommit: () => {} });

function record(number: number, change: Partial<AuditRecord> = {}): AuditRecord {
  return {
    accountId,
    eventId: `event-${String(number).padStart(5, "0")}`,
    at: instant(1_000_000 + number),
    event: JSON.stringify({ eventName: "CreateUser", number }),
    eventName: "CreateUser",
    userKey: "pia",
    accessKeyId: undefined,
    failed: false,
    readOnly: false,
    ...change,
  };
}

async function append(store: Store, ...records: readonly AuditRecord[]): Promise<void> {
  await store.transact(async (tx) => {
    for (const each of records) await tx.audit.append(each);
  });
}

/** Three blocks of ten. */
async function makeChain(store: Store): Promise<void> {
  for (const block of [0, 1, 2]) {
    await append(store, ...Array.from({ length: 10 }, (_, index) => record(block * 10 + index)));
    await iamOf(store).sealTrail(never);
  }
}

const bad = (kind: AuditFault["kind"], block: number, eventId?: string): AuditFault =>
  ({ kind, block, ...(eventId !== undefined && { accountId, eventId }) }) as AuditFault;

/** What somebody with the database does, and what is told of it. */
const attacks: Readonly<Record<string, readonly [sql: string, fault: AuditFault]>> = {
  "a record's text is altered": [
    "update audit set event = '{}' where event_id = 'event-00013'",
    bad("recordAltered", 2, "event-00013"),
  ],
  "a record is hidden from a search": [
    "update audit set user_key = 'someone' where event_id = 'event-00013'",
    bad("recordAltered", 2, "event-00013"),
  ],
  "a record is given to another account": [
    "update audit set account_id = '999999999999' where event_id = 'event-00013'",
    bad("recordAltered", 2, "event-00013"),
  ],
  "a record's time is moved": [
    "update audit set at = at + 5 where event_id = 'event-00013'",
    bad("recordAltered", 2, "event-00013"),
  ],
  "a record is dropped": [
    "delete from audit where event_id = 'event-00007'",
    bad("recordMissing", 1, "event-00007"),
  ],
  "two records change places": [
    `update audit set event = case event_id
       when 'event-00021' then (select event from audit where event_id = 'event-00025')
       else (select event from audit where event_id = 'event-00021') end
     where event_id in ('event-00021', 'event-00025')`,
    bad("recordAltered", 3, "event-00021"),
  ],
  "two records change blocks": [
    "update audit set block = 5 - block where event_id in ('event-00015', 'event-00025')",
    bad("recordMissing", 2, "event-00015"),
  ],
  "a record is put into a block": [
    `insert into audit (account_id, at, event_id, event, event_name, block)
     values ('${accountId}', 1000012, 'event-forged', '{}', 'DeleteUser', 2)`,
    bad("recordInserted", 2, "event-forged"),
  ],
  "a copy of a record's id is put before it": [
    `insert into audit (account_id, at, event_id, event, event_name, block)
     values ('${accountId}', 1000001, 'event-00013', '{}', 'DeleteUser', 2)`,
    bad("recordInserted", 2, "event-00013"),
  ],
  "a copy of a record's id hides another record behind the last one": [
    `insert into audit (account_id, at, event_id, event, event_name, block)
     values ('${accountId}', 1000001, 'event-00013', '{}', 'DeleteUser', 2),
       ('${accountId}', 1999999, 'event-forged', '{}', 'DeleteUser', 2)`,
    bad("recordInserted", 2, "event-00013"),
  ],
  "a record is put into a block that is to come": [
    `insert into audit (account_id, at, event_id, event, event_name, block)
     values ('${accountId}', 1000012, 'event-forged', '{}', 'DeleteUser', 4)`,
    bad("recordInserted", 4, "event-forged"),
  ],
  "a record is taken out of its block": [
    "update audit set block = null where event_id = 'event-00013'",
    bad("recordMissing", 2, "event-00013"),
  ],
  "a block is dropped, with its records": [
    "delete from audit where block = 2; delete from audit_blocks where number = 2",
    bad("blockMissing", 2),
  ],
  "a block's time is altered": [
    "update audit_blocks set sealed_at = sealed_at + 1 where number = 3",
    bad("blockAltered", 3),
  ],
  "a record is dropped, and its line in the block": [
    `delete from audit where event_id = 'event-00010';
     update audit_blocks set count = 9, entries = substr(entries, 103) where number = 2`,
    bad("blockAltered", 2),
  ],
  "records are dropped as if they were too old": [
    `delete from audit where block = 1;
     update audit_blocks set entries = null, removed_at = 5, removal_mac = mac where number = 1`,
    bad("blockAltered", 1),
  ],
};

for (const [engine, openPlace] of Object.entries(places)) {
  describe(`${engine}: the chain`, () => {
    let place: Place;
    let store: OpenStore;
    let iam: Iam;

    before(async () => {
      place = await openPlace();
      store = await openStore({ url: place.database.url });
      iam = iamOf(store);
      await makeChain(store);
    });
    after(async () => {
      await store.close();
      await place.database.dispose();
    });

    test("holds where nobody touched it", async () => {
      const { fault, blocks, records, unsealed, head } = await iam.verifyTrail();
      assert.equal(fault, undefined);
      assert.deepEqual({ blocks, records, unsealed }, { blocks: 3, records: 30, unsealed: 0 });
      assert.match(`${head?.number}:${head?.hash}`, /^3:[0-9a-f]{64}$/);
    });

    test("a record that is committed late, with an earlier time, is in the next block", async () => {
      await append(store, record(5, { eventId: "event-late" }));
      await iam.sealTrail(never);
      const [late] = await store.read((tx) => tx.auditChain.recordsOf(4, 10));
      assert.equal(late?.eventId, "event-late");
      assert.equal((await iam.verifyTrail()).fault, undefined);
    });

    test("a machine that died before its marks leaves them to the next", async () => {
      await append(store, record(31), record(32));
      const dying: Store = {
        ...store,
        atomically: (work) =>
          store.atomically((tx) =>
            work({
              ...tx,
              auditChain: {
                ...tx.auditChain,
                mark: (number, eventIds) =>
                  number === 5
                    ? Promise.reject(new Error("killed"))
                    : tx.auditChain.mark(number, eventIds),
                release: async () => {},
              },
            }),
          ),
      };
      await assert.rejects(iamOf(dying).sealTrail(never), { message: "killed" });
      assert.equal((await iam.verifyTrail()).fault, undefined); // the block says what is in it
      assert.equal(await iam.sealTrail(never), undefined); // the dead one's lease
      now = later(now, MINUTE);
      await append(store, record(33));
      const head = await iam.sealTrail(never);
      assert.deepEqual([head?.number, head?.count], [6, 1]);
      assert.equal((await iam.verifyTrail()).fault, undefined);
    });
  });

  describe(`${engine}: two machines that seal at once`, () => {
    test("make one chain with every record in it once", async () => {
      const place = await openPlace();
      const stores = [
        await openStore({ url: place.database.url }),
        await openStore({ url: place.database.url }),
      ];
      // Without the lease: the block's number alone has to decide.
      const hasty = stores.map((store) =>
        iamOf({
          ...store,
          atomically: (work) =>
            store.atomically((tx) =>
              work({ ...tx, auditChain: { ...tx.auditChain, lease: async () => true } }),
            ),
        }),
      );
      const write = async (store: OpenStore, first: number) => {
        for (let number = first; number < first + 60; number += 1)
          await append(store, record(number));
      };
      const seal = async (iam: Iam) => {
        for (let round = 0; round < 25; round += 1) await iam.sealTrail(never);
      };
      await Promise.all([
        ...stores.map((store, index) => write(store, 100 * index)),
        ...hasty.map(seal),
      ]);
      await hasty[0]?.sealTrail(never);
      const { fault, records, unsealed, blocks } = (await hasty[1]?.verifyTrail()) ?? {};
      assert.equal(fault, undefined);
      assert.deepEqual({ records, unsealed }, { records: 120, unsealed: 0 });
      assert.ok((blocks ?? 0) > 1);
      for (const store of stores) await store.close();
      await place.database.dispose();
    });
  });

  describe(`${engine}: it is found that`, () => {
    for (const [what, [sql, fault]] of Object.entries(attacks)) {
      test(what, async () => {
        const place = await openPlace();
        const store = await openStore({ url: place.database.url });
        await makeChain(store);
        await place.tamper(sql);
        assert.deepEqual((await iamOf(store).verifyTrail()).fault, fault);
        await store.close();
        await place.database.dispose();
      });
    }

    test("the end is cut off, by a head from the log", async () => {
      const place = await openPlace();
      const store = await openStore({ url: place.database.url });
      const iam = iamOf(store);
      await makeChain(store);
      const noted = (await iam.verifyTrail()).head as AuditHead;
      await place.tamper(
        "delete from audit where block = 3; delete from audit_blocks where number = 3",
      );
      assert.equal((await iam.verifyTrail()).fault, undefined);
      assert.deepEqual((await iam.verifyTrail(noted)).fault, bad("headMissing", 3));
      // Another end in its place, made by the server itself, is no better.
      await append(store, record(77));
      await iam.sealTrail(never);
      assert.deepEqual((await iam.verifyTrail(noted)).fault, bad("headDiffers", 3));
      await store.close();
      await place.database.dispose();
    });
  });

  test(`${engine}: retention vouches for no block whose age was altered`, async () => {
    const place = await openPlace();
    const store = await openStore({ url: place.database.url });
    const iam = iamOf(store);
    const young = later(now, -1);
    await append(store, record(1, { at: young }));
    await iam.sealTrail(never);
    await append(store, record(2, { at: young }));
    await iam.sealTrail(never);
    await place.tamper("update audit_blocks set newest_at = 0");
    await assert.rejects(iam.removeOldTrail(30), /Audit block 1 is not as it was sealed/);
    await place.tamper(`update audit_blocks set newest_at = ${young}`);
    const { fault, records, removedBlocks } = await iam.verifyTrail();
    assert.deepEqual([fault, records, removedBlocks], [undefined, 2, 0]);
    await store.close();
    await place.database.dispose();
  });

  test(`${engine}: retention removes whole blocks, and the chain holds without them`, async () => {
    const place = await openPlace();
    const store = await openStore({ url: place.database.url });
    const iam = iamOf(store);
    await makeChain(store);
    await append(store, record(40, { at: later(now, -10 * DAY) }));
    await iam.sealTrail(never);
    await append(store, record(41, { at: now }));
    await iam.sealTrail(never);
    let removed = 0;
    while (await iam.removeOldTrail(30)) removed += 1;
    assert.equal(removed, 3);
    const { fault, ...sums } = await iam.verifyTrail();
    assert.equal(fault, undefined);
    assert.deepEqual(
      [sums.blocks, sums.records, sums.removedBlocks, sums.removedRecords],
      [5, 2, 3, 30],
    );
    const page = { after: undefined, limit: 50 };
    const left = await store.read((tx) => tx.audit.list(accountId, page));
    assert.equal(left.length, 2);
    await place.tamper("update audit set block = 2 where event_id = 'event-00040'");
    assert.deepEqual((await iam.verifyTrail()).fault, bad("recordInserted", 2, "event-00040"));
    await store.close();
    await place.database.dispose();
  });
}
