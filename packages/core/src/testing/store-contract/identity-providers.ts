import assert from "node:assert/strict";
import { test } from "node:test";
import type { UpstreamMfaRule } from "../../records.ts";
import type { Stores } from "./context.ts";
import { newAccount, newAccountId, newProvider } from "./samples.ts";

const rule: UpstreamMfaRule = {
  amrValues: ["mfa", "hwk"],
  acrValues: ["urn:example:silver"],
  maxAgeSeconds: 3600,
  exempt: false,
};

export function describeIdentityProviders(stores: Stores): void {
  test("a provider is found by kind and name, and its name is taken once in an account and kind", async () => {
    const provider = newProvider(newAccountId(), { name: "id.example/Tenant", mfaRule: rule });
    const { accountId } = provider;
    const answers = await stores.one.transact(async ({ identityProviders }) => [
      await identityProviders.insert(provider),
      await identityProviders.insert(newProvider(accountId, { name: provider.name })),
      await identityProviders.insert(newProvider(accountId, { name: "id.example/tenant" })),
      await identityProviders.insert(newProvider(accountId, { name: provider.name, kind: "saml" })),
      await identityProviders.insert(newProvider(newAccountId(), { name: provider.name })),
    ]);
    assert.deepEqual(answers, [true, false, true, true, true]);
    const found = await stores.one.read(({ identityProviders }) =>
      identityProviders.find(accountId, "oidc", provider.name),
    );
    assert.deepEqual(found, provider);
    assert.equal(
      await stores.one.read(({ identityProviders }) =>
        identityProviders.find(newAccountId(), "oidc", provider.name),
      ),
      undefined,
    );
  });

  test("a session's provider is found with what ends its sessions", async () => {
    const account = newAccount();
    const { accountId } = account;
    const provider = newProvider(accountId);
    const { providerId } = provider;
    const found = await stores.one.transact(async ({ accounts, identityProviders }) => {
      await accounts.insert(account);
      await identityProviders.insert(provider);
      await accounts.raiseEpoch(accountId);
      await identityProviders.raiseEpoch(accountId, providerId);
      await identityProviders.raiseEpoch(newAccountId(), providerId);
      return identityProviders.findActing(accountId, providerId);
    });
    assert.deepEqual(found, { provider: { ...provider, epoch: 1 }, accountEpoch: 1 });
    const gone = await stores.one.transact(async ({ identityProviders }) => {
      await identityProviders.delete(accountId, providerId);
      return identityProviders.findActing(accountId, providerId);
    });
    assert.equal(gone, undefined);
  });

  test("what counts as MFA is set, changed and taken away", async () => {
    const provider = newProvider(newAccountId());
    const { accountId, providerId, kind, name } = provider;
    const seen = await stores.one.transact(async ({ identityProviders }) => {
      await identityProviders.insert(provider);
      await identityProviders.setMfaRule(accountId, providerId, rule);
      const set = await identityProviders.find(accountId, kind, name);
      await identityProviders.setMfaRule(accountId, providerId, undefined);
      return [set?.mfaRule, (await identityProviders.find(accountId, kind, name))?.mfaRule];
    });
    assert.deepEqual(seen, [rule, undefined]);
  });

  test("an account's providers of a kind are listed by name", async () => {
    const accountId = newAccountId();
    const [b, a, other] = [
      newProvider(accountId, { name: "b.example" }),
      newProvider(accountId, { name: "a.example" }),
      newProvider(accountId, { name: "Corporate", kind: "saml" }),
    ];
    const listed = await stores.one.transact(async ({ identityProviders }) => {
      for (const provider of [b, a, other, newProvider(newAccountId())])
        await identityProviders.insert(provider);
      return identityProviders.list(accountId, "oidc");
    });
    assert.deepEqual(listed, [a, b]);
  });

  test("what an OpenID Connect provider has is kept in order, changed and removed", async () => {
    const { accountId, providerId } = newProvider(newAccountId());
    const settings = {
      ...{ accountId, providerId, url: "https://id.example" },
      clientIds: ["b", "a"],
      thumbprints: [],
    };
    const changed = { clientIds: ["a"], thumbprints: ["0".repeat(40)] };
    const seen = await stores.one.transact(async ({ oidcProviders }) => {
      await oidcProviders.insert(settings);
      const inserted = await oidcProviders.find(accountId, providerId);
      await oidcProviders.update({ accountId, providerId, ...changed });
      const updated = await oidcProviders.find(accountId, providerId);
      await oidcProviders.delete(accountId, providerId);
      return [inserted, updated, await oidcProviders.find(accountId, providerId)];
    });
    assert.deepEqual(seen, [settings, { ...settings, ...changed }, undefined]);
  });
}
