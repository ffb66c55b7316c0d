import assert from "node:assert/strict";
import { test } from "node:test";
import type { MfaRequirementRecord } from "../../store.ts";
import type { Stores } from "./context.ts";
import { at, newAccountId, newGroup, newPerson } from "./samples.ts";

function newRequirement(change: Partial<MfaRequirementRecord> = {}): MfaRequirementRecord {
  return {
    accountId: newAccountId(),
    since: at(5),
    switchedOnAt: at(4),
    graceDays: 14,
    everyone: false,
    ...change,
  };
}

const nobody = { required: [], exempt: [] } as const;

export function describeMfaRequirements(stores: Stores): void {
  test("a requirement is found as it was given, replaced whole, and taken away once", async () => {
    const first = newRequirement();
    const second = { ...first, since: at(9), graceDays: 0, everyone: true };
    const found = await stores.one.transact(async ({ mfaRequirements }) => {
      const before = await mfaRequirements.find(first.accountId);
      await mfaRequirements.put(first, nobody);
      const put = await mfaRequirements.find(first.accountId);
      await mfaRequirements.put(second, nobody);
      return [before, put, await mfaRequirements.find(first.accountId)];
    });
    assert.deepEqual(found, [undefined, first, second]);
    const remove = () => stores.one.transact((tx) => tx.mfaRequirements.delete(first.accountId));
    assert.deepEqual([await remove(), await remove()], [true, false]);
  });

  test("a person's standing knows groups, password and the first prompt of this switching-on", async () => {
    const requirement = newRequirement();
    const { accountId } = requirement;
    const person = newPerson(accountId);
    const required = newGroup(accountId);
    const exempt = newGroup(accountId);
    const standing = () => stores.one.read((tx) => tx.mfaRequirements.standingOf(person));
    assert.equal(await standing(), undefined);
    await stores.one.transact(async (tx) => {
      await tx.people.insert(person);
      await tx.groups.insert(required);
      await tx.groups.insert(exempt);
      await tx.mfaRequirements.put(requirement, {
        required: [required.groupId],
        exempt: [exempt.groupId],
      });
    });
    const outside = {
      requirement,
      inRequiredGroup: false,
      inExemptGroup: false,
      hasPassword: false,
      promptedAt: undefined,
    };
    assert.deepEqual(await standing(), outside);
    await stores.one.transact(async (tx) => {
      await tx.groups.addMember(accountId, required.groupId, person.personId);
      await tx.groups.addMember(accountId, exempt.groupId, person.personId);
      await tx.mfaRequirements.markPrompted(person, requirement, at(6));
      await tx.mfaRequirements.markPrompted(person, requirement, at(8));
    });
    assert.deepEqual(await standing(), {
      ...outside,
      inRequiredGroup: true,
      inExemptGroup: true,
      promptedAt: at(6),
    });
    const again = { ...requirement, switchedOnAt: at(20) };
    await stores.one.transact((tx) => tx.mfaRequirements.put(again, nobody));
    assert.deepEqual(await standing(), { ...outside, requirement: again });
    await stores.one.transact((tx) => tx.mfaRequirements.markPrompted(person, again, at(21)));
    assert.equal((await standing())?.promptedAt, at(21));
    await stores.one.transact((tx) => tx.mfaRequirements.forgetPrompts(person));
    assert.equal((await standing())?.promptedAt, undefined);
  });

  test("grace that was ended stays so until it is switched on anew, whatever prompts came or come", async () => {
    const requirement = newRequirement();
    const { accountId } = requirement;
    const [prompted, unprompted] = [newPerson(accountId), newPerson(accountId)];
    const promptedAt = (person: typeof prompted) =>
      stores.one.read(
        async (tx) =>
          (await tx.mfaRequirements.standingOf(person))?.promptedAt as number | undefined,
      );
    await stores.one.transact(async (tx) => {
      for (const person of [prompted, unprompted]) await tx.people.insert(person);
      await tx.mfaRequirements.put(requirement, nobody);
      await tx.mfaRequirements.markPrompted(prompted, requirement, at(6));
    });
    await stores.one.transact(async (tx) => {
      for (const person of [prompted, unprompted]) {
        await tx.mfaRequirements.endGrace(person, requirement);
        await tx.mfaRequirements.markPrompted(person, requirement, at(9));
      }
    });
    assert.deepEqual([await promptedAt(prompted), await promptedAt(unprompted)], [0, 0]);
    const again = { ...requirement, switchedOnAt: at(20) };
    await stores.one.transact((tx) => tx.mfaRequirements.put(again, nobody));
    assert.equal(await promptedAt(prompted), undefined);
    await stores.one.transact((tx) => tx.mfaRequirements.endGrace(prompted, again));
    assert.deepEqual([await promptedAt(prompted), await promptedAt(unprompted)], [0, undefined]);
  });

  test("whether an account requires MFA comes with a caller's policies, and is no policy", async () => {
    const requirement = newRequirement();
    const person = newPerson(requirement.accountId);
    const ref = { accountId: person.accountId, id: person.personId };
    const held = () => stores.one.read((tx) => tx.policyUses.heldByCaller(ref));
    assert.deepEqual(await held(), { held: [], accountRequiresMfa: false });
    await stores.one.transact((tx) => tx.mfaRequirements.put(requirement, nobody));
    assert.deepEqual(await held(), { held: [], accountRequiresMfa: true });
    assert.deepEqual(await stores.one.read((tx) => tx.policyUses.heldBy(ref)), []);
  });

  test("users and keys in scope are counted, among the first so many", async () => {
    const accountId = newAccountId();
    const inside = newPerson(accountId);
    const outside = newPerson(accountId);
    const group = newGroup(accountId);
    await stores.one.transact(async (tx) => {
      for (const person of [inside, outside]) await tx.people.insert(person);
      await tx.groups.insert(group);
      await tx.groups.addMember(accountId, group.groupId, inside.personId);
    });
    const count = (everyone: boolean, groups: typeof nobody | object, examine = 10) =>
      stores.one.read((tx) =>
        tx.mfaRequirements.count(accountId, { everyone, ...nobody, ...groups }, examine),
      );
    const members = { required: [group.groupId] };
    const counts = (users: number, examined = 2) => ({
      usersWithoutDevice: users,
      withoutPassword: users,
      accessKeys: 0,
      examined,
    });
    assert.deepEqual(await count(true, nobody), counts(2));
    assert.deepEqual(await count(false, members), counts(1));
    assert.deepEqual(await count(true, { exempt: [group.groupId] }), counts(1));
    assert.deepEqual(await count(true, nobody, 1), counts(1, 1));
  });
}
