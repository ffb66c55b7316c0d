import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tx } from "../../store.ts";
import { countTrue, race, type Stores } from "./context.ts";
import {
  at,
  hexOf,
  newBytes,
  newRef,
  newVault,
  newVaultDevice,
  newVaultPairing,
} from "./samples.ts";

export function describeVaultSync(stores: Stores): void {
  const change = <T>(work: (tx: Tx) => Promise<T>) => stores.one.transact(work);
  const read = <T>(work: (tx: Tx) => Promise<T>) => stores.one.read(work);

  test("a pairing is found by its code and by its person, as it was given", async () => {
    const pairing = newVaultPairing();
    await change((tx) => tx.vaultPairings.put(pairing));
    const find = (hash: Uint8Array) => read((tx) => tx.vaultPairings.find(hash));
    assert.deepEqual(await find(pairing.codeHash), pairing);
    assert.deepEqual(await read((tx) => tx.vaultPairings.findOf(pairing)), pairing);
    assert.equal(await find(newBytes()), undefined);
    assert.equal(await read((tx) => tx.vaultPairings.findOf(newRef())), undefined);
  });

  test("a person has one pairing: the next takes its place", async () => {
    const first = newVaultPairing();
    const second = newVaultPairing(first, { expiresAt: at(77) });
    await change((tx) => tx.vaultPairings.put(first));
    await change((tx) => tx.vaultPairings.put(second));
    assert.equal(await read((tx) => tx.vaultPairings.find(first.codeHash)), undefined);
    assert.deepEqual(await read((tx) => tx.vaultPairings.findOf(first)), second);
  });

  test("of many that use a pairing code at once, one does", async () => {
    const { codeHash, ...pairing } = newVaultPairing();
    await change((tx) => tx.vaultPairings.put({ ...pairing, codeHash }));
    const answers = await race(stores, 20, (store) =>
      store.transact((tx) => tx.vaultPairings.take(codeHash)),
    );
    assert.equal(countTrue(answers), 1);
    assert.equal(await read((tx) => tx.vaultPairings.find(codeHash)), undefined);
  });

  test("a person's pairing can be ended, and sweeping forgets those that have expired", async () => {
    const [ended, old, young] = [
      newVaultPairing(),
      newVaultPairing(undefined, { expiresAt: at(-9) }),
      newVaultPairing(undefined, { expiresAt: at(-8) }),
    ];
    for (const pairing of [ended, old, young]) await change((tx) => tx.vaultPairings.put(pairing));
    await change((tx) => tx.vaultPairings.deleteOf(ended));
    assert.equal(await change((tx) => tx.vaultPairings.sweep(at(-9))), 1);
    const found = (ref: typeof ended) => read((tx) => tx.vaultPairings.findOf(ref));
    assert.deepEqual(
      [await found(ended), await found(old), await found(young)],
      [undefined, undefined, young],
    );
  });

  test("a device is found by its token, and listed with the others of its person, oldest first", async () => {
    const ref = newRef();
    const late = newVaultDevice(ref, { pairedAt: at(9) });
    const early = newVaultDevice(ref, { pairedAt: at(5), lastSyncAt: at(8) });
    const other = newVaultDevice();
    for (const device of [late, early, other]) await change((tx) => tx.vaultDevices.insert(device));
    assert.deepEqual(await read((tx) => tx.vaultDevices.find(late.tokenHash)), late);
    assert.equal(await read((tx) => tx.vaultDevices.find(newBytes())), undefined);
    assert.deepEqual(await read((tx) => tx.vaultDevices.listOf(ref)), [early, late]);
  });

  test("when a device came last is noted", async () => {
    const device = newVaultDevice();
    await change((tx) => tx.vaultDevices.insert(device));
    await stores.one.atomically((tx) => tx.vaultDevices.touch(device.tokenHash, at(60)));
    const found = await read((tx) => tx.vaultDevices.find(device.tokenHash));
    assert.deepEqual(found, { ...device, lastSyncAt: at(60) });
  });

  test("a device is removed once, and by its own person alone", async () => {
    const [device, sibling] = [newVaultDevice(), newVaultDevice()];
    for (const one of [device, sibling]) await change((tx) => tx.vaultDevices.insert(one));
    const remove = (ref: typeof device) =>
      change((tx) => tx.vaultDevices.delete(ref, device.deviceId));
    assert.equal(await remove(sibling), false);
    assert.equal(await remove(device), true);
    assert.equal(await remove(device), false);
    assert.equal(await read((tx) => tx.vaultDevices.find(device.tokenHash)), undefined);
    await change((tx) => tx.vaultDevices.deleteOf(sibling));
    assert.deepEqual(await read((tx) => tx.vaultDevices.listOf(sibling)), []);
  });

  test("a vault comes back byte for byte; what is known of it needs no bytes", async () => {
    const vault = newVault(newBytes(100_000));
    assert.equal(await change((tx) => tx.vaults.insert(vault)), true);
    const found = await read((tx) => tx.vaults.find(vault));
    assert.ok(found);
    assert.equal(hexOf(found.content), hexOf(vault.content));
    assert.deepEqual({ ...found, content: vault.content }, vault);
    const { revision, storedAt } = vault;
    const described = await read((tx) => tx.vaults.describe(vault));
    assert.deepEqual({ ...described }, { revision, storedAt, size: 100_000 });
    assert.equal(await read((tx) => tx.vaults.find(newRef())), undefined);
    assert.equal(await read((tx) => tx.vaults.describe(newRef())), undefined);
  });

  test("a vault takes the place of the revision that it names, and of no other", async () => {
    const first = newVault();
    const next = { ...first, revision: first.revision + 1, content: newBytes(50) };
    const replace = (revision: number) => change((tx) => tx.vaults.replace(next, revision));
    assert.equal(await replace(first.revision), false, "there is none yet");
    await change((tx) => tx.vaults.insert(first));
    assert.equal(await change((tx) => tx.vaults.insert(next)), false);
    assert.equal(await replace(first.revision - 1), false);
    assert.equal(await replace(first.revision), true);
    assert.equal(await replace(first.revision), false);
    const found = await read((tx) => tx.vaults.find(first));
    assert.equal(hexOf(found?.content ?? new Uint8Array()), hexOf(next.content));
    assert.equal((await read((tx) => tx.vaults.describe(first)))?.size, 50);
  });

  test("of many that store a first vault at once, one does", async () => {
    const ref = newRef();
    const answers = await race(stores, 20, (store, index) =>
      store.transact((tx) => tx.vaults.insert({ ...newVault(), ...ref, revision: index + 1 })),
    );
    assert.equal(countTrue(answers), 1);
    const winner = answers.indexOf(true) + 1;
    assert.equal((await read((tx) => tx.vaults.describe(ref)))?.revision, winner);
  });

  test("of many that replace the same revision at once, one does, and its bytes stay", async () => {
    const vault = newVault();
    await change((tx) => tx.vaults.insert(vault));
    const contents = Array.from({ length: 20 }, () => newBytes(2_000));
    const answers = await race(stores, 20, (store, index) => {
      const content = contents[index] ?? new Uint8Array();
      const next = { ...vault, revision: vault.revision + 1 + index, content };
      return store.transact((tx) => tx.vaults.replace(next, vault.revision));
    });
    assert.equal(countTrue(answers), 1);
    const found = await read((tx) => tx.vaults.find(vault));
    const winner = contents[answers.indexOf(true)] ?? new Uint8Array();
    assert.equal(hexOf(found?.content ?? new Uint8Array()), hexOf(winner));
  });

  test("a vault is deleted once, and nobody else's with it", async () => {
    const [vault, other] = [newVault(), newVault()];
    for (const one of [vault, other]) await change((tx) => tx.vaults.insert(one));
    assert.equal(await change((tx) => tx.vaults.delete(vault)), true);
    assert.equal(await change((tx) => tx.vaults.delete(vault)), false);
    assert.equal(await read((tx) => tx.vaults.find(vault)), undefined);
    assert.ok(await read((tx) => tx.vaults.find(other)));
  });
}
