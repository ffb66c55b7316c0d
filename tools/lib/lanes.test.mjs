import assert from "node:assert/strict";
import { test } from "node:test";
import { inLanes } from "./lanes.mjs";

/** Jobs that end when they are told to, and what is known of them. @param {number} lanes @param {readonly string[]} names @param {() => boolean} [halted] */
function underWay(lanes, names, halted) {
  /** @type {string[]} */
  const begun = [];
  /** @type {Map<string, { resolve: (outcome: string) => void, reject: (error: Error) => void }>} */
  const ends = new Map();
  const options = halted === undefined ? { lanes } : { lanes, halted };
  const all = inLanes(names, options, (name) => {
    begun.push(name);
    return new Promise((resolve, reject) => ends.set(name, { resolve, reject }));
  });
  /** What a lane does after a job comes after the job's promise. @param {() => unknown} act */
  const then = async (act) => {
    act();
    await new Promise(setImmediate);
  };
  return {
    all,
    begun,
    end: (/** @type {string} */ name) => then(() => ends.get(name)?.resolve(`${name} ended`)),
    fail: (/** @type {string} */ name) => then(() => ends.get(name)?.reject(new Error(name))),
  };
}

test("as many jobs run as there are lanes, in their order, and a free lane takes the next", async () => {
  const work = underWay(2, ["a", "b", "c", "d"]);
  assert.deepEqual(work.begun, ["a", "b"]);
  await work.end("b");
  assert.deepEqual(work.begun, ["a", "b", "c"]);
  await work.end("c");
  await work.end("d");
  await work.end("a");
  assert.deepEqual(await work.all, ["a ended", "b ended", "c ended", "d ended"]);
});

test("more lanes than jobs do no harm, nor does having nothing to do", async () => {
  const work = underWay(8, ["a"]);
  await work.end("a");
  assert.deepEqual(await work.all, ["a ended"]);
  assert.deepEqual(await underWay(8, []).all, []);
});

test("once halted nothing more begins, and what was under way still counts", async () => {
  let halted = false;
  const work = underWay(2, ["a", "b", "c"], () => halted);
  halted = true;
  await work.end("a");
  await work.end("b");
  assert.deepEqual(await work.all, ["a ended", "b ended"]);
  assert.deepEqual(work.begun, ["a", "b"]);
});

test("a job that fails fails the whole, but not before the others under way have ended", async () => {
  const work = underWay(2, ["a", "b", "c"]);
  let settled = false;
  const watched = work.all.finally(() => {
    settled = true;
  });
  watched.catch(() => undefined);
  await work.fail("a");
  assert.equal(settled, false, "b is still under way");
  await work.end("b");
  await assert.rejects(watched, /^Error: a$/);
  assert.deepEqual(work.begun, ["a", "b"]);
});
