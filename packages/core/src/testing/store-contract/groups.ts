import assert from "node:assert/strict";
import { test } from "node:test";
import { nameKey } from "../../names.ts";
import { countTrue, everyPage, race, type Stores } from "./context.ts";
import { newAccountId, newGroup, newPerson, newRef, refOf } from "./samples.ts";

const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);
const keyOf = ({ name }: { readonly name: string }) => nameKey(name);
const firstPage = { after: undefined, limit: 100 };

export function describeGroups(stores: Stores): void {
  const insertGroups = (
    accountId: ReturnType<typeof newAccountId>,
    ...groups: readonly Parameters<typeof newGroup>[1][]
  ) =>
    stores.one.transact(async (tx) => {
      const made = groups.map((change) => newGroup(accountId, change));
      for (const group of made) await tx.groups.insert(group);
      return made;
    });

  /** A group and people of these names in it. */
  const insertMembers = async (...members: readonly string[]) => {
    const group = newGroup(newAccountId());
    const people = members.map((name) => newPerson(group.accountId, { name }));
    await stores.one.transact(async (tx) => {
      await tx.groups.insert(group);
      for (const person of people) {
        await tx.people.insert(person);
        await tx.groups.addMember(group.accountId, group.groupId, person.personId);
      }
    });
    return { group, people };
  };

  test("a group is found by its name, whatever its case, and only in its account", async () => {
    const group = newGroup(newAccountId(), { name: "Admins", path: "/eu/" });
    await stores.one.transact((tx) => tx.groups.insert(group));
    const found = await stores.one.read(async ({ groups }) => [
      await groups.find(group.accountId, "aDMINS"),
      await groups.find(group.accountId, "Admin"),
      await groups.find(newAccountId(), "Admins"),
    ]);
    assert.deepEqual(found, [group, undefined, undefined]);
  });

  test("a name is taken once in an account, whatever its case, many at once included", async () => {
    const accountId = newAccountId();
    const answers = await race(stores, 16, (store, index) =>
      store.transact((tx) =>
        tx.groups.insert(newGroup(accountId, { name: index % 2 === 0 ? "ops" : "OPS" })),
      ),
    );
    assert.equal(countTrue(answers), 1);
    const other = newGroup(newAccountId(), { name: "Ops" });
    assert.equal(await stores.one.transact((tx) => tx.groups.insert(other)), true);
  });

  test("groups are listed by name, page by page, under a literal path", async () => {
    const accountId = newAccountId();
    await insertGroups(
      accountId,
      { name: "c", path: "/x/" },
      { name: "A", path: "/x/y/" },
      { name: "b", path: "/%/" },
      { name: "D" },
    );
    const under = async (pathPrefix: string) =>
      names(
        await everyPage(
          stores,
          (tx, after) => tx.groups.list(accountId, { pathPrefix }, { after, limit: 1 }),
          keyOf,
        ),
      );
    assert.deepEqual(await under("/"), ["A", "b", "c", "D"]);
    assert.deepEqual(await under("/x/"), ["A", "c"]);
    assert.deepEqual(await under("/%"), ["b"]);
    assert.deepEqual(await under("/_"), []);
  });

  test("summaries count members, under a literal name prefix", async () => {
    const { group } = await insertMembers("one", "two");
    const [other] = await insertGroups(group.accountId, { name: "g%" }, { name: "h" });
    const list = (namePrefix: string) =>
      everyPage(
        stores,
        (tx, after) =>
          tx.groups.listSummaries(group.accountId, { namePrefix }, { after, limit: 1 }),
        (row) => nameKey(row.group.name),
      );
    const rows = await list("G");
    assert.deepEqual(
      rows.map(({ userCount }) => userCount),
      [0, 2],
    );
    assert.deepEqual(rows[1]?.group, group);
    assert.deepEqual(await list("g%"), [{ group: other, userCount: 0 }]);
    assert.deepEqual(await list("%"), []);
  });

  test("groups are counted", async () => {
    const accountId = newAccountId();
    await insertGroups(accountId, {}, {}, {});
    const counts = await stores.one.read(async ({ groups }) => [
      await groups.count(accountId),
      await groups.count(newAccountId()),
    ]);
    assert.deepEqual(counts, [3, 0]);
  });

  test("a group can be renamed and moved, but not to another's name", async () => {
    const accountId = newAccountId();
    const [group] = await insertGroups(accountId, { name: "one" }, { name: "two" });
    assert.ok(group);
    const rename = (name: string) =>
      stores.one.transact((tx) =>
        tx.groups.rename(accountId, group.groupId, { name, path: "/moved/" }),
      );
    assert.equal(await rename("TWO"), false);
    assert.equal(await rename("ONE"), true);
    const found = await stores.one.read((tx) => tx.groups.find(accountId, "one"));
    assert.deepEqual(found, { ...group, name: "ONE", path: "/moved/" });
  });

  test("a deleted group is gone", async () => {
    const [group] = await insertGroups(newAccountId(), {});
    assert.ok(group);
    await stores.one.transact((tx) => tx.groups.delete(group.accountId, group.groupId));
    const found = await stores.one.read((tx) => tx.groups.find(group.accountId, group.name));
    assert.equal(found, undefined);
  });

  test("adding a member twice is no fault, and new only once", async () => {
    const { group, people } = await insertMembers("ann");
    const personId = people[0]?.personId ?? newRef().personId;
    const { accountId, groupId } = group;
    const answers = await stores.one.transact(async ({ groups }) => [
      await groups.addMember(accountId, groupId, personId),
      await groups.removeMember(accountId, groupId, personId),
      await groups.removeMember(accountId, groupId, personId),
      await groups.addMember(accountId, groupId, personId),
    ]);
    assert.deepEqual(answers, [false, true, false, true]);
    assert.equal(await stores.one.read((tx) => tx.groups.countMembers(accountId, groupId)), 1);
  });

  test("members are listed by name, page by page, whatever comes and goes meanwhile", async () => {
    const { group, people } = await insertMembers("b", "D", "f", "h");
    const { accountId, groupId } = group;
    const newcomer = newPerson(accountId, { name: "a" });
    const listed = await everyPage(
      stores,
      (tx, after) => tx.groups.listMembers(accountId, groupId, { after, limit: 1 }),
      keyOf,
      () =>
        stores.one.transact(async (tx) => {
          await tx.people.insert(newcomer);
          await tx.groups.addMember(accountId, groupId, newcomer.personId);
          const leaver = people[2]?.personId;
          if (leaver) await tx.groups.removeMember(accountId, groupId, leaver);
        }),
    );
    assert.deepEqual(listed, [people[0], people[1], people[3]]);
  });

  test("members are counted per group", async () => {
    const { group } = await insertMembers("a", "b", "c");
    const [empty] = await insertGroups(group.accountId, {});
    assert.ok(empty);
    const counts = await stores.one.read(async ({ groups }) => [
      await groups.countMembers(group.accountId, group.groupId),
      await groups.countMembers(empty.accountId, empty.groupId),
    ]);
    assert.deepEqual(counts, [3, 0]);
  });

  test("members are counted right when many join and leave at once", async () => {
    const { group, people } = await insertMembers(...Array.from({ length: 20 }, (_, n) => `m${n}`));
    const { accountId, groupId } = group;
    await race(stores, people.length, (store, index) =>
      store.transact(async ({ groups }) => {
        const personId = people[index]?.personId ?? newRef().personId;
        await groups.removeMember(accountId, groupId, personId);
        if (index % 4 === 0) await groups.addMember(accountId, groupId, personId);
      }),
    );
    assert.equal(await stores.one.read((tx) => tx.groups.countMembers(accountId, groupId)), 5);
  });

  test("a group made anew under an old id has no members", async () => {
    const { group } = await insertMembers("a");
    const { accountId, groupId } = group;
    const count = await stores.one.transact(async ({ groups, people }) => {
      const person = await people.findUser(accountId, "a");
      if (person) await groups.removeMemberFromAll(person);
      await groups.delete(accountId, groupId);
      await groups.insert(group);
      return groups.countMembers(accountId, groupId);
    });
    assert.equal(count, 0);
  });

  test("a person's groups are listed by name, page by page, and counted", async () => {
    const accountId = newAccountId();
    const groups = await insertGroups(accountId, { name: "c" }, { name: "A" }, { name: "b" });
    await insertGroups(accountId, { name: "other" });
    const person = newPerson(accountId);
    await stores.one.transact(async (tx) => {
      await tx.people.insert(person);
      for (const { groupId } of groups) {
        await tx.groups.addMember(accountId, groupId, person.personId);
      }
    });
    const listed = await everyPage(
      stores,
      (tx, after) => tx.groups.listOf(refOf(person), { after, limit: 2 }),
      keyOf,
    );
    assert.deepEqual(names(listed), ["A", "b", "c"]);
    assert.equal(await stores.one.read((tx) => tx.groups.countOf(person)), 3);
  });

  test("a person can leave every group at once", async () => {
    const { group, people } = await insertMembers("stays", "goes");
    const [, goes] = people;
    assert.ok(goes);
    await stores.one.transact((tx) => tx.groups.removeMemberFromAll(goes));
    const left = await stores.one.read((tx) =>
      tx.groups.listMembers(group.accountId, group.groupId, firstPage),
    );
    assert.deepEqual(names(left), ["stays"]);
    assert.equal(await stores.one.read((tx) => tx.groups.countOf(goes)), 0);
  });
}
