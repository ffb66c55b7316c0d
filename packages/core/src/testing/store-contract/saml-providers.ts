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
