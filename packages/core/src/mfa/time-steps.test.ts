// Security rules 7, 9, 10 and 11 through the whole pipeline: a code opens a door once, wherever it is shown.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import fc from "fast-check";
import { HOUR } from "../instant.ts";
import type { SerialNumber } from "../names.ts";
import {
  type Account,
  type Authenticator,
  authenticator,
  type Browser,
  type House,
  openHouse,
  type Resident,
  refusal,
} from "../testing/house/index.ts";

let house: House;
let account: Account;
let names = 0;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
});
after(() => house.close());

interface Equipped {
  readonly user: Resident;
  readonly device: Authenticator;
  readonly home: Browser;
}

async function newUser(): Promise<Equipped> {
  names += 1;
  const user = await house.addUser(account, `user${names}`);
  const { device, browser } = await house.equip(user);
  house.waitSteps(3);
  return { user, device, home: browser };
}

const submit = async (user: Resident, code: string, at?: Browser) =>
  (await house.typePassword(user, at)).knock("SubmitMFACode", { code });

const resync = async (user: Resident, device: Authenticator, step: number) =>
  (await house.typePassword(user)).knock("ResyncAtSignIn", device.pairAt(step));

describe("a code", () => {
  test("is accepted once, and the second time named as used", async () => {
    const { user, device } = await newUser();
    const code = device.codeAt(house.step());
    await submit(user, code);
    const refused = await refusal(submit(user, code), "InvalidAuthenticationCode");
    assert.equal(refused.facts.fault, "used");
    assert.equal(refused.facts.retryAfterSeconds, 30);
  });

  test("spent at sign-in is spent at step-up, and the other way round", async () => {
    const { user, device, home } = await newUser();
    const first = device.codeAt(house.step());
    await submit(user, first);
    assert.equal((await refusal(home.knock("ConfirmFactor", { code: first }))).facts.fault, "used");
    house.waitSteps(1);
    const second = device.codeAt(house.step());
    await home.knock("ConfirmFactor", { code: second });
    assert.equal((await refusal(submit(user, second))).facts.fault, "used");
  });

  test("spent by assigning the device is spent at sign-in", async () => {
    const user = await house.addUser(account, `user${++names}`);
    const { device } = await house.equip(user);
    for (const step of [house.step() - 1, house.step()]) {
      assert.equal((await refusal(submit(user, device.codeAt(step)))).facts.fault, "used");
    }
  });

  for (const offset of [-1, 0, 1]) {
    test(`is good ${offset} steps from now, once`, async () => {
      const { user, device } = await newUser();
      const code = device.codeAt(house.step() + offset);
      await submit(user, code);
      await refusal(submit(user, code), "InvalidAuthenticationCode");
      house.waitSteps(1);
      await refusal(submit(user, code), "InvalidAuthenticationCode");
    });
  }

  for (const offset of [-2, 2]) {
    test(`is refused ${offset} steps from now`, async () => {
      const { user, device } = await newUser();
      const refused = await refusal(submit(user, device.codeAt(house.step() + offset)));
      assert.equal(refused.facts.fault, "wrong");
    });
  }

  test("is good until the last millisecond of its window", async () => {
    const { user, device } = await newUser();
    const code = device.codeAt(house.step());
    house.waitSteps(2);
    house.wait(-1);
    await submit(user, code);
  });

  test("older than one that was accepted is refused, though it was never spent", async () => {
    const { user, device } = await newUser();
    await submit(user, device.codeAt(house.step() + 1));
    const refused = await refusal(submit(user, device.codeAt(house.step())));
    assert.equal(refused.facts.fault, "used");
  });

  test("is spent even when the sign-in was ended meanwhile", async () => {
    const { user, device } = await newUser();
    const at = await house.typePassword(user);
    const caller = await at.pending();
    assert.ok(caller);
    await at.knock("CancelSignIn");
    const code = device.codeAt(house.step());
    await refusal(at.knockAs(caller, "SubmitMFACode", { code }), "SignInExpired");
    assert.equal((await refusal(submit(user, code))).facts.fault, "used");
  });

  test("of a device that another person's device shares is no code of theirs afterwards", async () => {
    const { user, device } = await newUser();
    const record = await house.deviceOf(user, device);
    assert.ok(record?.assignment);
    // Two devices with one seed cannot be made by any operation: here they are, all the same.
    const serialNumber = `${device.serialNumber}-twin` as SerialNumber;
    const seed = house.ports.seals.open(record.sealedSeed, record.serialNumber);
    const twin = { ...record, serialNumber, name: `${record.name}-twin` };
    await house.store.transact((tx) =>
      tx.devices.insert({ ...twin, sealedSeed: house.ports.seals.seal(seed, serialNumber) }),
    );
    const code = device.codeAt(house.step());
    await submit(user, code);
    for (const one of [device.serialNumber, serialNumber]) {
      const at = await house.typePassword(user);
      const refused = await refusal(at.knock("SubmitMFACode", { code, serialNumber: one }));
      assert.equal(refused.facts.fault, "used", one);
    }
  });

  test("that fits two devices is spent on both", async () => {
    const { user, device, home } = await newUser();
    const { device: other } = await house.enrol(home, `user${names}-second`, { owner: user });
    house.waitSteps(3);
    // Their codes agree once in a million steps: this is one of them.
    const record = await house.deviceOf(user, device);
    assert.ok(record);
    const serialNumber = other.serialNumber as SerialNumber;
    const seed = house.ports.seals.open(record.sealedSeed, record.serialNumber);
    const second = await house.deviceOf(user, other);
    assert.ok(second);
    await house.store.transact(async (tx) => {
      await tx.devices.delete(account.accountId, serialNumber);
      await tx.devices.insert({
        ...second,
        sealedSeed: house.ports.seals.seal(seed, serialNumber),
        seedFingerprint: Buffer.from("a seed of its own".padEnd(32)),
      });
    });
    const code = device.codeAt(house.step());
    await submit(user, code);
    const at = await house.typePassword(user);
    const refused = await refusal(at.knock("SubmitMFACode", { code, serialNumber }));
    assert.equal(refused.facts.fault, "used");
  });

  test("of one device is not taken for another that is named", async () => {
    const { user, device, home } = await newUser();
    const { device: other } = await house.enrol(home, `user${names}-second`, { owner: user });
    house.waitSteps(3);
    const at = await house.typePassword(user);
    const code = device.codeAt(house.step());
    await refusal(at.knock("SubmitMFACode", { code, serialNumber: other.serialNumber }));
    await at.knock("SubmitMFACode", { code, serialNumber: device.serialNumber });
    assert.equal(await at.hasMfa(), true);
  });
});

describe("an unassigned device keeps its memory", () => {
  test("codes that it spent for one person are spent for the next", async () => {
    const { user, device } = await newUser();
    const spent = house.step();
    await submit(user, device.codeAt(spent));
    const { home: root } = { home: await house.signIn(account.root) };
    await root.knock("DeactivateMFADevice", {
      userName: user.userName,
      serialNumber: device.serialNumber,
    });
    const heir = await house.addUser(account, `heir${names}`);
    const assign = (first: number) =>
      root.knock("EnableMFADevice", {
        userName: heir.userName,
        serialNumber: device.serialNumber,
        ...device.pairAt(first),
      });
    assert.equal((await refusal(assign(spent - 1))).facts.fault, "used");
    assert.equal((await refusal(assign(spent))).facts.fault, "used");
    house.waitSteps(3);
    await assign(house.step() - 1);
    house.waitSteps(2);
    await submit(heir, device.codeAt(house.step()));
    assert.equal((await refusal(submit(heir, device.codeAt(house.step())))).facts.fault, "used");
    const subjects = (await house.mails()).filter(({ text }) => text.includes(heir.userName));
    assert.equal(
      subjects.some(({ subject }) => subject.includes("was assigned")),
      true,
    );
  });
});

describe("after a resync", () => {
  test("downwards, what was spent before stays spent", async () => {
    const { user, device } = await newUser();
    const spent = house.step();
    await submit(user, device.codeAt(spent));
    house.waitSteps(1);
    await resync(user, device, spent - 20);
    assert.equal((await house.assignmentOf(user, device)).floor, spent - 19);
    const refused = await refusal(submit(user, device.codeAt(spent)), "InvalidAuthenticationCode");
    assert.equal(refused.facts.fault, "used");
  });

  test("the seen pair alone opens nothing, nor does the code after it", async () => {
    const { user, device } = await newUser();
    const first = house.step() - 1;
    await resync(user, device, first);
    for (const step of [first, first + 1, first + 2]) {
      await refusal(submit(user, device.codeAt(step)), "InvalidAuthenticationCode");
    }
    house.waitSteps(2);
    await submit(user, device.codeAt(first + 3));
    assert.equal((await house.assignmentOf(user, device)).unsettled, undefined);
  });

  test("whoever types the very next code is told to wait, and how long", async () => {
    const { user, device } = await newUser();
    const first = house.step() - 1;
    await resync(user, device, first);
    house.waitSteps(1);
    const refused = await refusal(submit(user, device.codeAt(first + 2)));
    assert.equal(refused.facts.fault, "used");
    assert.equal(refused.facts.retryAfterSeconds, 30);
  });

  for (const [clock, offset] of [
    ["half an hour slow", -60],
    ["half an hour fast", 60],
  ] as const) {
    test(`a clock that is ${clock} signs in by its own time`, async () => {
      const { user, device, home } = await newUser();
      await home.knock("ResyncOwnMFADevice", {
        serialNumber: device.serialNumber,
        ...device.pairAt(house.step() - 1 + offset),
      });
      house.waitSteps(4);
      await submit(user, device.codeAt(house.step() + offset));
      assert.equal((await house.assignmentOf(user, device)).drift, offset);
      // Settled: the other reading of the pair is closed.
      house.waitSteps(3);
      await refusal(submit(user, device.codeAt(house.step())), "InvalidAuthenticationCode");
      await submit(user, device.codeAt(house.step() + offset));
    });
  }

  test("the session is not MFA-authenticated by it, and the sign-in begins again", async () => {
    const { user, device } = await newUser();
    const at = await house.typePassword(user);
    await at.knock("ResyncAtSignIn", device.pairAt(house.step() - 1));
    assert.equal(await at.isSignedIn(), false);
    assert.equal(await at.pending(), undefined);
  });

  test("its owner has a mail about it", async () => {
    const { user, device } = await newUser();
    const earlier = (await house.mails()).length;
    await resync(user, device, house.step() - 1);
    const [mail] = (await house.mails()).slice(earlier);
    assert.match(mail?.subject ?? "", /re-synchronized/);
    assert.match(mail?.text ?? "", new RegExp(user.userName));
  });
});

describe("resync from the sign-in page", () => {
  test("reaches 20 minutes and no further", async () => {
    for (const [offset, found] of [
      [-40, true],
      [39, true],
      [-42, false],
      [42, false],
    ] as const) {
      const { user, device } = await newUser();
      const work = resync(user, device, house.step() + offset);
      if (found) await work;
      else await refusal(work, "InvalidAuthenticationCode");
    }
  });

  test("allows three tries a day", async () => {
    const { user, device } = await newUser();
    const wrong = { authenticationCode1: "000001", authenticationCode2: "000002" };
    const tryWrong = async () =>
      refusal((await house.typePassword(user)).knock("ResyncAtSignIn", wrong));
    for (const _ of [1, 2, 3]) assert.equal((await tryWrong()).code, "InvalidAuthenticationCode");
    assert.equal((await tryWrong()).code, "Throttling");
    await refusal(resync(user, device, house.step() - 1), "Throttling");
    house.wait(24 * HOUR);
    await resync(user, device, house.step() - 1);
  });

  test("succeeds once a day", async () => {
    const { user, device } = await newUser();
    await resync(user, device, house.step() - 1);
    house.wait(23 * HOUR);
    await refusal(resync(user, device, house.step() - 1), "Throttling");
    house.wait(1 * HOUR);
    await resync(user, device, house.step() - 1);
  });

  test("of several devices wants one named, and only one's own", async () => {
    const { user, device, home } = await newUser();
    await house.enrol(home, `user${names}-second`, { owner: user });
    const other = await newUser();
    const at = await house.typePassword(user);
    const pair = device.pairAt(house.step() - 1);
    await refusal(at.knock("ResyncAtSignIn", pair), "ValidationError");
    const input = { ...pair, serialNumber: other.device.serialNumber };
    await refusal(at.knock("ResyncAtSignIn", input), "ValidationError");
  });
});

describe("resync when signed in", () => {
  test("reaches a day", async () => {
    const { device, home } = await newUser();
    for (const [offset, found] of [
      [-2880, true],
      [2879, true],
      [-2882, false],
      [2882, false],
    ] as const) {
      const input = { serialNumber: device.serialNumber, ...device.pairAt(house.step() + offset) };
      const work = home.knock("ResyncOwnMFADevice", input);
      if (found) await work;
      else await refusal(work, "InvalidAuthenticationCode");
    }
  });

  test("is charged like a wrong code", async () => {
    const { user, device, home } = await newUser();
    const input = {
      serialNumber: device.serialNumber,
      authenticationCode1: "000001",
      authenticationCode2: "000002",
    };
    for (let number = 0; number < 5; number += 1)
      await refusal(home.knock("ResyncOwnMFADevice", input), "InvalidAuthenticationCode");
    await refusal(home.knock("ResyncOwnMFADevice", input), "Throttling");
    assert.equal((await house.ledger(user, "resync"))?.cost, 15);
  });
});

describe("a wrong pair", () => {
  const cases = (device: Authenticator, step: number) =>
    ({
      identical: {
        authenticationCode1: device.codeAt(step),
        authenticationCode2: device.codeAt(step),
      },
      reversed: {
        authenticationCode1: device.codeAt(step),
        authenticationCode2: device.codeAt(step - 1),
      },
      notConsecutive: {
        authenticationCode1: device.codeAt(step - 2),
        authenticationCode2: device.codeAt(step),
      },
      unknown: { authenticationCode1: "000001", authenticationCode2: "000002" },
    }) as const;

  test("is explained in full to the session that was shown the seed", async () => {
    const user = await house.addUser(account, `user${++names}`);
    const at = await house.signIn(user);
    const device = await house.beginEnrolment(at, `user${names}-phone`);
    for (const [fault, pair] of Object.entries(cases(device, house.step()))) {
      const refused = await refusal(
        at.knock("FinishMFAEnrolment", pair),
        "InvalidAuthenticationCode",
      );
      assert.equal(refused.facts.fault, fault);
    }
  });

  test("is explained to others only as far as identical and reversed", async () => {
    const { device, home } = await newUser();
    const told: (string | undefined)[] = [];
    const texts = new Set<string>();
    for (const pair of Object.values(cases(device, house.step()))) {
      const input = { serialNumber: device.serialNumber, ...pair };
      const refused = await refusal(home.knock("ResyncOwnMFADevice", input));
      told.push(refused.facts.fault);
      if (refused.facts.fault === "unknown") texts.add(refused.message);
    }
    assert.deepEqual(told, ["identical", "reversed", "unknown", "unknown"]);
    assert.deepEqual([...texts], ["Authentication code for device is not valid."]);
  });

  test("is one text when assigning a device that somebody else was shown", async () => {
    const root = await house.signIn(account.root);
    const made = await root.knock("CreateVirtualMFADevice", {
      virtualMFADeviceName: `spare${names}`,
    });
    const { serialNumber, base32StringSeed } = made.virtualMFADevice;
    const device = authenticator(serialNumber, Buffer.from(base32StringSeed ?? []).toString());
    const user = await house.addUser(account, `user${++names}`);
    const { notConsecutive, unknown } = cases(device, house.step());
    for (const pair of [notConsecutive, unknown]) {
      const input = { userName: user.userName, serialNumber, ...pair };
      const refused = await refusal(
        root.knock("EnableMFADevice", input),
        "InvalidAuthenticationCode",
      );
      assert.equal(refused.message, "Authentication code for device is not valid.");
      assert.equal(refused.facts.fault, "unknown");
    }
  });
});

test("no code opens anything twice, whatever is done in between", async () => {
  const acts = fc.array(
    fc.oneof(
      fc.record({ act: fc.constant("signIn" as const), offset: fc.integer({ min: -3, max: 3 }) }),
      fc.record({ act: fc.constant("stepUp" as const), offset: fc.integer({ min: -3, max: 3 }) }),
      fc.record({ act: fc.constant("resync" as const), offset: fc.integer({ min: -6, max: 6 }) }),
      fc.record({ act: fc.constant("reassign" as const), offset: fc.integer({ min: -6, max: 6 }) }),
      fc.record({ act: fc.constant("wait" as const), offset: fc.integer({ min: 1, max: 3 }) }),
    ),
    { minLength: 4, maxLength: 25 },
  );
  let openings = 0;
  await fc.assert(
    fc.asyncProperty(acts, async (sequence) => {
      const { user, device, home } = await newUser();
      const root = await house.signIn(account.root);
      const { serialNumber } = device;
      const accepted: number[] = [];
      for (const { act, offset } of sequence) {
        const at = house.step() + offset;
        // The throttles are another test's: here every guess is free.
        const ref = await house.personOf(user);
        await house.store.transact((tx) => tx.codeLedgers.clear(ref));
        try {
          if (act === "wait") house.waitSteps(offset);
          else if (act === "signIn")
            await submit(user, device.codeAt(at)).then(() => accepted.push(at));
          else if (act === "stepUp") {
            await home.knock("ConfirmFactor", { code: device.codeAt(at) });
            accepted.push(at);
          } else {
            const input = { userName: user.userName, serialNumber };
            if (act === "reassign") await root.knock("DeactivateMFADevice", input);
            const name = act === "reassign" ? "EnableMFADevice" : "ResyncMFADevice";
            await root.knock(name, { ...input, ...device.pairAt(at) });
            accepted.push(at, at + 1);
          }
        } catch {
          // Refused: nothing was accepted.
        }
        assert.equal(new Set(accepted).size, accepted.length, JSON.stringify(accepted));
      }
      openings += accepted.length;
    }),
    { numRuns: 25 },
  );
  assert.ok(openings > 25, "most sequences open nothing: the test has lost its subject");
});
