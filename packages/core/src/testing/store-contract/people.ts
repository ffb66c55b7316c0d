import assert from "node:assert/strict";
import { test } from "node:test";
import { nameKey } from "../../names.ts";
import { countTrue, everyPage, race, type Stores } from "./context.ts";
import {
  at,
  newAccountId,
  newAssignment,
  newDevice,
  newGroup,
  newPerson,
  newRoot,
  refOf,
} from "./samples.ts";

const names = (people: readonly { readonly name: string }[]) => people.map(({ name }) => name);

export function describePeople(stores: Stores): void {
  const insertUsers = (accountId: ReturnType<typeof newAccountId>, ...users: readonly string[]) =>
    stores.one.transact(async (tx) => {
      for (const name of users) await tx.people.insert(newPerson(accountId, { name }));
    });

  const everywhere = { pathPrefix: "/", examine: 0 };

  test("a person is found as it was given, and only in its account", async () => {
    const accountId = newAccountId();
    const person = newPerson(accountId, {
      name: "Zoe+test@example",
      path: "/division/team/",
      passwordLastUsedAt: at(7),
      lastActiveAt: at(8),
      epoch: 3,
    });
    await stores.one.transact((tx) => tx.people.insert(person));
    const found = await stores.one.read(async ({ people }) => [
      await people.find(refOf(person)),
      await people.findUser(accountId, "zOE+TEST@example"),
      await people.find({ ...refOf(person), accountId: newAccountId() }),
      await people.findUser(newAccountId(), person.name),
    ]);
    assert.deepEqual(found, [person, person, undefined, undefined]);
  });

  test("a name is taken once in an account, whatever its case", async () => {
    const [accountId, other] = [newAccountId(), newAccountId()];
    const answers = await stores.one.transact(async ({ people }) => [
      await people.insert(newPerson(accountId, { name: "Alice" })),
      await people.insert(newPerson(accountId, { name: "aLICE" })),
      await people.insert(newPerson(other, { name: "alice" })),
    ]);
    assert.deepEqual(answers, [true, false, true]);
  });

  test("of many users of one name at once, one is made", async () => {
    const accountId = newAccountId();
    const answers = await race(stores, 32, (store, index) =>
      store.transact((tx) =>
        tx.people.insert(newPerson(accountId, { name: index % 2 === 0 ? "Bob" : "BOB" })),
      ),
    );
    assert.equal(countTrue(answers), 1);
  });

  test("root is a person, but no user: in no list and no count, found by no name", async () => {
    const accountId = newAccountId();
    const root = newRoot(accountId);
    await stores.one.transact((tx) => tx.people.insert(root));
    await insertUsers(accountId, "Anna");
    const page = { after: undefined, limit: 10 };
    const seen = await stores.one.read(async ({ people }) => ({
      root: await people.find(root),
      named: await people.findUser(accountId, ""),
      users: names((await people.listUsers(accountId, everywhere, page)).people),
      count: await people.countUsers(accountId),
      without: await people.countUsersWithoutDevice(accountId),
    }));
    assert.deepEqual(seen, { root, named: undefined, users: ["Anna"], count: 1, without: 1 });
  });

  test("users are listed by name, whatever its case, page by page", async () => {
    const accountId = newAccountId();
    await insertUsers(accountId, "delta", "Alpha", "charlie", "BRAVO", "a-1", "a_1", "a.1", "a1");
    const listed = await everyPage(
      stores,
      async (tx, after) =>
        (await tx.people.listUsers(accountId, everywhere, { after, limit: 3 })).people,
      ({ name }) => nameKey(name),
    );
    assert.deepEqual(names(listed), [
      "a-1",
      "a.1",
      "a1",
      "a_1",
      "Alpha",
      "BRAVO",
      "charlie",
      "delta",
    ]);
  });

  test("pages go on where they were, whatever is made and deleted meanwhile", async () => {
    const accountId = newAccountId();
    await insertUsers(accountId, "b", "d", "f", "h", "j", "l");
    const between = [
      () => insertUsers(accountId, "a", "c", "e"),
      () =>
        stores.one.transact(async ({ people }) => {
          for (const name of ["b", "e", "h"]) {
            const person = await people.findUser(accountId, name);
            if (person) await people.delete(person);
          }
        }),
    ];
    const listed = await everyPage(
      stores,
      async (tx, after) =>
        (await tx.people.listUsers(accountId, everywhere, { after, limit: 2 })).people,
      ({ name }) => nameKey(name),
      async () => between.shift()?.(),
    );
    assert.deepEqual(names(listed), ["b", "d", "e", "f", "j", "l"]);
  });

  test("a path prefix is literal and keeps its case", async () => {
    const accountId = newAccountId();
    const paths = ["/", "/a%/", "/a_/", "/ab/", "/ab/c/", "/AB/", "/abc/"];
    await stores.one.transact(async (tx) => {
      for (const path of paths) await tx.people.insert(newPerson(accountId, { path }));
    });
    const under = async (pathPrefix: string) => {
      const page = { after: undefined, limit: 100 };
      const { people } = await stores.one.read((tx) =>
        tx.people.listUsers(accountId, { pathPrefix, examine: 100 }, page),
      );
      return people.map(({ path }) => path);
    };
    assert.deepEqual(await under("/"), paths);
    assert.deepEqual(await under("/ab"), ["/ab/", "/ab/c/", "/abc/"]);
    assert.deepEqual(await under("/ab/"), ["/ab/", "/ab/c/"]);
    assert.deepEqual(await under("/a%"), ["/a%/"]);
    assert.deepEqual(await under("/a_"), ["/a_/"]);
    assert.deepEqual(await under("/%"), []);
  });

  test("users under a path are looked for among so many, and a page tells where it stopped", async () => {
    const accountId = newAccountId();
    await insertUsers(accountId, "a", "b", "c", "d", "e");
    const deep = newPerson(accountId, { name: "dd", path: "/deep/" });
    await stores.one.transact((tx) => tx.people.insert(deep));
    const page = async (after: string | undefined, limit: number) => {
      const { people, examinedTo } = await stores.one.read((tx) =>
        tx.people.listUsers(accountId, { pathPrefix: "/deep/", examine: 2 }, { after, limit }),
      );
      return [names(people), examinedTo];
    };
    assert.deepEqual(await page(undefined, 3), [[], "b"]);
    assert.deepEqual(await page("b", 3), [[], "d"]);
    assert.deepEqual(await page("d", 3), [["dd"], "e"]);
    assert.deepEqual(await page("d", 1), [["dd"], undefined]);
    assert.deepEqual(await page("e", 3), [[], undefined]);
  });

  test("users are counted, and those without a device", async () => {
    const accountId = newAccountId();
    const [one, two, three] = [newPerson(accountId), newPerson(accountId), newPerson(accountId)];
    await stores.one.transact(async (tx) => {
      for (const person of [newRoot(accountId), one, two, three]) await tx.people.insert(person);
      for (const owner of [one, one, two]) {
        const assignment = newAssignment(owner.personId);
        await tx.devices.insert(newDevice(accountId, { assignment }));
      }
      await tx.devices.insert(newDevice(accountId));
    });
    const counts = await stores.one.read(async ({ people }) => [
      await people.countUsers(accountId),
      await people.countUsersWithoutDevice(accountId),
      await people.countUsers(newAccountId()),
    ]);
    assert.deepEqual(counts, [3, 1, 0]);
  });

  test("counts stay right when many come and go at once, from every machine", async () => {
    const accountId = newAccountId();
    const staying = Array.from({ length: 40 }, () => newPerson(accountId));
    await race(stores, staying.length, (store, index) =>
      store.transact(async (tx) => {
        const person = staying[index] ?? newPerson(accountId);
        const leaving = newPerson(accountId);
        await tx.people.insert(person);
        await tx.people.insert(leaving);
        await tx.people.delete(leaving);
        await tx.people.delete(leaving);
        const assignment = newAssignment(person.personId);
        if (index % 2 === 0) await tx.devices.insert(newDevice(accountId, { assignment }));
      }),
    );
    const counts = await stores.one.read(async ({ people, devices }) => [
      await people.countUsers(accountId),
      await people.countUsersWithoutDevice(accountId),
      await devices.count(accountId),
    ]);
    assert.deepEqual(counts, [40, 20, { all: 20, assigned: 20 }]);
  });

  test("a user without a device any more counts as such again", async () => {
    const accountId = newAccountId();
    const person = newPerson(accountId);
    const [one, two, spare] = [newDevice(accountId), newDevice(accountId), newDevice(accountId)];
    const seen: number[] = [];
    await stores.one.transact(async ({ people, devices }) => {
      const look = async () => seen.push(await people.countUsersWithoutDevice(accountId));
      await people.insert(person);
      for (const device of [one, two, spare]) await devices.insert(device);
      await look();
      for (const { serialNumber } of [one, two]) {
        await devices.assign(accountId, serialNumber, newAssignment(person.personId));
        await look();
      }
      await devices.unassign(accountId, one.serialNumber);
      await devices.unassign(accountId, one.serialNumber);
      await look();
      await devices.delete(accountId, spare.serialNumber);
      await look();
      await devices.delete(accountId, two.serialNumber);
      await devices.delete(accountId, two.serialNumber);
      await look();
    });
    assert.deepEqual(seen, [1, 0, 0, 0, 0, 1]);
    const counts = await stores.one.read((tx) => tx.devices.count(accountId));
    assert.deepEqual(counts, { all: 1, assigned: 0 });
  });

  test("a user can be renamed and moved, to another case of its name too", async () => {
    const person = newPerson(newAccountId(), { name: "Carol" });
    const change = { name: "CAROL", path: "/x/" };
    const answer = await stores.one.transact(async ({ people }) => {
      await people.insert(person);
      return people.rename(person, change);
    });
    assert.equal(answer, true);
    const found = await stores.one.read((tx) => tx.people.findUser(person.accountId, "carol"));
    assert.deepEqual(found, { ...person, ...change });
  });

  test("a new name that another user has is refused, whatever its case", async () => {
    const accountId = newAccountId();
    await insertUsers(accountId, "Dave");
    const person = newPerson(accountId, { name: "Eve" });
    const answers = await stores.one.transact(async ({ people }) => [
      await people.insert(person),
      await people.rename(person, { name: "dAVE", path: "/" }),
      await people.rename(newPerson(accountId), { name: "Nobody", path: "/" }),
    ]);
    assert.deepEqual(answers, [true, false, false]);
    assert.deepEqual(await stores.one.read((tx) => tx.people.find(person)), person);
  });

  test("of many users that want one name at once, one gets it", async () => {
    const accountId = newAccountId();
    const wanting = Array.from({ length: 8 }, () => newPerson(accountId));
    await stores.one.transact(async ({ people }) => {
      for (const person of wanting) await people.insert(person);
    });
    const answers = await race(stores, wanting.length, (store, index) =>
      store.transact((tx) =>
        tx.people.rename(wanting[index] ?? newPerson(accountId), { name: "Frank", path: "/" }),
      ),
    );
    assert.equal(countTrue(answers), 1);
  });

  test("a renamed user keeps its place in its groups' lists by the new name", async () => {
    const accountId = newAccountId();
    const group = newGroup(accountId);
    const [early, late] = [
      newPerson(accountId, { name: "b" }),
      newPerson(accountId, { name: "c" }),
    ];
    const members = await stores.one.transact(async ({ people, groups }) => {
      await groups.insert(group);
      for (const person of [early, late]) {
        await people.insert(person);
        await groups.addMember(accountId, group.groupId, person.personId);
      }
      await people.rename(late, { name: "A", path: "/" });
      return groups.listMembers(accountId, group.groupId, { after: undefined, limit: 10 });
    });
    assert.deepEqual(names(members), ["A", "b"]);
  });

  test("deleting removes the person", async () => {
    const person = newPerson(newAccountId());
    await stores.one.transact((tx) => tx.people.insert(person));
    await stores.one.transact((tx) => tx.people.delete(person));
    assert.equal(await stores.one.read((tx) => tx.people.find(person)), undefined);
  });

  test("using the password is remembered", async () => {
    const person = newPerson(newAccountId());
    await stores.one.transact(async ({ people }) => {
      await people.insert(person);
      await people.markPasswordUsed(person, at(77));
    });
    const found = await stores.one.read((tx) => tx.people.find(person));
    assert.deepEqual(found, { ...person, passwordLastUsedAt: at(77), lastActiveAt: at(77) });
  });

  test("an epoch rises by one each time, many at once included", async () => {
    const person = newPerson(newAccountId());
    await stores.one.transact((tx) => tx.people.insert(person));
    await race(stores, 20, (store) => store.atomically((tx) => tx.people.raiseEpoch(person)));
    const found = await stores.one.read((tx) => tx.people.find(person));
    assert.equal(found?.epoch, 20);
  });
}
