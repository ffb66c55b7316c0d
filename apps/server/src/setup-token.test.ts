import assert from "node:assert/strict";
import { createHash, timingSafeEqual } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, test } from "node:test";
import { type Digests, HOUR, instant, later } from "@sallyport/core";
import { systemRandom } from "@sallyport/platform";
import { announceInFile, announceOnTerminal, createSetupToken } from "./setup-token.ts";

const digests: Digests = {
  sha256: (input) => createHash("sha256").update(input).digest(),
  keyed: () => assert.fail("the set-up token needs no key"),
  equal: (a, b) => a.length === b.length && timingSafeEqual(a, b),
};

function setUp() {
  let now = instant(Date.UTC(2026, 10, 24));
  const shown: string[] = [];
  let withdrawn = 0;
  const token = createSetupToken({
    clock: { now: () => now },
    random: systemRandom,
    digests,
    announcement: {
      show: async (text) => {
        shown.push(text);
      },
      withdraw: async () => {
        withdrawn++;
      },
    },
  });
  return {
    token,
    shown,
    withdrawn: () => withdrawn,
    pass: (ms: number) => {
      now = later(now, ms);
    },
  };
}

describe("the set-up token", () => {
  test("has 256 bits, and only it is taken, however it was pasted", async () => {
    const { token, shown } = setUp();
    assert.ok(!token.check(""));
    await token.renew();
    const [text = ""] = shown;
    assert.equal(Buffer.from(text, "base64url").length, 32);
    assert.ok(token.check(text));
    assert.ok(token.check(` ${text}\n`));
    assert.ok(![text.slice(1), `${text}x`, text.toLowerCase(), ""].some(token.check));
    await token.close();
  });

  test("is good for one hour", async () => {
    const { token, shown, pass } = setUp();
    await token.renew();
    pass(HOUR - 1);
    assert.ok(token.check(shown[0] ?? ""));
    pass(1);
    assert.ok(!token.check(shown[0] ?? ""));
    await token.close();
  });

  test("a new one ends the one before", async () => {
    const { token, shown } = setUp();
    await token.renew();
    await token.renew();
    assert.deepEqual(shown.map(token.check), [false, true]);
    await token.close();
  });

  test("none is good once the first account is made", async () => {
    const { token, shown, withdrawn } = setUp();
    await token.renew();
    await token.close();
    await token.renew();
    assert.equal(shown.length, 1);
    assert.ok(!token.check(shown[0] ?? ""));
    assert.equal(withdrawn(), 1);
  });
});

describe("the set-up token is announced", () => {
  test("on a terminal, in full", async () => {
    let screen = "";
    await announceOnTerminal((text) => {
      screen += text;
    }).show("the-token");
    assert.match(screen, /^ {4}the-token$/m);
  });

  test("elsewhere in a file for its owner alone, of which only the path is said", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sallyport-token-"));
    const said: string[] = [];
    const announcement = announceInFile(folder, (path) => said.push(path));
    await announcement.show("one");
    await announcement.show("two");
    const path = join(folder, "setup-token");
    assert.deepEqual(said, [path, path]);
    assert.equal(await readFile(path, "utf8"), "two\n");
    assert.equal((await stat(path)).mode & 0o777, 0o600);
    await announcement.withdraw();
    await announcement.withdraw();
    assert.deepEqual(await readdir(folder), []);
    await rm(folder, { recursive: true });
  });
});
