import assert from "node:assert/strict";
import { test } from "node:test";
import { countTrue, race, type Stores } from "./context.ts";
import { at, newProfile, newRef } from "./samples.ts";

export function describeLoginProfiles(stores: Stores): void {
  test("a person has one password: of many at once, one is stored", async () => {
    const ref = newRef();
    const answers = await race(stores, 16, (store) =>
      store.transact((tx) => tx.loginProfiles.insert(newProfile(ref))),
    );
    assert.equal(countTrue(answers), 1);
  });

  test("a profile is found as it was given", async () => {
    const profile = newProfile(newRef(), { resetRequired: true, resetByMail: true });
    await stores.one.transact((tx) => tx.loginProfiles.insert(profile));
    assert.deepEqual(await stores.one.read((tx) => tx.loginProfiles.find(profile)), profile);
    assert.equal(await stores.one.read((tx) => tx.loginProfiles.find(newRef())), undefined);
  });

  test("updating replaces the whole row; where there is none it answers false", async () => {
    const profile = newProfile(newRef());
    const changed = { ...newProfile(profile, { resetRequired: true, changedAt: at(9) }) };
    const next = { ...profile, phc: changed.phc, changedAt: at(9), resetRequired: true };
    const answers = await stores.one.transact(async ({ loginProfiles }) => [
      await loginProfiles.update(next),
      await loginProfiles.insert(profile),
      await loginProfiles.update(next),
    ]);
    assert.deepEqual(answers, [false, true, true]);
    assert.deepEqual(await stores.one.read((tx) => tx.loginProfiles.find(profile)), next);
  });

  test("a rehash counts only for the password that was verified", async () => {
    const profile = newProfile(newRef());
    await stores.one.transact((tx) => tx.loginProfiles.insert(profile));
    const rehash = (from: string, to: string) =>
      stores.one.atomically((tx) => tx.loginProfiles.rehash(profile, { from, to }));
    assert.equal(await rehash(profile.phc, "$stronger"), true);
    assert.equal(await rehash(profile.phc, "$lost"), false);
    const found = await stores.one.read((tx) => tx.loginProfiles.find(profile));
    assert.deepEqual(found, { ...profile, phc: "$stronger" });
  });

  test("a reset can be required, and a reset by mail forgotten", async () => {
    const profile = newProfile(newRef(), { resetByMail: true });
    await stores.one.transact(async ({ loginProfiles }) => {
      await loginProfiles.insert(profile);
      await loginProfiles.requireReset(profile);
    });
    const required = await stores.one.read((tx) => tx.loginProfiles.find(profile));
    assert.deepEqual(required, { ...profile, resetRequired: true });
    await stores.one.transact((tx) => tx.loginProfiles.clearResetByMail(profile));
    const cleared = await stores.one.read((tx) => tx.loginProfiles.find(profile));
    assert.deepEqual(cleared, { ...profile, resetRequired: true, resetByMail: false });
  });

  test("deleting tells whether there was one", async () => {
    const profile = newProfile(newRef());
    await stores.one.transact((tx) => tx.loginProfiles.insert(profile));
    const remove = () => stores.one.transact((tx) => tx.loginProfiles.delete(profile));
    assert.deepEqual([await remove(), await remove()], [true, false]);
  });
}
