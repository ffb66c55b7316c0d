import assert from "node:assert/strict";
import { test } from "node:test";
import type { PasswordPolicyRecord } from "../../records.ts";
import type { Stores } from "./context.ts";
import { at, newAccountId, newRef } from "./samples.ts";

function newPolicy(change: Partial<PasswordPolicyRecord> = {}): PasswordPolicyRecord {
  return {
    accountId: newAccountId(),
    rules: "custom",
    minimumLength: 12,
    requireSymbols: true,
    requireNumbers: false,
    requireUppercase: true,
    requireLowercase: false,
    usersChangeOwn: true,
    maxAgeDays: 90,
    remembered: 5,
    hardExpiry: false,
    ...change,
  };
}

export function describePasswordPolicies(stores: Stores): void {
  test("a policy is found as it was given, and another one replaces all of it", async () => {
    const first = newPolicy();
    const second = newPolicy({
      accountId: first.accountId,
      rules: "modern",
      minimumLength: 15,
      requireSymbols: false,
      maxAgeDays: undefined,
      remembered: undefined,
      hardExpiry: undefined,
    });
    const other = newPolicy({ hardExpiry: true });
    const find = () => stores.one.read((tx) => tx.passwordPolicies.find(first.accountId));
    await stores.one.transact((tx) => tx.passwordPolicies.put(other));
    assert.equal(await find(), undefined);
    await stores.one.transact((tx) => tx.passwordPolicies.put(first));
    assert.deepEqual(await find(), first);
    await stores.one.transact((tx) => tx.passwordPolicies.put(second));
    assert.deepEqual(await find(), second);
    assert.deepEqual(
      await stores.one.read((tx) => tx.passwordPolicies.find(other.accountId)),
      other,
    );
  });

  test("deleting a policy tells whether there was one", async () => {
    const policy = newPolicy();
    await stores.one.transact((tx) => tx.passwordPolicies.put(policy));
    const remove = () => stores.one.transact((tx) => tx.passwordPolicies.delete(policy.accountId));
    assert.deepEqual([await remove(), await remove()], [true, false]);
    const found = await stores.one.read((tx) => tx.passwordPolicies.find(policy.accountId));
    assert.equal(found, undefined);
  });

  test("former passwords are listed newest first, and all but the newest are forgotten", async () => {
    const ref = newRef();
    const other = newRef();
    await stores.one.transact(async ({ passwordHistory }) => {
      await passwordHistory.remember(other, { phc: "$other", replacedAt: at(1) });
      for (const day of [2, 4, 1, 3])
        await passwordHistory.remember(ref, { phc: `$${day}`, replacedAt: at(day) });
    });
    const list = (limit: number) => stores.one.read((tx) => tx.passwordHistory.list(ref, limit));
    assert.deepEqual(await list(24), ["$4", "$3", "$2", "$1"]);
    assert.deepEqual(await list(2), ["$4", "$3"]);
    await stores.one.transact((tx) => tx.passwordHistory.keep(ref, 3));
    assert.deepEqual(await list(24), ["$4", "$3", "$2"]);
    await stores.one.transact((tx) => tx.passwordHistory.keep(ref, 0));
    assert.deepEqual(await list(24), []);
    assert.deepEqual(await stores.one.read((tx) => tx.passwordHistory.list(other, 24)), ["$other"]);
  });

  test("a password that came back is remembered once, and two of one moment are both kept", async () => {
    const ref = newRef();
    await stores.one.transact(async ({ passwordHistory }) => {
      await passwordHistory.remember(ref, { phc: "$a", replacedAt: at(1) });
      await passwordHistory.remember(ref, { phc: "$a", replacedAt: at(1) });
      await passwordHistory.remember(ref, { phc: "$b", replacedAt: at(1) });
      await passwordHistory.keep(ref, 2);
    });
    assert.deepEqual(await stores.one.read((tx) => tx.passwordHistory.list(ref, 24)), ["$b", "$a"]);
  });
}
