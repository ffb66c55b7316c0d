import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { Instant } from "../../instant.ts";
import { race, type Stores } from "./context.ts";
import { at, newMail } from "./samples.ts";

const far = at(1_000_000_000);

export function describeOutbox(stores: Stores): void {
  const enqueue = async (...ages: readonly number[]) => {
    const mails = ages.map((age) => newMail({ createdAt: at(age) }));
    await stores.one.transact(async (tx) => {
      for (const mail of mails) await tx.outbox.enqueue(mail);
    });
    return mails;
  };
  const lease = (now: Instant, until: Instant, limit = 10) =>
    stores.one.atomically((tx) => tx.outbox.lease(now, until, limit));

  beforeEach(() =>
    stores.one.transact(async (tx) => {
      for (const { mailId } of await tx.outbox.lease(far, far, 1000)) {
        await tx.outbox.markSent(mailId);
      }
    }),
  );

  test("the oldest due mails are leased first, as they were given", async () => {
    const [third, first, second] = await enqueue(30, 10, 20);
    assert.deepEqual(await lease(at(40), at(50), 2), [
      { ...first, attempts: 1 },
      { ...second, attempts: 1 },
    ]);
    assert.deepEqual(await lease(at(40), at(50), 2), [{ ...third, attempts: 1 }]);
  });

  test("a mail is not due before it was written", async () => {
    await enqueue(100);
    assert.deepEqual(await lease(at(99), at(200)), []);
  });

  test("a leased mail is nobody else's until the lease ends", async () => {
    const [mail] = await enqueue(0);
    await lease(at(1), at(100));
    assert.deepEqual(await lease(at(99), at(200)), []);
    assert.deepEqual(await lease(at(100), at(200)), [{ ...mail, attempts: 2 }]);
  });

  test("machines that lease at once share the mails out: none is leased twice", async () => {
    const mails = await enqueue(...Array.from({ length: 30 }, (_, index) => index));
    const leased = await race(stores, 12, (store) =>
      store.atomically((tx) => tx.outbox.lease(at(100), at(200), 5)),
    );
    const ids = leased.flat().map(({ mailId }) => mailId);
    assert.equal(new Set(ids).size, ids.length);
    const rest = await lease(at(100), at(200), 100);
    assert.equal(ids.length + rest.length, mails.length);
  });

  test("a sent mail never comes back", async () => {
    const [mail] = await enqueue(0);
    assert.ok(mail);
    await lease(at(1), at(2));
    await stores.one.transact((tx) => tx.outbox.markSent(mail.mailId));
    assert.deepEqual(await lease(far, far), []);
  });

  test("a failed mail comes back at its time, with its attempts counted", async () => {
    const [mail] = await enqueue(0);
    assert.ok(mail);
    await lease(at(1), at(1000));
    await stores.one.transact((tx) => tx.outbox.retryLater(mail.mailId, at(60)));
    assert.deepEqual(await lease(at(59), at(70)), []);
    assert.deepEqual(await lease(at(60), at(70)), [{ ...mail, attempts: 2 }]);
  });
}
