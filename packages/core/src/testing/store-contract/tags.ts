import assert from "node:assert/strict";
import { test } from "node:test";
import type { Tagged } from "../../records.ts";
import { everyPage, type Stores } from "./context.ts";
import { newAccountId, newPerson, newSerial } from "./samples.ts";

const newTagged = (): Tagged => {
  const { accountId, personId } = newPerson(newAccountId());
  return { accountId, kind: "user", id: personId };
};

export function describeTags(stores: Stores): void {
  const put = (of: Tagged, ...keys: readonly string[]) =>
    stores.one.transact((tx) =>
      tx.tags.put(
        of,
        keys.map((key) => ({ key, value: `of ${key}` })),
      ),
    );
  const list = (of: Tagged, limit = 50, between?: () => Promise<unknown>) =>
    everyPage(
      stores,
      (tx, after) => tx.tags.list(of, { after, limit }),
      ({ key }) => key.toLowerCase(),
      between,
    );
  const keys = async (of: Tagged, limit?: number, between?: () => Promise<unknown>) =>
    (await list(of, limit, between)).map(({ key }) => key);

  test("tags are listed in the order in which they were first set, page by page", async () => {
    const of = newTagged();
    await put(of, "Zone", "cost", "Äpfel:1");
    await put(of, "area");
    assert.deepEqual(await keys(of, 2), ["Zone", "cost", "Äpfel:1", "area"]);
  });

  test("setting again replaces: the new spelling wins, the place is kept", async () => {
    const of = newTagged();
    await put(of, "one", "two", "three");
    await stores.one.transact((tx) => tx.tags.put(of, [{ key: "ONE", value: "" }]));
    assert.deepEqual(await list(of), [
      { key: "ONE", value: "" },
      { key: "two", value: "of two" },
      { key: "three", value: "of three" },
    ]);
  });

  test("tags are removed by key, whatever its case; unknown keys are no fault", async () => {
    const of = newTagged();
    await put(of, "one", "two", "three");
    await stores.one.transact((tx) => tx.tags.remove(of, ["TWO", "four", "%"]));
    assert.deepEqual(await keys(of), ["one", "three"]);
    await stores.one.transact((tx) => tx.tags.removeAll(of));
    assert.deepEqual(await keys(of), []);
  });

  test("a removed tag that is set again goes to the end", async () => {
    const of = newTagged();
    await put(of, "one", "two", "three");
    await stores.one.transact((tx) => tx.tags.remove(of, ["one"]));
    await put(of, "one");
    assert.deepEqual(await keys(of), ["two", "three", "one"]);
  });

  test("no page leaves a tag out, even when the last one seen was removed", async () => {
    const of = newTagged();
    await put(of, "one", "two", "three", "four");
    const removals = [["one"]];
    const listed = await keys(of, 1, () =>
      stores.one.transact((tx) => tx.tags.remove(of, removals.shift() ?? [])),
    );
    assert.deepEqual(listed, ["one", "two", "three", "four"]);
  });

  test("tags belong to one owner of one kind in one account", async () => {
    const of = newTagged();
    await put(of, "mine");
    const others: readonly Tagged[] = [
      { ...of, kind: "mfa" },
      { ...of, id: newSerial() },
      { ...of, accountId: newAccountId() },
    ];
    for (const other of others) await put(other, "theirs");
    await stores.one.transact((tx) => tx.tags.removeAll(of));
    assert.deepEqual(await keys(of), []);
    for (const other of others) assert.deepEqual(await keys(other), ["theirs"]);
  });
}
