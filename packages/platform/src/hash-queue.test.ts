import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { HashQueue } from "./hash-queue.ts";

const unknown = (address: string) => ({ address, knownBrowser: false });
const known = (address: string) => ({ address, knownBrowser: true });
const busy = { code: "Busy", facts: { retryAfterSeconds: 1 } };

/** A queue whose one worker is held until `release`, and the order in which the rest then ran. */
async function heldQueue({ places = 8, patience = 2000 } = {}) {
  const queue = new HashQueue({ workers: 1, places, patience });
  const held = Promise.withResolvers<void>();
  const order: string[] = [];
  const first = queue.run(unknown("holder"), () => held.promise);
  await setImmediate();
  return {
    queue,
    order,
    add: (name: string, source: { address: string; knownBrowser: boolean }) => {
      const done = queue.run(source, async () => {
        order.push(name);
      });
      done.catch(() => {}); // looked at later
      return done;
    },
    async release() {
      held.resolve();
      await first;
    },
  };
}

describe("the queue of password checks", () => {
  test("runs as many at once as there are workers", async () => {
    const queue = new HashQueue({ workers: 2, places: 100, patience: 2000 });
    let running = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 20 }, () =>
        queue.run(unknown("a"), async () => {
          most = Math.max(most, ++running);
          await setImmediate();
          running--;
        }),
      ),
    );
    assert.equal(most, 2);
    assert.equal(running, 0);
  });

  test("a source with many checks does not hold up a source with one", async () => {
    const { add, order, release } = await heldQueue({ places: 100 });
    const all = [
      add("a1", unknown("a")),
      add("a2", unknown("a")),
      add("a3", unknown("a")),
      add("b1", unknown("b")),
      add("c1", unknown("c")),
    ];
    await release();
    await Promise.all(all);
    assert.deepEqual(order, ["a1", "b1", "c1", "a2", "a3"]);
  });

  test("known browsers are served in turn with everyone else", async () => {
    const { add, order, release } = await heldQueue({ places: 100 });
    const all = [
      add("u1", unknown("a")),
      add("u2", unknown("b")),
      add("u3", unknown("c")),
      add("k1", known("k")),
      add("k2", known("k")),
    ];
    await release();
    await Promise.all(all);
    assert.deepEqual(order, ["k1", "u1", "k2", "u2", "u3"]);
  });

  test("half of the places are kept for known browsers", async () => {
    const { add, release } = await heldQueue({ places: 8 });
    const strangers = Array.from({ length: 10 }, (_, n) => add(`u${n}`, unknown(`s${n}`)));
    const friends = Array.from({ length: 4 }, (_, n) => add(`k${n}`, known(`k${n}`)));
    for (const late of strangers.slice(4)) await assert.rejects(late, busy);
    await release();
    await Promise.all([...strangers.slice(0, 4), ...friends]);
  });

  test("known browsers may use every free place", async () => {
    const { add, release } = await heldQueue({ places: 8 });
    const friends = Array.from({ length: 9 }, (_, n) => add(`k${n}`, known(`k${n}`)));
    await assert.rejects(friends[8] as Promise<void>, busy);
    await release();
    await Promise.all(friends.slice(0, 8));
  });

  test("when the places are full, the source that holds the most gives one up", async () => {
    const { add, order, release } = await heldQueue({ places: 8 });
    const flood = Array.from({ length: 4 }, (_, n) => add(`flood${n}`, unknown("flood")));
    const newcomer = add("newcomer", unknown("new"));
    await assert.rejects(flood[3] as Promise<void>, busy);
    await release();
    await Promise.all([...flood.slice(0, 3), newcomer]);
    assert.deepEqual(order, ["flood0", "newcomer", "flood1", "flood2"]);
  });

  test("who waits too long is told to come back, and is never run", async () => {
    const { add, order, release } = await heldQueue({ patience: 20 });
    await assert.rejects(add("late", unknown("a")), busy);
    await release();
    await setImmediate();
    assert.deepEqual(order, []);
  });

  test("work that fails gives its worker back", async () => {
    const queue = new HashQueue({ workers: 1, places: 4, patience: 2000 });
    await assert.rejects(
      queue.run(unknown("a"), () => Promise.reject(new Error("broken"))),
      /broken/,
    );
    assert.equal(await queue.run(unknown("a"), async () => 7), 7);
  });
});
