import assert from "node:assert/strict";
import { test } from "node:test";
import { type AccountId, instant } from "@sallyport/core";
import { migrate } from "../migrate.ts";
import { repositories } from "../repositories/all.ts";
import { newFile } from "../testing/databases.ts";
import { SqliteConnection } from "./connection.ts";
import { GroupCommit } from "./group-commit.ts";

/** Some more than the empty tables have. */
const MOST_PAGES = 150;

const firstPage = { after: undefined, limit: 1000 };

async function openGroup(path: string) {
  const connection = new SqliteConnection(path, { readOnly: false });
  const group = new GroupCommit(connection);
  await group.alone(() =>
    migrate({
      engine: connection.engine,
      run: connection,
      execute: async (text) => connection.define(text),
    }),
  );
  return { connection, group, tx: repositories(connection) };
}

/** About a page each. */
const fill = (tx: ReturnType<typeof repositories>, index: number) =>
  tx.audit.append({
    accountId: "1" as AccountId,
    at: instant(index),
    eventId: `event-${index}`,
    event: "x".repeat(4000),
    eventName: "CreateUser",
    userKey: undefined,
    accessKeyId: undefined,
    failed: false,
    readOnly: false,
  });

test("when the disk is full, what was told to be done is there and the rest is not", async () => {
  const { path, dispose } = await newFile();
  const { connection, group, tx } = await openGroup(path);
  connection.define(`pragma max_page_count = ${MOST_PAGES}`);
  const answers = await Promise.allSettled(
    Array.from({ length: 200 }, (_, index) => group.transact(() => fill(tx, index))),
  );
  const kept = await group.read(() => tx.audit.list("1" as AccountId, firstPage));
  assert.ok(kept.length < answers.length);
  for (const [index, answer] of answers.entries()) {
    const there = kept.some(({ eventId }) => eventId === `event-${index}`);
    assert.equal(there, answer.status === "fulfilled", `event-${index}`);
    if (answer.status === "rejected") {
      assert.match(answer.reason.message, /is full: free some space/);
      assert.equal(answer.reason.code, "Unavailable");
    }
  }
  await group.close();
  connection.close();
  await dispose();
});

test("what was decided and could not be kept says so", async () => {
  const { path, dispose } = await newFile();
  const { connection, group, tx } = await openGroup(path);
  const decided = await group.decide(() => fill(tx, 1));
  const after = group.transact(async () => connection.control("rollback"));
  await assert.rejects(after, /gave up a transaction/);
  await assert.rejects(decided.kept, /gave up a transaction/);
  const kept = await group.read(() => tx.audit.list("1" as AccountId, firstPage));
  assert.equal(kept.length, 0);
  await group.close();
  await assert.rejects(
    group.decide(() => fill(tx, 2)),
    /was closed/,
  );
  connection.close();
  await dispose();
});

test("when the engine gives up the whole transaction, nobody of the group is told that it was done", async () => {
  const { path, dispose } = await newFile();
  const { connection, group, tx } = await openGroup(path);
  const answers = await Promise.allSettled([
    group.transact(() => fill(tx, 1)),
    group.transact(async () => {
      await fill(tx, 2);
      connection.control("rollback"); // as SQLite does by itself on some errors
      throw new RangeError("gave up");
    }),
    group.transact(() => fill(tx, 3)),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    ["rejected", "rejected", "fulfilled"],
  );
  const kept = await group.read(() => tx.audit.list("1" as AccountId, firstPage));
  assert.deepEqual(
    kept.map(({ eventId }) => eventId),
    ["event-3"],
  );
  await group.close();
  connection.close();
  await dispose();
});

test("nobody is answered before the commit: when it fails, all are told so", async () => {
  const { path, dispose } = await newFile();
  const { connection, group, tx } = await openGroup(path);
  const { commit } = connection;
  connection.commit = () => {
    connection.commit = commit;
    throw new RangeError("no commit");
  };
  const answers = await Promise.allSettled([1, 2, 3].map((n) => group.transact(() => fill(tx, n))));
  for (const answer of answers) {
    assert.equal(answer.status === "rejected" && answer.reason.message, "no commit");
  }
  const kept = await group.read(() => tx.audit.list("1" as AccountId, firstPage));
  assert.deepEqual(kept, []);
  await group.transact(() => fill(tx, 4));
  await group.close();
  connection.close();
  await dispose();
});

test("a group takes only so many: the rest is for the next, and all are answered", async () => {
  const { path, dispose } = await newFile();
  const { connection, group, tx } = await openGroup(path);
  let commits = 0;
  const commit = connection.commit.bind(connection);
  connection.commit = () => {
    commits += 1;
    commit();
  };
  const accountId = "1" as AccountId;
  const answers = await Promise.all(
    Array.from({ length: 300 }, (_, step) =>
      group.transact(() => tx.spentSteps.spend(accountId, new Uint8Array(1), step, instant(1))),
    ),
  );
  assert.ok(answers.every(Boolean));
  assert.equal(commits, 3);
  await group.close();
  connection.close();
  await dispose();
});

test("work that throws at once, before it awaits anything, fails alone", async () => {
  const { path, dispose } = await newFile();
  const { connection, group, tx } = await openGroup(path);
  const accountId = "1" as AccountId;
  const answers = await Promise.allSettled([
    group.transact(() => tx.spentSteps.spend(accountId, new Uint8Array(1), 1, instant(1))),
    group.transact(() => {
      throw new RangeError("at once");
    }),
    group.atomically(() => {
      throw new RangeError("at once");
    }),
    group.transact(() => tx.spentSteps.spend(accountId, new Uint8Array(1), 2, instant(1))),
  ]);
  assert.deepEqual(
    answers.map(({ status }) => status),
    ["fulfilled", "rejected", "rejected", "fulfilled"],
  );
  await group.close();
  connection.close();
  await dispose();
});
