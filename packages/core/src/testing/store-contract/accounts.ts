import assert from "node:assert/strict";
import { test } from "node:test";
import { emailKey } from "../../names.ts";
import type { AccountRecord } from "../../records.ts";
import { countTrue, everyPage, race, type Stores } from "./context.ts";
import { at, newAccount, newBytes } from "./samples.ts";

export function describeAccounts(stores: Stores): void {
  test("of many first accounts at once there is one, and none after it", async () => {
    assert.equal(await stores.one.read((tx) => tx.accounts.any()), false);
    const answers = await race(stores, 20, (store) =>
      store.atomically((tx) => tx.accounts.insertFirst(newAccount())),
    );
    assert.equal(countTrue(answers), 1);
    assert.equal(await stores.one.read((tx) => tx.accounts.any()), true);
    const again = await stores.one.transact((tx) => tx.accounts.insertFirst(newAccount()));
    assert.equal(again, false);
  });

  test("an account is found by its id, its e-mail address and its alias, as it was given", async () => {
    const rootEnrolment = { codeHash: newBytes(), expiresAt: at(99) };
    const account = newAccount({ alias: "example-found", rootEnrolment });
    assert.equal(await stores.one.transact((tx) => tx.accounts.insert(account)), true);
    const found = await stores.one.read(async ({ accounts }) => [
      await accounts.find(account.accountId),
      await accounts.findByEmail(emailKey(account.email)),
      await accounts.findByAlias("example-found"),
    ]);
    assert.deepEqual(found, [account, account, account]);
    const missing = await stores.one.read(async ({ accounts }) => [
      await accounts.find(newAccount().accountId),
      await accounts.findByEmail("nobody@example.com"),
      await accounts.findByAlias("nobody"),
    ]);
    assert.deepEqual(missing, [undefined, undefined, undefined]);
  });

  test("an id, an e-mail address (whatever its case) and an alias are taken once", async () => {
    const account = newAccount({ alias: "example-taken" });
    const { accountId, email, alias } = account;
    const answers = await stores.one.transact(async ({ accounts }) => [
      await accounts.insert(account),
      await accounts.insert(newAccount({ accountId })),
      await accounts.insert(newAccount({ email: ` ${email.toUpperCase()} ` })),
      await accounts.insert(newAccount({ alias })),
      await accounts.insert(newAccount()),
    ]);
    assert.deepEqual(answers, [true, false, false, false, true]);
  });

  test("accounts are listed by id, page by page", async () => {
    const added = [newAccount(), newAccount(), newAccount()];
    await stores.one.transact(async (tx) => {
      for (const account of added.toReversed()) await tx.accounts.insert(account);
    });
    const listed = await everyPage(
      stores,
      (tx, after) => tx.accounts.list({ after, limit: 2 }),
      ({ accountId }) => accountId,
    );
    const ids = listed.map(({ accountId }) => accountId);
    assert.deepEqual(ids, ids.toSorted());
    assert.deepEqual(listed.slice(-3), added);
  });

  test("an account can be renamed", async () => {
    const account = newAccount();
    await stores.one.transact(async ({ accounts }) => {
      await accounts.insert(account);
      await accounts.rename(account.accountId, "Ünïcode Ltd");
    });
    const found = await stores.one.read((tx) => tx.accounts.find(account.accountId));
    assert.deepEqual(found, { ...account, name: "Ünïcode Ltd" });
  });

  test("an e-mail address can be changed, also in its case alone, but not to another account's", async () => {
    const [one, other] = [newAccount(), newAccount()];
    const answers = await stores.one.transact(async ({ accounts }) => {
      await accounts.insert(one);
      await accounts.insert(other);
      return [
        await accounts.setEmail(one.accountId, ` ${other.email.toUpperCase()} `),
        await accounts.setEmail(other.accountId, other.email.toUpperCase()),
        await accounts.setEmail(other.accountId, `Moved.${other.email}`),
        await accounts.setEmail(one.accountId, other.email),
        await accounts.setEmail(newAccount().accountId, `nobody.${other.email}`),
      ];
    });
    assert.deepEqual(answers, [false, true, true, true, false]);
    const found = await stores.one.read(async ({ accounts }) => [
      await accounts.findByEmail(emailKey(one.email)),
      await accounts.findByEmail(emailKey(other.email)),
      await accounts.findByEmail(emailKey(`moved.${other.email}`)),
    ]);
    assert.deepEqual(found, [
      undefined,
      { ...one, email: other.email },
      { ...other, email: `Moved.${other.email}` },
    ]);
  });

  test("of many accounts that want one e-mail address at once, one gets it", async () => {
    const wanting = Array.from({ length: 8 }, () => newAccount());
    await stores.one.transact(async ({ accounts }) => {
      for (const account of wanting) await accounts.insert(account);
    });
    const wanted = "Raced@Example.com";
    const answers = await race(stores, wanting.length + 1, (store, index) =>
      store.transact(({ accounts }) => {
        const account = wanting[index];
        return account === undefined
          ? accounts.insert(newAccount({ email: wanted }))
          : accounts.setEmail(account.accountId, index % 2 === 0 ? wanted : wanted.toUpperCase());
      }),
    );
    assert.equal(countTrue(answers), 1);
    const listed = await everyPage(
      stores,
      (tx, after) => tx.accounts.list({ after, limit: 50 }),
      ({ accountId }) => accountId,
    );
    const holders = listed.filter(({ email }) => emailKey(email) === emailKey(wanted));
    assert.equal(holders.length, 1);
  });

  test("an alias can be set, kept and given up, but not taken from another account", async () => {
    const [one, other] = [newAccount(), newAccount({ alias: "example-kept" })];
    const answers = await stores.one.transact(async ({ accounts }) => {
      await accounts.insert(one);
      await accounts.insert(other);
      return [
        await accounts.setAlias(one.accountId, "example-kept"),
        await accounts.setAlias(other.accountId, "example-kept"),
        await accounts.setAlias(other.accountId, undefined),
        await accounts.setAlias(one.accountId, "example-kept"),
      ];
    });
    assert.deepEqual(answers, [false, true, true, true]);
    const found = await stores.one.read((tx) => tx.accounts.findByAlias("example-kept"));
    assert.equal(found?.accountId, one.accountId);
  });

  test("of many accounts that want one alias at once, one gets it", async () => {
    const wanting = Array.from({ length: 8 }, () => newAccount());
    await stores.one.transact(async ({ accounts }) => {
      for (const account of wanting) await accounts.insert(account);
    });
    const answers = await race(stores, wanting.length, (store, index) =>
      store.transact((tx) =>
        tx.accounts.setAlias(wanting[index]?.accountId ?? newAccount().accountId, "example-raced"),
      ),
    );
    assert.equal(countTrue(answers), 1);
  });

  test("root's enrolment code can be set and taken away", async () => {
    const account = newAccount();
    const rootEnrolment = { codeHash: newBytes(), expiresAt: at(3_600_000) };
    await stores.one.transact(async ({ accounts }) => {
      await accounts.insert(account);
      await accounts.setRootEnrolment(account.accountId, rootEnrolment);
    });
    const set = await stores.one.read((tx) => tx.accounts.find(account.accountId));
    assert.deepEqual(set, { ...account, rootEnrolment });
    await stores.one.transact((tx) => tx.accounts.setRootEnrolment(account.accountId, undefined));
    const gone = await stores.one.read((tx) => tx.accounts.find(account.accountId));
    assert.deepEqual(gone, account);
  });

  test("whose reads are recorded can be set, and is known of all accounts at once", async () => {
    const [account, other] = [newAccount(), newAccount()];
    await stores.one.transact(async ({ accounts }) => {
      await accounts.insert(account);
      await accounts.insert(other);
    });
    const set = (recordsReads: boolean) =>
      stores.one.transact((tx) => tx.accounts.setRecordsReads(account.accountId, recordsReads));
    const found = () => stores.one.read((tx) => tx.accounts.find(account.accountId));
    const recording = () => stores.one.read((tx) => tx.accounts.recordingReads());
    assert.deepEqual(await recording(), []);
    await set(true);
    assert.deepEqual(await found(), { ...account, recordsReads: true });
    assert.deepEqual(await recording(), [account.accountId]);
    await set(false);
    assert.deepEqual(await found(), account);
    assert.deepEqual(await recording(), []);
  });

  test("what is asked of signed requests can be set", async () => {
    const account = newAccount();
    const other = newAccount();
    await stores.one.transact(async ({ accounts }) => {
      await accounts.insert(account);
      await accounts.insert(other);
    });
    const found = ({ accountId }: AccountRecord) =>
      stores.one.read((tx) => tx.accounts.find(accountId));
    assert.equal((await found(account))?.signedFreshFactor, "own");
    for (const signedFreshFactor of ["none", "all", "own"] as const) {
      await stores.one.transact((tx) =>
        tx.accounts.setSignedFreshFactor(account.accountId, signedFreshFactor),
      );
      assert.deepEqual(await found(account), { ...account, signedFreshFactor });
    }
    assert.deepEqual(await found(other), other);
  });
}
