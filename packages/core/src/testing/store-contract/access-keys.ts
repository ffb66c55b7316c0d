import assert from "node:assert/strict";
import { test } from "node:test";
import type { Stores } from "./context.ts";
import { at, newAccessKey, newAccount, newPerson, newRef } from "./samples.ts";

export function describeAccessKeys(stores: Stores): void {
  test("a person's keys are listed, oldest first, as they were given", async () => {
    const ref = newRef();
    const [young, old] = [
      newAccessKey(ref, { createdAt: at(2) }),
      newAccessKey(ref, { createdAt: at(1), status: "Inactive" }),
    ];
    await stores.one.transact(async ({ accessKeys }) => {
      for (const key of [young, old, newAccessKey(newRef())]) await accessKeys.insert(key);
    });
    assert.deepEqual(await stores.one.read((tx) => tx.accessKeys.listOf(ref)), [old, young]);
  });

  test("a key's id is taken once, in all accounts together", async () => {
    const key = newAccessKey(newRef());
    const { accessKeyId } = key;
    const answers = await stores.one.transact(async ({ accessKeys }) => [
      await accessKeys.insert(key),
      await accessKeys.insert(newAccessKey(newRef(), { accessKeyId })),
    ]);
    assert.deepEqual(answers, [true, false]);
  });

  test("a key is found by its id, with its person and what ends its sessions", async () => {
    const account = newAccount();
    const person = newPerson(account.accountId);
    const { accountId, personId } = person;
    const key = newAccessKey({ accountId, personId });
    const { accessKeyId } = key;
    await stores.one.transact(async ({ accounts, people, accessKeys }) => {
      await accounts.insert(account);
      await people.insert(person);
      await accessKeys.insert(key);
    });
    const find = () =>
      stores.one.read(async ({ accessKeys }) => ({
        key: await accessKeys.find(accessKeyId),
        signer: await accessKeys.findSigner(accessKeyId),
      }));
    assert.deepEqual(await find(), { key, signer: { key, person, accountEpoch: 0 } });
    await stores.one.transact(async ({ accounts, people, accessKeys }) => {
      await accounts.raiseEpoch(account.accountId);
      await people.raiseEpoch(person);
      await accessKeys.setStatus(account.accountId, accessKeyId, "Inactive");
      await accessKeys.setStatus(account.accountId, accessKeyId, "Active");
    });
    const { signer } = await find();
    assert.deepEqual(
      [signer?.accountEpoch, signer?.person.epoch, signer?.key.epoch, signer?.key.status],
      [1, 1, 1, "Active"],
    );
    await stores.one.transact(({ people }) => people.delete(person));
    assert.equal((await find()).signer, undefined);
  });

  test("a key is changed and removed in its own account alone", async () => {
    const key = newAccessKey(newRef());
    const { accountId } = newRef();
    const found = await stores.one.transact(async ({ accessKeys }) => {
      await accessKeys.insert(key);
      await accessKeys.setStatus(accountId, key.accessKeyId, "Inactive");
      await accessKeys.delete(accountId, key.accessKeyId);
      return accessKeys.find(key.accessKeyId);
    });
    assert.deepEqual(found, key);
    await stores.one.transact((tx) => tx.accessKeys.delete(key.accountId, key.accessKeyId));
    assert.equal(await stores.one.read((tx) => tx.accessKeys.find(key.accessKeyId)), undefined);
  });

  test("the last use is kept, and never an earlier one", async () => {
    const key = newAccessKey(newRef());
    const use = { at: at(20), service: "sts", region: "eu-west-1" };
    const found = await stores.one.transact(async ({ accessKeys }) => {
      await accessKeys.insert(key);
      await accessKeys.markUsed(key.accessKeyId, { ...use, at: at(10), region: "us-east-1" });
      await accessKeys.markUsed(key.accessKeyId, use);
      await accessKeys.markUsed(key.accessKeyId, { ...use, at: at(15), service: "iam" });
      return accessKeys.find(key.accessKeyId);
    });
    assert.deepEqual(found, { ...key, lastUsed: use });
  });

  test("all of a person's keys can be removed", async () => {
    const [one, other] = [newAccessKey(newRef()), newAccessKey(newRef())];
    await stores.one.transact(async ({ accessKeys }) => {
      for (const key of [one, other]) await accessKeys.insert(key);
      await accessKeys.deleteOf(one);
    });
    const left = await stores.one.read(async ({ accessKeys }) => [
      await accessKeys.listOf(one),
      await accessKeys.listOf(other),
    ]);
    assert.deepEqual(left, [[], [other]]);
  });
}
