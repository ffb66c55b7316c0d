import assert from "node:assert/strict";
import { test } from "node:test";
import type { EmailChangeRecord } from "../../records.ts";
import type { Tx } from "../../store.ts";
import { countTrue, race, type Stores } from "./context.ts";
import { at, newAccountId, newBytes } from "./samples.ts";

export function describeEmailChanges(stores: Stores): void {
  const change = <T>(work: (tx: Tx) => Promise<T>) => stores.one.transact(work);
  const find = ({ accountId }: EmailChangeRecord) =>
    stores.one.read((tx) => tx.emailChanges.find(accountId));

  const newChange = (more: Partial<EmailChangeRecord> = {}): EmailChangeRecord => ({
    accountId: newAccountId(),
    email: "New.Root@Example.com",
    codeHash: newBytes(),
    boundTo: newBytes(),
    expiresAt: at(3_600_000),
    ...more,
  });

  test("one is found by its account, as it was given, and the next takes its place", async () => {
    const first = newChange();
    await change((tx) => tx.emailChanges.put(first));
    assert.deepEqual(await find(first), first);
    assert.equal(await find(newChange()), undefined);
    const second = newChange({ accountId: first.accountId, email: "b@example.com" });
    await change((tx) => tx.emailChanges.put(second));
    assert.deepEqual(await find(first), second);
    const taken = await change((tx) => tx.emailChanges.take(first.accountId, first.codeHash));
    assert.equal(taken, false, "the former code is void");
  });

  test("of many that use one at once, one does", async () => {
    const asked = newChange();
    await change((tx) => tx.emailChanges.put(asked));
    const answers = await race(stores, 20, (store) =>
      store.transact((tx) => tx.emailChanges.take(asked.accountId, asked.codeHash)),
    );
    assert.equal(countTrue(answers), 1);
    assert.equal(await find(asked), undefined);
  });

  test("one follows its session, and no other's", async () => {
    const [asked, other] = [newChange(), newChange()];
    const to = newBytes();
    await change(async ({ emailChanges }) => {
      await emailChanges.put(asked);
      await emailChanges.put(other);
      await emailChanges.rebind(asked.boundTo, to);
    });
    assert.deepEqual(await find(asked), { ...asked, boundTo: to });
    assert.deepEqual(await find(other), other);
  });

  test("one is deleted once, and sweeping forgets those that have expired", async () => {
    const ended = newChange();
    const old = newChange({ expiresAt: at(-9) });
    const young = newChange({ expiresAt: at(-8) });
    for (const one of [ended, old, young]) await change((tx) => tx.emailChanges.put(one));
    const remove = () => change((tx) => tx.emailChanges.delete(ended.accountId));
    assert.deepEqual([await remove(), await remove()], [true, false]);
    assert.equal(await change((tx) => tx.emailChanges.sweep(at(-9))), 1);
    assert.deepEqual(
      [await find(ended), await find(old), await find(young)],
      [undefined, undefined, young],
    );
  });
}
