import assert from "node:assert/strict";
import { test } from "node:test";
import type { CredentialReportRecord } from "../../records.ts";
import { countTrue, race, type Stores } from "./context.ts";
import { at, newAccountId, newBytes } from "./samples.ts";

const long = 1_000_000;

export function describeCredentialReports(stores: Stores): void {
  const begin = async (startedAt = at(), number = 1): Promise<CredentialReportRecord> => {
    const accountId = newAccountId();
    await stores.one.transact((tx) => tx.credentialReports.begin({ accountId, number, startedAt }));
    return {
      accountId,
      number,
      startedAt,
      dueAt: startedAt,
      after: undefined,
      chunks: 0,
      people: 0,
    };
  };
  const find = ({ accountId }: CredentialReportRecord) =>
    stores.one.read((tx) => tx.credentialReports.find(accountId));
  const chunk = (dueAt: number | undefined, bytes = newBytes()) => ({
    bytes,
    people: 3,
    after: "carol",
    dueAt: dueAt === undefined ? undefined : at(dueAt),
  });
  /** Leases whatever is due, so that a test's own report is the only one. */
  const lease = async (now: number, until: number) => {
    const found: CredentialReportRecord[] = [];
    for (;;) {
      const report = await stores.one.transact((tx) =>
        tx.credentialReports.lease(at(now), at(until), at(-long)),
      );
      if (report === undefined) return found;
      found.push(report);
    }
  };
  const leased = async (report: CredentialReportRecord, now: number, until: number) =>
    (await lease(now, until)).find(({ accountId }) => accountId === report.accountId);

  test("a report that was begun is found as it was begun, and due at once", async () => {
    const report = await begin();
    assert.deepEqual(await find(report), report);
    assert.deepEqual(await leased(report, 0, 10), { ...report, dueAt: at(10) });
  });

  test("of many who begin the same report one does", async () => {
    const accountId = newAccountId();
    const begun = { accountId, number: 1, startedAt: at() };
    const answers = await race(stores, 10, (store) =>
      store.transact((tx) => tx.credentialReports.begin(begun)),
    );
    assert.equal(countTrue(answers), 1);
  });

  test("the next report takes the place of the one before, from nothing", async () => {
    const report = await begin();
    await stores.one.transact((tx) => tx.credentialReports.append(report, chunk(undefined)));
    const next = { accountId: report.accountId, number: 2, startedAt: at(50) };
    assert.ok(await stores.one.transact((tx) => tx.credentialReports.begin(next)));
    assert.deepEqual(await find(report), { ...report, ...next, dueAt: at(50) });
    assert.equal(
      await stores.one.transact((tx) => tx.credentialReports.append(report, chunk(9))),
      false,
    );
  });

  test("a leased report is nobody else's until the lease ends", async () => {
    const report = await begin();
    assert.ok(await leased(report, 1, 100));
    assert.equal(await leased(report, 99, 200), undefined);
    assert.ok(await leased(report, 100, 200));
  });

  test("machines that lease at once get a report once", async () => {
    await lease(0, long);
    await begin();
    const answers = await race(stores, 8, (store) =>
      store.transact((tx) => tx.credentialReports.lease(at(1), at(long), at(-long))),
    );
    assert.equal(answers.filter((report) => report !== undefined).length, 1);
  });

  test("a report that was begun too long ago is not gone on with", async () => {
    await lease(0, long);
    await begin(at(5));
    const answer = (startedAfter: number) =>
      stores.one.transact((tx) => tx.credentialReports.lease(at(6), at(long), at(startedAfter)));
    assert.equal(await answer(5), undefined);
    assert.ok(await answer(4));
  });

  test("chunks come back byte for byte, in their places, and only of this report", async () => {
    const report = await begin();
    const [first, second] = [newBytes(5000), newBytes()];
    await stores.one.transact((tx) => tx.credentialReports.append(report, chunk(7, first)));
    const grown = { ...report, dueAt: at(7), after: "carol", chunks: 1, people: 3 };
    assert.deepEqual(await find(report), grown);
    await stores.one.transact((tx) => tx.credentialReports.append(grown, chunk(undefined, second)));
    const whole = { ...grown, dueAt: undefined, chunks: 2, people: 6 };
    assert.deepEqual(await find(report), whole);
    const read = (number: number, position: number) =>
      stores.one.read((tx) => tx.credentialReports.chunk(report.accountId, number, position));
    assert.deepEqual(Buffer.from((await read(1, 0)) ?? []), Buffer.from(first));
    assert.deepEqual(Buffer.from((await read(1, 1)) ?? []), Buffer.from(second));
    assert.equal(await read(1, 2), undefined);
    assert.equal(await read(2, 0), undefined);
    assert.equal(await leased(report, long, 2 * long), undefined, "a whole report is never due");
  });

  test("of many who add the same chunk one does", async () => {
    const report = await begin();
    const answers = await race(stores, 10, (store) =>
      store.transact((tx) => tx.credentialReports.append(report, chunk(1))),
    );
    assert.equal(countTrue(answers), 1);
    assert.equal((await find(report))?.chunks, 1);
  });

  test("chunks of old reports are forgotten, so many at once", async () => {
    let report = await begin(at(-5000));
    for (let count = 1; count <= 3; count += 1) {
      await stores.one.transact((tx) => tx.credentialReports.append(report, chunk(1)));
      report = { ...report, chunks: count };
    }
    const young = await begin(at(-4000));
    await stores.one.transact((tx) => tx.credentialReports.append(young, chunk(1)));
    const sweep = () => stores.one.transact((tx) => tx.credentialReports.sweep(at(-4000), 2));
    assert.deepEqual([await sweep(), await sweep(), await sweep()], [2, 1, 0]);
    const kept = await stores.one.read((tx) => tx.credentialReports.chunk(young.accountId, 1, 0));
    assert.ok(kept);
    assert.ok(await find(report), "what is known of the report itself stays");
  });
}
