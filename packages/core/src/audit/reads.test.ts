// Successful reads in the audit trail, where an account wants them: through the real pipeline, and never in its way.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { createIam } from "../iam.ts";
import { MINUTE } from "../instant.ts";
import type { Operation } from "../operation.ts";
import { operations } from "../operations/index.ts";
import type { Store } from "../store.ts";
import {
  type Account,
  type AuditEvent,
  Browser,
  callWith,
  type House,
  keyOf,
  openHouse,
  refusal,
} from "../testing/house/index.ts";
import { createReadTrail } from "./reads.ts";

let house: House;
/** How often the store was asked for anything. */
let asked = 0;

before(async () => {
  house = await openHouse({
    wrapStore: (store) => ({
      transact: (work) => {
        asked += 1;
        return store.transact(work);
      },
      atomically: (work) => {
        asked += 1;
        return store.atomically(work);
      },
      decide: (work) => {
        asked += 1;
        return store.decide(work);
      },
      read: (work) => {
        asked += 1;
        return store.read(work);
      },
    }),
  });
});
after(() => house.close());

/** An account that records its reads, and its root in a browser. */
async function openFirm(): Promise<{ account: Account; root: Browser }> {
  const account = await house.makeAccount();
  const root = await house.signIn(account.root);
  await root.knock("PutAuditSetting", { recordReads: true });
  await house.iam.writeReads();
  return { account, root };
}

const readsOf = async ({ accountId }: { readonly accountId: string }) =>
  (await house.trail(accountId)).filter(({ readOnly }) => readOnly === true);

const dataOf = (event: AuditEvent | undefined) =>
  (event?.["additionalEventData"] ?? {}) as Readonly<Record<string, unknown>>;

const namesOf = (events: readonly AuditEvent[]) => events.map(({ eventName }) => eventName);

describe("an account's setting", () => {
  test("is off until somebody says otherwise, and each change of it is recorded", async () => {
    const account = await house.makeAccount();
    const root = await house.signIn(account.root);
    assert.deepEqual(await root.knock("GetAuditSetting"), { recordReads: false });
    for (const recordReads of [true, false]) {
      await root.knock("PutAuditSetting", { recordReads });
      assert.deepEqual(await root.knock("GetAuditSetting"), { recordReads });
    }
    const changes = (await house.trail(account.accountId)).filter(
      ({ eventName }) => eventName === "PutAuditSetting",
    );
    assert.deepEqual(
      changes.map((event) => [event.requestParameters, event["additionalEventData"]]).sort(),
      [
        [{ recordReads: false }, { formerRecordReads: "true" }],
        [{ recordReads: true }, { formerRecordReads: "false" }],
      ],
    );
  });

  test("is nobody's to change who may not, and the try is recorded", async () => {
    const { account, root } = await openFirm();
    const user = await house.addUser(account, "hider", { by: root });
    const at = await house.signIn(user);
    await refusal(at.knock("PutAuditSetting", { recordReads: false }), "AccessDenied");
    assert.deepEqual(await root.knock("GetAuditSetting"), { recordReads: true });
    const [tried] = (await house.trail(account.accountId)).filter(
      ({ errorCode }) => errorCode === "AccessDenied",
    );
    assert.equal(tried?.eventName, "PutAuditSetting");
  });

  test("is no other account's", async () => {
    await openFirm();
    const other = await house.makeAccount();
    const at = await house.signIn(other.root);
    await at.knock("ListUsers");
    await house.iam.writeReads();
    assert.deepEqual(await readsOf(other), []);
  });

  test("is known to another server when it looks next, on as well as off", async () => {
    const { store, ports, settings } = house;
    const second = createIam({ store, ports, settings, afterCommit: () => {} });
    const { account, root } = await openFirm();
    const there = new Browser(second, root.address);
    Object.assign(there.cookies, root.cookies);
    await there.knock("ListUsers");
    await second.writeReads();
    assert.deepEqual(await readsOf(account), []);
    await there.knock("ListGroups");
    await second.writeReads();
    assert.deepEqual(namesOf(await readsOf(account)), ["ListGroups"]);
    await root.knock("PutAuditSetting", { recordReads: false });
    await second.writeReads();
    await there.knock("ListRoles");
    await second.writeReads();
    assert.deepEqual(namesOf(await readsOf(account)), ["ListGroups"]);
  });
});

describe("a read that succeeded", () => {
  test("is recorded as CloudTrail does, without what it answered", async () => {
    const { account, root } = await openFirm();
    await root.knock("CreateUser", { userName: "Pia" });
    await root.knock("GetUser", { userName: "Pia" });
    await house.iam.writeReads();
    const [event, ...others] = await readsOf(account);
    assert.deepEqual(others, []);
    assert.deepEqual(event?.requestParameters, { userName: "Pia" });
    assert.equal(event?.responseElements, null);
    assert.equal(event?.errorCode, undefined);
    assert.equal(event?.eventName, "GetUser");
    assert.equal(event?.["eventSource"], "iam.amazonaws.com");
    assert.equal(event?.["eventType"], "AwsApiCall");
    assert.equal(event?.["sourceIPAddress"], root.address);
    assert.equal(event?.userIdentity["type"], "Root");
    assert.equal(event?.["recipientAccountId"], account.accountId);
  });

  test("is found as a read, by its name and by who asked", async () => {
    const { root } = await openFirm();
    await root.knock("ListUsers");
    await house.iam.writeReads();
    const found = async (attribute: string, value: string) =>
      (await root.knock("ListEvents", { attribute, value })).events.map(
        ({ event }) => (JSON.parse(event) as AuditEvent).eventName,
      );
    assert.deepEqual(await found("readOnly", "true"), ["ListUsers"]);
    assert.deepEqual(await found("eventName", "ListUsers"), ["ListUsers"]);
    assert.ok((await found("userName", "root")).includes("ListUsers"));
    assert.ok(!(await found("readOnly", "false")).includes("ListUsers"));
  });

  test("is not recorded where the console asks it by itself on every page", async () => {
    const { account, root } = await openFirm();
    await root.knock("GetConsoleContext");
    await root.knock("KeepAlive");
    await house.iam.writeReads();
    assert.deepEqual(await readsOf(account), []);
  });

  test("is recorded once, and a refused one as the refusal that it is", async () => {
    const { account, root } = await openFirm();
    await refusal(root.knock("GetUser", { userName: "nobody" }), "NoSuchEntity");
    await root.knock("ListUsers");
    for (let times = 0; times < 3; times += 1) await house.iam.writeReads();
    const told = (await readsOf(account)).map(({ eventName, errorCode }) => [eventName, errorCode]);
    assert.deepEqual(told.sort(), [
      ["GetUser", "NoSuchEntityException"],
      ["ListUsers", undefined],
    ]);
  });

  test("of a role's session is of the account that the role is in", async () => {
    const { account: lender, root: lending } = await openFirm();
    const { account: borrower, root } = await openFirm();
    const manager = await house.addUser(borrower, "traveller", { manager: true, by: root });
    const trust = { AWS: `arn:aws:iam::${borrower.accountId}:user/traveller` };
    await lending.knock("CreateRole", {
      roleName: "Visitor",
      assumeRolePolicyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Allow", Principal: trust, Action: "sts:AssumeRole" },
      }),
    });
    await lending.knock("AttachRolePolicy", {
      roleName: "Visitor",
      policyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
    });
    const key = await keyOf(await house.signIn(manager), "traveller");
    const { credentials } = await callWith(house, key, "AssumeRole", {
      roleArn: `arn:aws:iam::${lender.accountId}:role/Visitor`,
      roleSessionName: "trip",
    });
    const before = (await readsOf(borrower)).length;
    await callWith(house, credentials, "ListUsers");
    await house.iam.writeReads();
    const [event] = (await readsOf(lender)).filter(({ eventName }) => eventName === "ListUsers");
    assert.equal(event?.userIdentity["type"], "AssumedRole");
    assert.equal((await readsOf(borrower)).length, before);
  });
});

describe("no answer waits:", () => {
  test("a read asks the store for as much with the setting as without", async () => {
    const { root } = await openFirm();
    const costOf = async () => {
      const before = asked;
      await root.knock("ListUsers");
      return asked - before;
    };
    const recorded = await costOf();
    await house.iam.writeReads();
    await root.knock("PutAuditSetting", { recordReads: false });
    await house.iam.writeReads();
    assert.equal(recorded, await costOf());
  });
});

describe("what waits to be written", () => {
  /** A read as the pipeline tells of it. */
  async function aRead(root: Browser, name: "ListUsers" | "ListGroups" = "ListUsers") {
    const { ports, settings } = house;
    const caller = await root.callerFor(name);
    const operation: Operation = operations[name];
    const { context } = root;
    return { caller, operation, input: {}, context, settings, ports, now: house.now(), trail: {} };
  }

  test("is kept while the database is away, and written once when it is back", async () => {
    const { account, root } = await openFirm();
    let away = true;
    const store: Store = {
      ...house.store,
      transact: (work) => (away ? Promise.reject(new Error("away")) : house.store.transact(work)),
    };
    const reads = createReadTrail({ store, ports: house.ports });
    await reads.write();
    reads.note(await aRead(root));
    await assert.rejects(reads.write(), /away/);
    reads.note(await aRead(root, "ListGroups"));
    away = false;
    await reads.write();
    await reads.write();
    assert.deepEqual(namesOf(await readsOf(account)).sort(), ["ListGroups", "ListUsers"]);
  });

  test("is not recorded twice where the answer to a commit got lost", async () => {
    const { account, root } = await openFirm();
    let lost = 1;
    const store: Store = {
      ...house.store,
      async transact(work) {
        const answer = await house.store.transact(work);
        lost -= 1;
        if (lost === 0) throw new Error("the connection broke");
        return answer;
      },
    };
    const reads = createReadTrail({ store, ports: house.ports });
    await reads.write();
    reads.note(await aRead(root));
    await assert.rejects(reads.write(), /broke/);
    await reads.write();
    assert.deepEqual(namesOf(await readsOf(account)), ["ListUsers"]);
  });

  test("has a bound: what is beyond it is counted, and the gap recorded in its place", async () => {
    const { account, root } = await openFirm();
    const reads = createReadTrail(house, 5_000);
    await reads.write();
    const told = await aRead(root);
    for (let number = 0; number < 50; number += 1) reads.note(told);
    house.wait(MINUTE);
    reads.note({ ...told, now: house.now() });
    await reads.write();
    await reads.write();
    const events = await readsOf(account);
    const kept = events.filter(({ eventName }) => eventName === "ListUsers");
    const [gap, ...others] = events.filter(({ eventName }) => eventName === "ReadsNotRecorded");
    assert.ok(kept.length > 0 && kept.length < 20, `${kept.length}`);
    assert.deepEqual(others, []);
    const { count, from, until } = dataOf(gap) as { count?: number; from?: string; until?: string };
    assert.equal(count, 51 - kept.length);
    assert.equal(Date.parse(String(until)) - Date.parse(String(from)), MINUTE);
    assert.match(String(gap?.errorMessage), /successful reads were not recorded/);
    // And there is room again.
    reads.note(told);
    await reads.write();
    assert.equal((await readsOf(account)).length, kept.length + 2);
  });

  test("a gap is told of once, however often the database was away meanwhile", async () => {
    const { account, root } = await openFirm();
    let away = true;
    const store: Store = {
      ...house.store,
      transact: (work) => (away ? Promise.reject(new Error("away")) : house.store.transact(work)),
    };
    const reads = createReadTrail({ store, ports: house.ports }, 3_000);
    await reads.write();
    const told = await aRead(root);
    for (let tries = 0; tries < 5; tries += 1) {
      for (let number = 0; number < 10; number += 1) reads.note(told);
      await assert.rejects(reads.write(), /away/);
    }
    away = false;
    await reads.write();
    await reads.write();
    const events = await readsOf(account);
    const gaps = events.filter(({ eventName }) => eventName === "ReadsNotRecorded");
    assert.equal(gaps.length, 1);
    assert.equal(Number(dataOf(gaps[0])["count"]) + events.length - 1, 50);
  });

  test("is written without waiting for the next second once it is many", async () => {
    const { account, root } = await openFirm();
    const reads = createReadTrail(house);
    await reads.write();
    const told = await aRead(root);
    for (let number = 0; number < 500; number += 1) reads.note(told);
    await house.settled();
    assert.equal((await readsOf(account)).length, 500);
  });
});
