import assert from "node:assert/strict";
import { test } from "node:test";
import { countTrue, race, type Stores } from "./context.ts";
import { at, newBytes, newRef, newSerial, newSession } from "./samples.ts";

export function describeSessions(stores: Stores): void {
  const insert = async (change?: Parameters<typeof newSession>[1], ref = newRef()) => {
    const session = newSession(ref, change);
    await stores.one.transact((tx) => tx.sessions.insert(session));
    return session;
  };
  const find = (idHash: Uint8Array) => stores.one.read((tx) => tx.sessions.find(idHash));

  test("a session is found by its id, as it was given", async () => {
    const proven = {
      mfaAuthenticatedAt: at(6),
      mfaSerialNumber: newSerial(),
      amr: ["pwd", "otp", "mfa"],
    } as const;
    for (const change of [{}, { amr: [] }, proven]) {
      const session = await insert(change);
      assert.deepEqual(await find(session.idHash), session);
    }
    assert.equal(await find(newBytes()), undefined);
  });

  test("a session can be replaced once: the old id is gone", async () => {
    const old = await insert();
    const answers = await race(stores, 8, (store) =>
      store.transact((tx) => tx.sessions.replace(old.idHash, newSession(old))),
    );
    assert.equal(countTrue(answers), 1);
    assert.equal(await find(old.idHash), undefined);
    const listed = await stores.one.read((tx) => tx.sessions.listOf(old));
    assert.equal(listed.length, 1);
  });

  test("a session that replaces another is all its own", async () => {
    const old = await insert();
    const next = newSession(old, { amr: ["pwd", "mfa"], mfaAuthenticatedAt: at(9) });
    assert.equal(await stores.one.transact((tx) => tx.sessions.replace(old.idHash, next)), true);
    assert.deepEqual(await find(next.idHash), next);
  });

  test("being seen is remembered", async () => {
    const session = await insert();
    await stores.one.atomically((tx) => tx.sessions.touch(session.idHash, at(500)));
    assert.deepEqual(await find(session.idHash), { ...session, lastSeenAt: at(500) });
  });

  test("a person's sessions are listed, newest first", async () => {
    const ref = newRef();
    const ages = [10, 30, 20];
    for (const age of ages) await insert({ createdAt: at(age) }, ref);
    await insert();
    const listed = await stores.one.read((tx) => tx.sessions.listOf(ref));
    assert.deepEqual(
      listed.map(({ createdAt }) => createdAt),
      [at(30), at(20), at(10)],
    );
  });

  test("a session is ended once", async () => {
    const { idHash } = await insert();
    const remove = () => stores.one.transact((tx) => tx.sessions.delete(idHash));
    assert.deepEqual([await remove(), await remove()], [true, false]);
  });

  test("all of a person's sessions can be ended, or all but one", async () => {
    const ref = newRef();
    const [kept, one, two] = [await insert({}, ref), await insert({}, ref), await insert({}, ref)];
    const other = await insert();
    const removeOf = (except: Uint8Array | undefined) =>
      stores.one.transact((tx) => tx.sessions.deleteOf(ref, except));
    assert.equal(await removeOf(kept.idHash), 2);
    assert.deepEqual(
      [await find(kept.idHash), await find(one.idHash), await find(two.idHash)],
      [kept, undefined, undefined],
    );
    assert.equal(await removeOf(undefined), 1);
    assert.deepEqual(await find(other.idHash), other);
  });

  test("a removed device withdraws what it proved, and nothing else", async () => {
    const ref = newRef();
    const [gone, kept] = [newSerial(), newSerial()];
    const proof = { mfaAuthenticatedAt: at(6), amr: ["pwd", "otp", "mfa"] } as const;
    const [one, two] = [
      await insert({ ...proof, mfaSerialNumber: gone }, ref),
      await insert({ ...proof, mfaSerialNumber: kept }, ref),
    ];
    await stores.one.transact((tx) => tx.sessions.withdrawMfa(ref, gone));
    assert.deepEqual(await find(one.idHash), {
      ...one,
      mfaAuthenticatedAt: undefined,
      mfaSerialNumber: undefined,
      amr: ["pwd"],
    });
    assert.deepEqual(await find(two.idHash), two);
  });

  test("sweeping forgets what has expired, and says how many", async () => {
    const [old, young] = [await insert({ expiresAt: at(-9) }), await insert({ expiresAt: at(-8) })];
    assert.equal(await stores.one.transact((tx) => tx.sessions.sweep(at(-9))), 1);
    assert.equal(await find(old.idHash), undefined);
    assert.deepEqual(await find(young.idHash), young);
  });
}
