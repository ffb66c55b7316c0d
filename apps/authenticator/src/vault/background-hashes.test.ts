import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { doHashJob, type HashJob, slowHashes } from "@sallyport/vault/slow-hashes";
import {
  type BackgroundPorts,
  backgroundHashes,
  type HashAnswer,
  type HashWorker,
} from "./background-hashes.ts";

const salt = new Uint8Array(16).fill(1);
const passphrase = new TextEncoder().encode("one");
const cost = { memoryKiB: 8, iterations: 1, lanes: 1 };
const scryptCost = { n: 2, r: 1, p: 1 };
const key = await slowHashes.argon2id(passphrase, salt, cost);

/** A worker that does with each job what the test says. */
class Bench extends EventTarget {
  isEnded = false;
  readonly #work: (job: HashJob, bench: Bench) => void;
  constructor(work: (job: HashJob, bench: Bench) => void) {
    super();
    this.#work = work;
  }
  postMessage(job: HashJob): void {
    this.#work(job, this);
  }
  say(data: HashAnswer): void {
    if (!this.isEnded) this.dispatchEvent(new MessageEvent("message", { data }));
  }
  terminate(): void {
    this.isEnded = true;
  }
}

const working = (job: HashJob, bench: Bench) => {
  void doHashJob(slowHashes, job).then((made) => bench.say({ kind: "key", key: made }));
};
const silent = () => undefined;
const tooSmall = (_job: HashJob, bench: Bench) => bench.say({ kind: "tooLittleMemory" });
const failing = (_job: HashJob, bench: Bench) => bench.say({ kind: "failed" });
const broken = (_job: HashJob, bench: Bench) => bench.dispatchEvent(new Event("error"));

function browserWith(work: ((job: HashJob, bench: Bench) => void) | undefined) {
  const benches: Bench[] = [];
  const places: string[] = [];
  const ports: BackgroundPorts = {
    startWorker: () => {
      if (work === undefined) throw new ReferenceError("Worker is not defined");
      const bench = new Bench(work);
      benches.push(bench);
      return bench as unknown as HashWorker;
    },
    here: slowHashes,
    onPlace: async (place) => {
      places.push(place);
    },
  };
  return { ports, benches, places };
}

describe("a slow hash", () => {
  test("is the worker's, which is ended with it", async () => {
    const { ports, benches, places } = browserWith(working);
    const hashes = backgroundHashes(ports);
    assert.deepEqual(await hashes.argon2id(passphrase, salt, cost), key);
    const other = await slowHashes.scrypt(passphrase, salt, scryptCost);
    assert.deepEqual(await hashes.scrypt(passphrase, salt, scryptCost), other);
    assert.deepEqual(places, ["worker", "worker"]);
    assert.deepEqual(
      benches.map(({ isEnded }) => isEnded),
      [true, true],
    );
  });

  for (const [what, work] of [
    ["there are no workers", undefined],
    ["its worker does not start", broken],
    ["its worker may not do it", failing],
  ] as const) {
    test(`is made here, and that is said before, where ${what}`, async () => {
      const { ports, benches, places } = browserWith(work);
      assert.deepEqual(await backgroundHashes(ports).argon2id(passphrase, salt, cost), key);
      assert.deepEqual(places, ["worker", "here"]);
      assert.ok(benches.every(({ isEnded }) => isEnded));
    });
  }

  test("that finds too little memory is not tried again where there is no more", async () => {
    const { ports, places } = browserWith(tooSmall);
    await assert.rejects(backgroundHashes(ports).argon2id(passphrase, salt, cost), RangeError);
    assert.deepEqual(places, ["worker"]);
  });

  test("ends at once when it is called off", async () => {
    const { ports, benches } = browserWith(silent);
    const controller = new AbortController();
    const making = backgroundHashes(ports, controller.signal).argon2id(passphrase, salt, cost);
    setImmediate(() => controller.abort());
    await assert.rejects(making, { name: "AbortError" });
    assert.deepEqual(
      benches.map(({ isEnded }) => isEnded),
      [true],
    );
  });

  test("does not begin when it was called off before", async () => {
    const { ports, benches } = browserWith(working);
    const hashes = backgroundHashes(ports, AbortSignal.abort());
    await assert.rejects(hashes.argon2id(passphrase, salt, cost), { name: "AbortError" });
    assert.equal(benches.length, 0);
  });

  test("made here gives nothing when it was called off meanwhile", async () => {
    const { ports } = browserWith(undefined);
    const controller = new AbortController();
    const argon2id: typeof slowHashes.argon2id = async (...input) => {
      const made = await slowHashes.argon2id(...input);
      controller.abort();
      return made;
    };
    const here = { ...slowHashes, argon2id };
    const hashes = backgroundHashes({ ...ports, here }, controller.signal);
    await assert.rejects(hashes.argon2id(passphrase, salt, cost), { name: "AbortError" });
  });
});
