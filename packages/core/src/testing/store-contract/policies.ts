import assert from "node:assert/strict";
import { test } from "node:test";
import { type AccountId, type Arn, nameKey } from "../../names.ts";
import type { PolicyHolder } from "../../records.ts";
import type { PolicyUses } from "../../store.ts";
import { countTrue, everyPage, race, type Stores } from "./context.ts";
import { at, newAccountId, newGroup, newPerson, newPolicy, refOf } from "./samples.ts";

const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
const firstPage = { after: undefined, limit: 100 };
const builtIn = "arn:aws:iam::aws:policy/ReadOnlyAccess" as Arn;

export function describePolicies(stores: Stores): void {
  const insert = (accountId: AccountId, ...policies: readonly Parameters<typeof newPolicy>[1][]) =>
    stores.one.transact(async (tx) => {
      const made = policies.map((change) => newPolicy(accountId, change));
      for (const policy of made) await tx.policies.insert(policy, `{"v":1,"n":"${policy.name}"}`);
      return made;
    });

  /** A user in one group. */
  const insertMember = async (accountId = newAccountId()) => {
    const person = newPerson(accountId, { path: "/staff/" });
    const group = newGroup(accountId);
    await stores.one.transact(async (tx) => {
      await tx.people.insert(person);
      await tx.groups.insert(group);
      await tx.groups.addMember(accountId, group.groupId, person.personId);
    });
    const user: PolicyHolder = { accountId, kind: "user", id: person.personId };
    const its: PolicyHolder = { accountId, kind: "group", id: group.groupId };
    return { accountId, person, group, user, its };
  };

  test("a policy is found by its ARN, in its account alone", async () => {
    const [policy] = await insert(newAccountId(), { name: "Ops", path: "/eu/", description: "d" });
    assert.ok(policy);
    const found = await stores.one.read(async ({ policies }) => [
      await policies.find(policy.accountId, policy.arn),
      await policies.find(policy.accountId, `${policy.arn}x` as Arn),
      await policies.find(newAccountId(), policy.arn),
    ]);
    assert.deepEqual(found, [policy, undefined, undefined]);
  });

  test("a policy's name is taken once in an account, whatever its case and path", async () => {
    const accountId = newAccountId();
    const answers = await race(stores, 8, (store, index) => {
      const [name, path] = index % 2 === 0 ? ["Guard", "/"] : ["GUARD", "/x/"];
      return store.transact((tx) => tx.policies.insert(newPolicy(accountId, { name, path }), "{}"));
    });
    assert.equal(countTrue(answers), 1);
    const counts = await stores.one.read((tx) => tx.policies.count(accountId));
    assert.deepEqual(counts, { policies: 1, versions: 1 });
  });

  test("policies are listed by name, page by page, under literal prefixes", async () => {
    const accountId = newAccountId();
    await insert(
      accountId,
      { name: "c", path: "/x/" },
      { name: "A", path: "/x/" },
      { name: "b%" },
      { name: "B_" },
    );
    const list = async (filter: { pathPrefix?: string; namePrefix?: string }) =>
      names(
        await everyPage(
          stores,
          (tx, after) => tx.policies.list(accountId, filter, { after, limit: 1 }),
          ({ name }) => nameKey(name),
        ),
      );
    assert.deepEqual(await list({}), ["A", "b%", "B_", "c"]);
    assert.deepEqual(await list({ pathPrefix: "/x/" }), ["A", "c"]);
    assert.deepEqual(await list({ namePrefix: "b" }), ["b%", "B_"]);
    assert.deepEqual(await list({ namePrefix: "B%" }), ["b%"]);
  });

  test("policies that somebody holds are listed apart, by what for", async () => {
    const { accountId, user } = await insertMember();
    const [held, bound] = await insert(accountId, { name: "h" }, { name: "b" }, { name: "idle" });
    assert.ok(held && bound);
    await stores.one.transact(async ({ policyUses }) => {
      await policyUses.add(user, "permissions", held.arn);
      await policyUses.add(user, "boundary", bound.arn);
    });
    const list = (used: "any" | "permissions" | "boundary") =>
      stores.one.read(async (tx) => names(await tx.policies.list(accountId, { used }, firstPage)));
    assert.deepEqual(await list("any"), ["b", "h"]);
    assert.deepEqual(await list("permissions"), ["h"]);
    assert.deepEqual(await list("boundary"), ["b"]);
  });

  test("versions are numbered on, and no number is given twice", async () => {
    const [policy] = await insert(newAccountId(), {});
    assert.ok(policy);
    const { accountId, arn } = policy;
    const version = (number: number) => ({
      accountId,
      arn,
      version: number,
      document: `{"v":${number}}`,
      createdAt: at(number),
    });
    const answers = await race(stores, 6, (store) =>
      store.transact(async ({ policies }) => {
        const { lastVersion = 0 } = (await policies.find(accountId, arn)) ?? {};
        return policies.addVersion(version(lastVersion + 1));
      }),
    );
    assert.equal(countTrue(answers), 6);
    await stores.one.transact(async ({ policies }) => {
      await policies.deleteVersion(accountId, arn, 7);
      assert.equal(await policies.addVersion(version(7)), false);
      assert.equal(await policies.addVersion(version(8)), true);
      await policies.setDefaultVersion(accountId, arn, 8, at(99));
    });
    const found = await stores.one.read(async ({ policies }) => ({
      policy: await policies.find(accountId, arn),
      versions: await policies.listVersions(accountId, arn),
      first: await policies.findVersion(accountId, arn, 1),
      gone: await policies.findVersion(accountId, arn, 7),
      counts: await policies.count(accountId),
    }));
    assert.deepEqual(
      found.versions.map((one) => one.version),
      [8, 6, 5, 4, 3, 2, 1],
    );
    const { defaultVersion, lastVersion, updatedAt } = found.policy ?? {};
    assert.deepEqual({ defaultVersion, lastVersion }, { defaultVersion: 8, lastVersion: 8 });
    assert.equal(updatedAt, at(99));
    assert.equal(found.first?.document, `{"v":1,"n":"${policy.name}"}`);
    assert.equal(found.gone, undefined);
    assert.deepEqual(found.counts, { policies: 1, versions: 7 });
  });

  test("a deleted policy is gone with its versions", async () => {
    const [policy] = await insert(newAccountId(), {});
    assert.ok(policy);
    const { accountId, arn } = policy;
    await stores.one.transact((tx) => tx.policies.delete(accountId, arn));
    const left = await stores.one.read(async ({ policies }) => [
      await policies.find(accountId, arn),
      await policies.listVersions(accountId, arn),
      await policies.count(accountId),
    ]);
    assert.deepEqual(left, [undefined, [], { policies: 0, versions: 0 }]);
  });

  test("a policy is attached once, counted, and taken back once", async () => {
    const { accountId, user, its } = await insertMember();
    const answers = await stores.one.transact(async ({ policyUses }) => [
      await policyUses.add(user, "permissions", builtIn),
      await policyUses.add(user, "permissions", builtIn),
      await policyUses.add(user, "boundary", builtIn),
      await policyUses.add(its, "permissions", builtIn),
      await policyUses.remove(its, "permissions", builtIn),
      await policyUses.remove(its, "permissions", builtIn),
    ]);
    assert.deepEqual(answers, [true, false, true, true, true, false]);
    const found = await stores.one.read(async ({ policyUses }) => [
      await policyUses.count(accountId, builtIn),
      await policyUses.list(user, "permissions", firstPage),
      await policyUses.list(its, "permissions", firstPage),
    ]);
    assert.deepEqual(found, [{ attachments: 1, boundaries: 1 }, [builtIn], []]);
  });

  test("who holds a policy is listed page by page, each once, with their present names", async () => {
    const { accountId, person, group, user, its } = await insertMember();
    await stores.one.transact(async (tx) => {
      await tx.policyUses.add(user, "permissions", builtIn);
      await tx.policyUses.add(user, "boundary", builtIn);
      await tx.policyUses.add(its, "permissions", builtIn);
      await tx.people.rename(refOf(person), { name: "renamed", path: person.path });
    });
    const list = (filter: Parameters<PolicyUses["listHolders"]>[2]) =>
      everyPage(
        stores,
        (tx, after) => tx.policyUses.listHolders(accountId, builtIn, filter, { after, limit: 1 }),
        ({ id }) => id,
      );
    const theGroup = { id: group.groupId, kind: "group", name: group.name };
    const theUser = { id: person.personId, kind: "user", name: "renamed" };
    assert.deepEqual(await list({}), [theGroup, theUser]);
    assert.deepEqual(await list({ kind: "group" }), [theGroup]);
    assert.deepEqual(await list({ purpose: "boundary" }), [theUser]);
    assert.deepEqual(await list({ pathPrefix: "/staff/" }), [theUser]);
  });

  test("inline policies are put, replaced, found, listed and deleted by name", async () => {
    const { user, its } = await insertMember();
    await stores.one.transact(async ({ inlinePolicies }) => {
      await inlinePolicies.put(user, { name: "b", document: "1" });
      await inlinePolicies.put(user, { name: "a", document: "2" });
      await inlinePolicies.put(user, { name: "b", document: "3" });
      await inlinePolicies.put(its, { name: "b", document: "4" });
    });
    const listed = await everyPage(
      stores,
      (tx, after) => tx.inlinePolicies.list(user, { after, limit: 1 }),
      ({ name }) => name,
    );
    assert.deepEqual(listed, [
      { name: "a", document: "2" },
      { name: "b", document: "3" },
    ]);
    const answers = await stores.one.transact(async ({ inlinePolicies }) => [
      await inlinePolicies.find(its, "b"),
      await inlinePolicies.delete(user, "b"),
      await inlinePolicies.delete(user, "b"),
      await inlinePolicies.find(user, "b"),
    ]);
    assert.deepEqual(answers, ["4", true, false, undefined]);
  });

  test("everything that has a say is read in one go: inline, attached and bounding, own and the groups'", async () => {
    const { accountId, person, group, user, its } = await insertMember();
    const [policy] = await insert(accountId, { name: "Versioned" });
    assert.ok(policy);
    const second = { accountId, arn: policy.arn, version: 2, document: "second", createdAt: at(2) };
    await stores.one.transact(async (tx) => {
      await tx.policies.addVersion(second);
      await tx.policies.setDefaultVersion(accountId, policy.arn, 2, at(2));
      await tx.policyUses.add(its, "permissions", policy.arn);
      await tx.policyUses.add(user, "boundary", builtIn);
      await tx.inlinePolicies.put(user, { name: "own", document: "inline" });
      await tx.inlinePolicies.put({ ...user, id: "AIDAother" }, { name: "no", document: "not" });
    });
    const held = await stores.one.read((tx) =>
      tx.policyUses.heldBy({ accountId: person.accountId, id: person.personId }),
    );
    assert.deepEqual(held, [
      { source: "boundary", id: builtIn, holder: user, groupName: undefined, document: undefined },
      { source: "inline", id: "own", holder: user, groupName: undefined, document: "inline" },
      {
        source: "permissions",
        id: policy.arn,
        holder: its,
        groupName: group.name,
        document: "second",
      },
    ]);
  });

  test("all that a holder has can be removed at once", async () => {
    const { accountId, person, user } = await insertMember();
    const held = await stores.one.transact(async (tx) => {
      await tx.policyUses.add(user, "permissions", builtIn);
      await tx.policyUses.add(user, "boundary", builtIn);
      await tx.inlinePolicies.put(user, { name: "own", document: "inline" });
      await tx.policyUses.removeAll(user);
      await tx.inlinePolicies.removeAll(user);
      return tx.policyUses.heldBy({ accountId: person.accountId, id: person.personId });
    });
    assert.deepEqual(held, []);
    const counts = await stores.one.read((tx) => tx.policyUses.count(accountId, builtIn));
    assert.deepEqual(counts, { attachments: 0, boundaries: 0 });
  });
}
