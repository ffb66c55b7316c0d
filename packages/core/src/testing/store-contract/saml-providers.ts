import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProviderId } from "../../names.ts";
import type { SamlProviderRecord } from "../../records.ts";
import type { Stores } from "./context.ts";
import { at, newAccountId, newSamlProvider } from "./samples.ts";

const trustOf = ({ uuid, document, ...trust }: SamlProviderRecord) => trust;

export function describeSamlProviders(stores: Stores): void {
  test("a SAML provider is found as it was stored, with and without its metadata", async () => {
    const record = newSamlProvider(newAccountId(), { validUntil: at(9) });
    const { accountId, providerId } = record;
    const found = await stores.one.transact(async ({ samlProviders }) => {
      await samlProviders.insert(record);
      return {
        whole: await samlProviders.find(accountId, providerId),
        trust: await samlProviders.findTrust(accountId, providerId),
      };
    });
    assert.deepEqual(found, { whole: record, trust: trustOf(record) });
  });

  test("a metadata document may be as long as a request", async () => {
    const record = newSamlProvider(newAccountId(), { document: "<é>".repeat(300_000) });
    const found = await stores.one.transact(async ({ samlProviders }) => {
      await samlProviders.insert(record);
      return samlProviders.find(record.accountId, record.providerId);
    });
    assert.deepEqual(found, record);
  });

  test("an account lists its own SAML providers", async () => {
    const accountId = newAccountId();
    const own = [newSamlProvider(accountId), newSamlProvider(accountId)];
    const listed = await stores.one.transact(async ({ samlProviders }) => {
      for (const record of [...own, newSamlProvider(newAccountId())])
        await samlProviders.insert(record);
      return samlProviders.listTrust(accountId);
    });
    const byId = (one: { providerId: string }, other: { providerId: string }) =>
      one.providerId.localeCompare(other.providerId);
    assert.deepEqual(listed.toSorted(byId), own.map(trustOf).toSorted(byId));
  });

  test("new metadata replaces the old, of one provider alone", async () => {
    const accountId = newAccountId();
    const [changed, kept] = [newSamlProvider(accountId), newSamlProvider(accountId)];
    const change = {
      document: "<new/>",
      entityId: "https://new.example",
      certificates: ["AA==", "AQ=="],
      validUntil: at(20),
    };
    const found = await stores.one.transact(async ({ samlProviders }) => {
      for (const record of [changed, kept]) await samlProviders.insert(record);
      await samlProviders.setMetadata(accountId, changed.providerId, change);
      return [
        await samlProviders.find(accountId, changed.providerId),
        await samlProviders.find(accountId, kept.providerId),
      ];
    });
    assert.deepEqual(found, [{ ...changed, ...change }, kept]);
  });

  test("private keys are listed by age, of one provider alone, and go with it", async () => {
    const accountId = newAccountId();
    const [one, other] = [newSamlProvider(accountId), newSamlProvider(accountId)];
    const keyOf = ({ providerId }: SamlProviderRecord, name: string, createdAt: number) => ({
      ...{ accountId, providerId, keyId: `${providerId}-${name}`, createdAt: at(createdAt) },
      sealedKey: Uint8Array.of(createdAt, 7),
    });
    const [young, old, kept] = [keyOf(one, "A", 9), keyOf(one, "B", 3), keyOf(other, "C", 5)];
    await stores.one.transact(async ({ samlProviders }) => {
      for (const record of [one, other]) await samlProviders.insert(record);
      for (const key of [young, old, kept]) await samlProviders.insertPrivateKey(key);
      const list = (provider: SamlProviderRecord) =>
        samlProviders.listPrivateKeys(accountId, provider.providerId);
      assert.deepEqual(await list(one), [old, young]);
      const drop = (keyId: string) =>
        samlProviders.deletePrivateKey(accountId, one.providerId, keyId);
      assert.deepEqual(
        [await drop(kept.keyId), await drop(old.keyId), await drop(old.keyId)],
        [false, true, false],
      );
      assert.deepEqual(await list(one), [young]);
      await samlProviders.delete(accountId, one.providerId);
      assert.deepEqual([await list(one), await list(other)], [[], [kept]]);
    });
  });

  test("that a provider's assertions must be encrypted is kept, and can be taken back", async () => {
    const record = newSamlProvider(newAccountId(), { encryptionRequired: true });
    const { accountId, providerId } = record;
    await stores.one.transact(async ({ samlProviders }) => {
      await samlProviders.insert(record);
      assert.deepEqual(await samlProviders.findTrust(accountId, providerId), trustOf(record));
      await samlProviders.setEncryptionRequired(accountId, providerId, false);
      const trust = await samlProviders.findTrust(accountId, providerId);
      assert.equal(trust?.encryptionRequired, false);
    });
  });

  test("a SAML provider can be deleted, and one of that id elsewhere stays", async () => {
    const record = newSamlProvider(newAccountId());
    const elsewhere = { ...record, accountId: newAccountId() };
    const found = await stores.one.transact(async ({ samlProviders }) => {
      for (const each of [record, elsewhere]) await samlProviders.insert(each);
      await samlProviders.delete(record.accountId, record.providerId);
      return [
        await samlProviders.findTrust(record.accountId, record.providerId),
        await samlProviders.findTrust(elsewhere.accountId, elsewhere.providerId),
        await samlProviders.find(record.accountId, "other" as ProviderId),
      ];
    });
    assert.deepEqual(found, [undefined, trustOf(elsewhere), undefined]);
  });
}
