import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { hash } from "@node-rs/argon2";
import type { Passwords } from "@sallyport/core";
import { argon2Parameters, createPasswords } from "./passwords.ts";

const source = { address: "192.0.2.1", knownBrowser: false };

describe("passwords", () => {
  let passwords: Passwords;
  before(async () => {
    passwords = await createPasswords();
  });

  test("are hashed with argon2id, 19 MiB, two passes, one lane", async () => {
    const phc = await passwords.hash("correct horse", source);
    assert.match(phc, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.notEqual(await passwords.hash("correct horse", source), phc, "a salt of its own");
  });

  test("the right one is accepted, any other refused", async () => {
    const phc = await passwords.hash("correct horse", source);
    assert.deepEqual(await passwords.verify("correct horse", phc, source), {
      ok: true,
      stale: false,
    });
    for (const wrong of ["Correct horse", "correct horse ", "", "correct horse\0"]) {
      assert.deepEqual(await passwords.verify(wrong, phc, source), { ok: false, stale: false });
    }
  });

  test("who does not exist is refused, after as much work", async () => {
    assert.deepEqual(await passwords.verify("anything", undefined, source), {
      ok: false,
      stale: false,
    });
  });

  for (const [what, weaker] of Object.entries({
    "less memory": { memoryCost: 8192 },
    "fewer passes": { timeCost: 1 },
    "another kind": { algorithm: 1 },
  })) {
    test(`one hashed with ${what} than today is stale`, async () => {
      const phc = await hash("old", { ...argon2Parameters, algorithm: 2, ...weaker });
      assert.deepEqual(await passwords.verify("old", phc, source), { ok: true, stale: true });
      assert.deepEqual(await passwords.verify("wrong", phc, source), { ok: false, stale: false });
    });
  }

  test("one hashed with more than today is not", async () => {
    const phc = await hash("new", { ...argon2Parameters, algorithm: 2, timeCost: 3 });
    assert.deepEqual(await passwords.verify("new", phc, source), { ok: true, stale: false });
  });

  test("a damaged hash is a fault, not a refusal", async () => {
    await assert.rejects(passwords.verify("x", "not a PHC string", source));
  });

  test("checking many never blocks the event loop", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    await Promise.all(Array.from({ length: 12 }, () => passwords.verify("x", undefined, source)));
    clearInterval(timer);
    assert.ok(turns > 5, `the loop turned ${turns} times`);
  });
});
