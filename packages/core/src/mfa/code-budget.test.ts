// Security rules 1 to 3: guessing at codes.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  type Account,
  type Browser,
  type House,
  openHouse,
  type Resident,
  refusal,
  wrongCode,
} from "../testing/house/index.ts";
import { codeLimits } from "./prove-code.ts";

let house: House;
let account: Account;
let names = 0;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
});
after(() => house.close());

async function newUser(devices = 1): Promise<Resident> {
  names += 1;
  const user = await house.addUser(account, `user${names}`);
  const at = await house.signIn(user);
  for (let number = 1; number <= devices; number += 1) {
    await house.enrol(at, `user${names}-${number}`, { owner: user });
    house.wait(90_000);
  }
  return user;
}

/** A browser that has typed the right password, and is asked for a code. */
const thiefOf = (user: Resident, at?: Browser) => house.typePassword(user, at);

function wrongFor(user: Resident): string {
  const near = house.step();
  for (let number = 0; ; number += 1) {
    const code = String(number).padStart(6, "0");
    const isRight = user.devices.some((device) =>
      [-3, -2, -1, 0, 1, 2, 3].some((offset) => device.codeAt(near + offset) === code),
    );
    if (!isRight) return code;
  }
}

const guess = (thief: Browser, user: Resident) =>
  refusal(thief.knock("SubmitMFACode", { code: wrongFor(user) }));

describe("wrong codes", () => {
  test("of 200 at once, five are compared", async () => {
    const user = await newUser();
    const thief = await thiefOf(user);
    const answers = await Promise.all(Array.from({ length: 200 }, () => guess(thief, user)));
    assert.equal(answers.filter(({ code }) => code === "InvalidAuthenticationCode").length, 5);
    assert.equal(answers.filter(({ code }) => code === "Throttling").length, 195);
    assert.deepEqual((await house.ledger(user))?.wrong, 5);
  });

  test("of 200 at once from 200 sign-ins and addresses, five are compared", async () => {
    const user = await newUser();
    const thieves: Browser[] = [];
    for (let number = 0; number < 200; number += 1) thieves.push(await thiefOf(user));
    const answers = await Promise.all(thieves.map((thief) => guess(thief, user)));
    assert.equal(answers.filter(({ code }) => code === "InvalidAuthenticationCode").length, 5);
  });

  test("one right code among 200 at once signs in once at most", async () => {
    const user = await newUser();
    const [device] = user.devices;
    const thief = await thiefOf(user);
    const code = device?.codeAt(house.step());
    const answers = await Promise.allSettled(
      Array.from({ length: 200 }, () => thief.knock("SubmitMFACode", { code })),
    );
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
  });

  for (const [devices, cost] of [
    [1, 3],
    [8, 24],
  ] as const) {
    test(`cost ${cost} each with ${devices} device${devices > 1 ? "s" : ""}`, async () => {
      const user = await newUser(devices);
      const thief = await thiefOf(user);
      await guess(thief, user);
      assert.equal((await house.ledger(user))?.cost, cost);
      await guess(thief, user);
      assert.equal((await house.ledger(user))?.cost, 2 * cost);
    });

    test(`close typed codes at 300 with ${devices} device${devices > 1 ? "s" : ""}`, async () => {
      const user = await newUser(devices);
      const tries = Math.floor(codeLimits.cost / cost);
      for (let number = 0; number < tries; number += 1) {
        const thief = await thiefOf(user);
        const { code } = await guess(thief, user);
        assert.equal(code, "InvalidAuthenticationCode", `try ${number + 1}`);
        house.wait(codeLimits.longestWait);
      }
      const thief = await thiefOf(user);
      assert.equal((await guess(thief, user)).code, "CodesClosed");
      assert.ok(((await house.ledger(user))?.cost ?? 0) <= codeLimits.cost);
      // The right code is closed out too: else a guesser would only have to go on.
      const right = user.devices[0]?.codeAt(house.step());
      await refusal(thief.knock("SubmitMFACode", { code: right }), "CodesClosed");
    });
  }

  test("cost only what was compared when the device is named", async () => {
    const user = await newUser(3);
    const thief = await thiefOf(user);
    const [device] = user.devices;
    const code = wrongFor(user);
    const input = { code, serialNumber: device?.serialNumber };
    await refusal(thief.knock("SubmitMFACode", input), "InvalidAuthenticationCode");
    assert.equal((await house.ledger(user))?.cost, 3);
  });

  test("cost nothing more once the same sign-in succeeds; those of others stay", async () => {
    const user = await newUser();
    const thief = await thiefOf(user);
    for (let number = 0; number < 3; number += 1) await guess(thief, user);
    const owner = await thiefOf(user);
    await guess(owner, user);
    await owner.knock("SubmitMFACode", { code: user.devices[0]?.codeAt(house.step()) });
    assert.equal(await owner.hasMfa(), true);
    assert.deepEqual(await house.ledger(user), {
      cost: 9,
      wrong: 3,
      streak: 0,
      waitUntil: undefined,
    });
  });

  test("wait 30 seconds after five, doubling to an hour, and say how long", async () => {
    const user = await newUser();
    const thief = await thiefOf(user);
    for (let number = 0; number < codeLimits.freeTries; number += 1) await guess(thief, user);
    const waits: (number | undefined)[] = [];
    for (let number = 0; number < 9; number += 1) {
      const again = await thiefOf(user);
      const refused = await guess(again, user);
      assert.equal(refused.code, "Throttling");
      const seconds = refused.facts.retryAfterSeconds;
      waits.push(seconds);
      house.wait((seconds ?? 0) * 1000 - 1);
      assert.equal((await guess(await thiefOf(user), user)).code, "Throttling");
      house.wait(1);
      assert.equal((await guess(await thiefOf(user), user)).code, "InvalidAuthenticationCode");
    }
    assert.deepEqual(waits, [30, 60, 120, 240, 480, 960, 1920, 3600, 3600]);
  });

  test("from a stranger's browser do not lock out one that signed in before", async () => {
    const user = await newUser();
    const home = await house.signIn(user);
    for (let number = 0; number < 40; number += 1) {
      await guess(await thiefOf(user), user);
      house.wait(codeLimits.longestWait);
    }
    assert.equal((await guess(await thiefOf(user), user)).code, "InvalidAuthenticationCode");
    assert.equal((await guess(await thiefOf(user), user)).code, "Throttling");
    await thiefOf(user, home);
    // Ten wrong codes cost the password: the owner chooses a new one, but gets in.
    const { next } = await home.knock("SubmitMFACode", {
      code: user.devices[0]?.codeAt(house.step()),
    });
    assert.equal(next, "newPassword");
    assert.equal((await house.ledger(user))?.wrong, 41);
  });

  test("in a known browser count against that browser alone, and wait there alone", async () => {
    const user = await newUser();
    const home = await house.signIn(user);
    await thiefOf(user, home);
    for (let number = 0; number < codeLimits.freeTries; number += 1) await guess(home, user);
    assert.equal((await guess(home, user)).code, "Throttling");
    assert.equal((await house.ledger(user))?.wrong ?? 0, 0);
    const elsewhere = await house.signIn(user);
    assert.equal(await elsewhere.hasMfa(), true);
  });

  test("somebody else's known-browser mark is a stranger's", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const thief = await house.signIn(other);
    await thiefOf(user, thief);
    await guess(thief, user);
    assert.equal((await house.ledger(user))?.wrong, 1);
  });

  test("five in a row after the right password are mailed, once", async () => {
    const user = await newUser();
    const mailsBefore = (await house.mails()).length;
    const thief = await thiefOf(user);
    for (let number = 0; number < 4; number += 1) await guess(thief, user);
    assert.equal((await house.mails()).length, mailsBefore);
    await guess(thief, user);
    house.wait(codeLimits.longestWait);
    await guess(await thiefOf(user), user);
    const mails = (await house.mails()).slice(mailsBefore);
    assert.deepEqual(
      mails.map(({ subject }) => subject),
      ["[Sallyport] Five wrong MFA codes"],
    );
  });

  test("ten in a row ask for a new password at the next full sign-in", async () => {
    const user = await newUser();
    for (let number = 0; number < 10; number += 1) {
      await guess(await thiefOf(user), user);
      house.wait(codeLimits.longestWait);
    }
    const owner = await thiefOf(user);
    const { next } = await owner.knock("SubmitMFACode", {
      code: user.devices[0]?.codeAt(house.step()),
    });
    assert.equal(next, "newPassword");
    assert.equal(await owner.isSignedIn(), false);
    const newPassword = "Brand.new-9-words";
    await owner.knock("ChangePasswordAtSignIn", { oldPassword: user.password, newPassword });
    assert.equal(await owner.hasMfa(), true);
    // With a fresh factor shown, what was guessed against the old password is void.
    assert.equal(await house.ledger(user), undefined);
  });

  test("nine in a row, a right one and nine more ask for nothing", async () => {
    const user = await newUser();
    for (const _ of [1, 2]) {
      for (let number = 0; number < 9; number += 1) {
        await guess(await thiefOf(user), user);
        house.wait(codeLimits.longestWait);
      }
      assert.equal(await (await house.signIn(user)).hasMfa(), true);
    }
  });

  test("charged but not refunded when the sign-in ends before it succeeds", async () => {
    const user = await newUser();
    const thief = await thiefOf(user);
    await guess(thief, user);
    await thief.knock("CancelSignIn");
    await house.signIn(user);
    assert.equal((await house.ledger(user))?.wrong, 1);
  });
});

describe("closed codes", () => {
  async function closed(): Promise<{ user: Resident; home: Browser }> {
    const user = await newUser();
    const home = await house.signIn(user);
    const ref = await house.personOf(user);
    await house.store.atomically((tx) =>
      tx.codeLedgers.charge(ref, "unknown", { cost: 300, now: house.now(), limits: codeLimits }),
    );
    const thief = await thiefOf(user);
    assert.equal((await guess(thief, user)).code, "CodesClosed");
    return { user, home };
  }

  const opens = async (user: Resident) => {
    house.wait(90_000);
    return (await house.signIn(user)).hasMfa();
  };

  test("are opened by oneself with MFA", async () => {
    const { user, home } = await closed();
    await home.knock("UnlockCodes");
    assert.equal(await opens(user), true);
  });

  test("are opened by an administrator, not by another user", async () => {
    const { user } = await closed();
    const other = await house.signIn(await newUser());
    await refusal(other.knock("UnlockCodes", { userName: user.userName }), "AccessDenied");
    const manager = await house.addUser(account, `manager${names++}`, { manager: true });
    await (await house.signIn(manager)).knock("UnlockCodes", { userName: user.userName });
    assert.equal(await opens(user), true);
  });

  test("are opened by a new password of one's own, with the factor shown", async () => {
    const { user, home } = await closed();
    const newPassword = "Brand.new-9-words";
    await home.knock("ChangePassword", { oldPassword: user.password, newPassword });
    user.password = newPassword;
    assert.equal(await opens(user), true);
  });

  test("stay closed when an administrator sets a new password", async () => {
    const { user } = await closed();
    const password = "Brand.new-9-words";
    const root = await house.signIn(account.root);
    const input = { userName: user.userName, password, passwordResetRequired: false };
    await root.knock("SetConsolePassword", input);
    user.password = password;
    assert.equal((await guess(await thiefOf(user), user)).code, "CodesClosed");
  });

  test("are not opened by a session that has shown no factor", async () => {
    const user = await house.addUser(account, `plain${names++}`);
    const at = await house.signIn(user);
    await refusal(at.knock("UnlockCodes"), "AccessDenied");
  });
});

test("a wrong code at step-up is charged like one at sign-in", async () => {
  const user = await newUser();
  const at = await house.signIn(user);
  house.wait(16 * 60_000);
  const stolen = at.stolenTo("203.0.113.9");
  stolen.cookies.known = undefined;
  const [device] = user.devices;
  assert.ok(device);
  for (let number = 0; number < codeLimits.freeTries; number += 1) {
    await refusal(
      stolen.knock("ConfirmFactor", { code: wrongCode(device, house.step()) }),
      "InvalidAuthenticationCode",
    );
  }
  const right = { code: device.codeAt(house.step()) };
  await refusal(stolen.knock("ConfirmFactor", right), "Throttling");
  assert.equal((await house.ledger(user))?.cost, 15);
});
