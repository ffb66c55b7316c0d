import assert from "node:assert/strict";
import { test } from "node:test";
import { nameKey } from "../../names.ts";
import { everyPage, type Stores } from "./context.ts";
import { at, newAccount, newAccountId, newRole } from "./samples.ts";

export function describeRoles(stores: Stores): void {
  test("a role is found by its name, whatever its case, and its name is taken once in an account", async () => {
    const role = newRole(newAccountId(), {
      name: "Admin",
      description: "For whom it concerns",
      trusted: { "arn:aws:iam::123456789012:user/ann": "AIDA1" },
    });
    const answers = await stores.one.transact(async ({ roles }) => [
      await roles.insert(role),
      await roles.insert(newRole(role.accountId, { name: "ADMIN" })),
      await roles.insert(newRole(newAccountId(), { name: "admin" })),
    ]);
    assert.deepEqual(answers, [true, false, true]);
    const found = await stores.one.read(({ roles }) => roles.find(role.accountId, "aDMIN"));
    assert.deepEqual(found, role);
    assert.equal(await stores.one.read(({ roles }) => roles.count(role.accountId)), 1);
  });

  test("a session's role is found with what ends its sessions", async () => {
    const account = newAccount();
    const { accountId } = account;
    const role = newRole(accountId);
    const found = await stores.one.transact(async ({ accounts, roles }) => {
      await accounts.insert(account);
      await roles.insert(role);
      await accounts.raiseEpoch(accountId);
      await roles.raiseEpoch(accountId, role.roleId);
      await roles.raiseEpoch(newAccountId(), role.roleId);
      return roles.findActing(accountId, role.roleId);
    });
    assert.deepEqual(found, { role: { ...role, epoch: 1 }, accountEpoch: 1 });
    const gone = await stores.one.transact(async ({ roles }) => {
      await roles.delete(accountId, role.roleId);
      return roles.findActing(accountId, role.roleId);
    });
    assert.equal(gone, undefined);
  });

  test("what a role says can be changed, and who is trusted", async () => {
    const role = newRole(newAccountId());
    const change = { description: undefined, maxSessionSeconds: 7200 };
    const trust = { trustPolicy: '{"Version":"2012-10-17"}', trusted: { a: "AIDA7" } };
    const found = await stores.one.transact(async ({ roles }) => {
      await roles.insert(role);
      await roles.update(role.accountId, role.roleId, change);
      await roles.setTrust(role.accountId, role.roleId, trust);
      return roles.find(role.accountId, role.name);
    });
    assert.deepEqual(found, { ...role, ...change, ...trust });
  });

  test("the last use is kept, and never an earlier one", async () => {
    const role = newRole(newAccountId());
    const use = { at: at(20), region: "eu-west-1" };
    const found = await stores.one.transact(async ({ roles }) => {
      await roles.insert(role);
      await roles.markUsed(role.accountId, role.roleId, { ...use, at: at(10) });
      await roles.markUsed(role.accountId, role.roleId, use);
      await roles.markUsed(role.accountId, role.roleId, { at: at(15), region: "us-east-1" });
      return roles.find(role.accountId, role.name);
    });
    assert.deepEqual(found?.lastUsed, use);
  });

  test("roles are listed by name, page by page, under a path and with a beginning", async () => {
    const accountId = newAccountId();
    const [b, a, c] = [
      newRole(accountId, { name: "beta", path: "/team/" }),
      newRole(accountId, { name: "Alpha", path: "/team/" }),
      newRole(accountId, { name: "bravo", path: "/" }),
    ];
    await stores.one.transact(async ({ roles }) => {
      for (const role of [b, a, c, newRole(newAccountId())]) await roles.insert(role);
    });
    const pages = (filter: { pathPrefix?: string; namePrefix?: string }) =>
      everyPage(
        stores,
        ({ roles }, after) => roles.list(accountId, filter, { after, limit: 1 }),
        ({ name }) => nameKey(name),
      );
    assert.deepEqual(await pages({}), [a, b, c]);
    assert.deepEqual(await pages({ pathPrefix: "/team/" }), [a, b]);
    assert.deepEqual(await pages({ namePrefix: "B" }), [b, c]);
  });
}
