// Security rules 13 and 15: setting up a device, and what the session gains by it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { HOUR, MINUTE } from "../instant.ts";
import {
  type Account,
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

const newUser = (options: { manager?: boolean } = {}) =>
  house.addUser(account, `user${++names}`, options);
const deviceName = () => `device${++names}`;
const devicesOf = async (person: Resident) => {
  const ref = await house.personOf(person);
  return house.store.read((tx) => tx.devices.listOf(ref));
};
const deviceCount = (status: "Any" | "Unassigned" = "Any") =>
  house.store.read(async (tx) => {
    const rows = await tx.devices.list(
      account.accountId,
      { status },
      { after: undefined, limit: 1000 },
    );
    return rows.length;
  });

describe("a set-up under way", () => {
  test("makes no device, and leaves nothing when it is abandoned", async () => {
    const before = await deviceCount();
    const user = await newUser();
    const at = await house.signIn(user);
    const name = deviceName();
    await house.beginEnrolment(at, name);
    assert.equal(await deviceCount(), before);
    house.wait(15 * MINUTE);
    await house.iam.sweep();
    await refusal(at.knock("ShowMFAEnrolment"), "EnrolmentExpired");
    // Its name is free.
    await house.enrol(await house.signIn(user), name, { owner: user });
  });

  test("expires after 15 minutes to the millisecond, swept or not", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const device = await house.beginEnrolment(at, deviceName());
    house.wait(15 * MINUTE - 1);
    await at.knock("ShowMFAEnrolment");
    house.wait(1);
    await refusal(at.knock("ShowMFAEnrolment"), "EnrolmentExpired");
    const pair = device.pairAt(house.step() - 1);
    await refusal(at.knock("FinishMFAEnrolment", pair), "EnrolmentExpired");
    assert.equal((await devicesOf(user)).length, 0);
  });

  test("belongs to its session: another session of the same person has none", async () => {
    const user = await newUser();
    const [at, elsewhere] = [await house.signIn(user), await house.signIn(user)];
    const device = await house.beginEnrolment(at, deviceName());
    await refusal(elsewhere.knock("ShowMFAEnrolment"), "EnrolmentExpired");
    const pair = device.pairAt(house.step() - 1);
    await refusal(elsewhere.knock("FinishMFAEnrolment", pair), "EnrolmentExpired");
  });

  test("is one for each session: a second start forgets the first seed", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const first = await house.beginEnrolment(at, deviceName());
    const second = await house.beginEnrolment(at, deviceName());
    assert.notEqual(first.secretKey, second.secretKey);
    const stale = first.pairAt(house.step() - 1);
    await refusal(at.knock("FinishMFAEnrolment", stale), "InvalidAuthenticationCode");
    await at.knock("FinishMFAEnrolment", second.pairAt(house.step() - 1));
  });

  test("has a seed of 40 random bytes", async () => {
    const at = await house.signIn(await newUser());
    const { secretKey } = await house.beginEnrolment(at, deviceName());
    assert.match(secretKey.replaceAll(" ", ""), /^[A-Z2-7]{64}$/);
  });

  test("is gone once cancelled, and cancelling twice is no fault", async () => {
    const at = await house.signIn(await newUser());
    await house.beginEnrolment(at, deviceName());
    await at.knock("CancelMFAEnrolment");
    await at.knock("CancelMFAEnrolment");
    await refusal(at.knock("ShowMFAEnrolment"), "EnrolmentExpired");
  });

  test("takes thirty tries and no more", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const device = await house.beginEnrolment(at, deviceName());
    const wrong = { authenticationCode1: "000001", authenticationCode2: "000001" };
    for (let number = 0; number < 30; number += 1)
      await refusal(at.knock("FinishMFAEnrolment", wrong), "InvalidAuthenticationCode");
    const pair = device.pairAt(house.step() - 1);
    await refusal(at.knock("FinishMFAEnrolment", pair), "EnrolmentExpired");
  });

  test("stops when the permission is withdrawn half-way", async () => {
    const manager = await newUser({ manager: true });
    const user = await newUser();
    const at = await house.signIn(manager);
    const device = await house.beginEnrolment(at, deviceName(), user);
    const root = await house.signIn(account.root);
    const membership = { groupName: "Administrators", userName: manager.userName };
    await root.knock("RemoveUserFromGroup", membership);
    const pair = device.pairAt(house.step() - 1);
    await refusal(at.knock("FinishMFAEnrolment", pair), "AccessDenied");
    assert.equal((await devicesOf(user)).length, 0);
  });

  test("ends with the user it is for", async () => {
    const user = await newUser();
    const root = await house.signIn(account.root);
    const device = await house.beginEnrolment(root, deviceName(), user);
    await root.knock("RemoveUser", { userName: user.userName });
    const pair = device.pairAt(house.step() - 1);
    await refusal(root.knock("FinishMFAEnrolment", pair), "EnrolmentExpired");
  });

  test("cannot be begun under a name that is taken, in whatever letters", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    await house.enrol(at, `Phone-of-${user.userName}`, { owner: user });
    const again = { deviceName: `Phone-of-${user.userName}` };
    await refusal(at.knock("StartMFAEnrolment", again), "EntityAlreadyExists");
  });
});

describe("finishing", () => {
  test("of two at once makes one device", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const device = await house.beginEnrolment(at, deviceName());
    house.waitSteps(6);
    const finish = (step: number) => at.knock("FinishMFAEnrolment", device.pairAt(step));
    const same = [finish(house.step() - 1), finish(house.step() - 1)];
    const other = [finish(house.step() - 3), finish(house.step() - 5)];
    const answers = await Promise.allSettled([...same, ...other]);
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
    assert.equal((await devicesOf(user)).length, 1);
  });

  test("a ninth device is refused, at the start and at the end", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    for (let number = 0; number < 7; number += 1) {
      await house.enrol(at, deviceName(), { owner: user });
      house.waitSteps(1);
    }
    const root = await house.signIn(account.root);
    const [mine, roots] = [deviceName(), deviceName()];
    const ninth = await house.beginEnrolment(at, mine);
    await house.enrol(root, roots, { owner: user }); // the eighth; it ends the user's own session
    await refusal(at.knock("FinishMFAEnrolment", ninth.pairAt(house.step() - 1)), "SessionExpired");
    const input = { deviceName: deviceName(), userName: user.userName };
    const refused = await refusal(root.knock("StartMFAEnrolment", input), "LimitExceeded");
    assert.equal(refused.message, "Cannot exceed quota for MFADevicesPerUser: 8");
    assert.equal((await devicesOf(user)).length, 8);
  });

  test("eight set-ups finishing at once leave eight devices, never nine", async () => {
    const user = await newUser();
    const root = await house.signIn(account.root);
    const managers: Browser[] = [];
    for (let number = 0; number < 9; number += 1) managers.push(await house.signIn(account.root));
    const begun: { at: Browser; pair: object }[] = [];
    for (const at of managers) {
      const device = await house.beginEnrolment(at, deviceName(), user);
      begun.push({ at, pair: device.pairAt(house.step() - 1) });
    }
    const answers = await Promise.allSettled(
      begun.map(({ at, pair }) => at.knock("FinishMFAEnrolment", pair as never)),
    );
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 8);
    assert.equal((await devicesOf(user)).length, 8);
    await root.knock("GetUser", { userName: user.userName });
  });

  test("mails the owner and ends their other sessions and sign-ins", async () => {
    const user = await newUser();
    const [at, elsewhere] = [await house.signIn(user), await house.signIn(user)];
    const mailsBefore = (await house.mails()).length;
    await house.enrol(at, deviceName(), { owner: user });
    assert.equal(await at.isSignedIn(), true);
    assert.equal(await elsewhere.isSignedIn(), false);
    const [mail] = (await house.mails()).slice(mailsBefore);
    assert.match(mail?.subject ?? "", /was assigned/);
  });
});

describe("the session that sets up its own first device", () => {
  test("is MFA-authenticated from then on, under a new id, in a browser that is known", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const before = { ...at.cookies };
    const { answer } = await house.enrol(at, deviceName(), { owner: user });
    assert.equal(answer.sessionUpgraded, true);
    assert.equal(answer.signInAgain, false);
    assert.equal(answer.status, "inSync");
    assert.equal(await at.hasMfa(), true);
    assert.notEqual(at.cookies.session, before.session);
    assert.notEqual(at.cookies.known, undefined);
    at.cookies.session = before.session;
    assert.equal(await at.isSignedIn(), false);
  });

  async function isNotUpgraded(
    at: Browser,
    signInAgain: boolean,
    work: ReturnType<typeof house.enrol>,
  ) {
    const hadMfa = await at.hasMfa();
    const { answer, device } = await work;
    assert.equal(answer.sessionUpgraded, false);
    assert.equal(answer.signInAgain, signInAgain);
    assert.equal(await at.hasMfa(), hadMfa);
    assert.equal(at.effects.session, undefined);
    return device;
  }

  test("stays as it was when the password is older than 15 minutes", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    house.wait(15 * MINUTE + 1);
    await isNotUpgraded(at, true, house.enrol(at, deviceName(), { owner: user }));
  });

  test("stays as it was, and cannot step up by that very device, when the session was stolen", async () => {
    const user = await newUser();
    const thief = (await house.signIn(user)).stolenTo("203.0.113.66");
    house.wait(20 * MINUTE);
    const device = await isNotUpgraded(
      thief,
      true,
      house.enrol(thief, deviceName(), { owner: user }),
    );
    house.waitSteps(3);
    const input = { code: device.codeAt(house.step()) };
    const refused = await refusal(thief.knock("ConfirmFactor", input), "AccessDenied");
    assert.match(refused.message, /[Ss]ign in again/);
    assert.equal(await thief.hasMfa(), false);
    // Whoever knows the password goes on with the same code: it was not spent.
    const owner = await house.typePassword(user);
    await owner.knock("SubmitMFACode", input);
    assert.equal(await owner.hasMfa(), true);
  });

  for (const [says, offset] of [
    ["were typed late", -4],
    ["are from the future", 1],
  ] as const) {
    test(`stays as it was when the codes ${says}`, async () => {
      const user = await newUser();
      const at = await house.signIn(user);
      const firstStep = house.step() + offset;
      await isNotUpgraded(at, true, house.enrol(at, deviceName(), { owner: user, firstStep }));
      const [device] = await devicesOf(user);
      assert.equal(device?.assignment?.unsettled?.offset, offset + 1);
    });
  }

  test("stays as it was when it is the second device", async () => {
    const user = await newUser();
    const { browser } = await house.equip(user);
    const before = (await browser.person())?.session.mfaAuthenticatedAt;
    house.wait(5 * MINUTE);
    await isNotUpgraded(browser, false, house.enrol(browser, deviceName(), { owner: user }));
    assert.equal((await browser.person())?.session.mfaAuthenticatedAt, before);
  });

  test("stays as it was when the device is somebody else's", async () => {
    const manager = await newUser({ manager: true });
    const user = await newUser();
    const at = await house.signIn(manager);
    await isNotUpgraded(at, false, house.enrol(at, deviceName(), { owner: user }));
  });

  test("stays as it was when the device comes by the API's operation", async () => {
    const root = await house.signIn(account.root);
    const made = await root.knock("CreateVirtualMFADevice", { virtualMFADeviceName: deviceName() });
    const { serialNumber, base32StringSeed } = made.virtualMFADevice;
    const { authenticator } = await import("../testing/house/index.ts");
    const device = authenticator(serialNumber, Buffer.from(base32StringSeed ?? []).toString());
    const user = await newUser();
    const at = await house.signIn(user);
    const input = { userName: user.userName, serialNumber, ...device.pairAt(house.step() - 1) };
    await at.knock("EnableMFADevice", input);
    assert.equal(await at.isSignedIn(), true);
    assert.equal(await at.hasMfa(), false);
  });
});

test("a pair far from now assigns the device, but out of sync, and says by how much", async () => {
  const user = await newUser();
  const at = await house.signIn(user);
  const firstStep = house.step() - 121;
  const { answer, device } = await house.enrol(at, deviceName(), { owner: user, firstStep });
  assert.equal(answer.status, "outOfSync");
  assert.equal(answer.offsetSeconds, -3600);
  const details = await (await house.signIn(account.root)).knock("ListMFADeviceDetails", {
    userName: user.userName,
  });
  assert.equal(details.mfaDevices[0]?.status, "outOfSync");
  assert.equal(details.mfaDevices[0]?.offsetSeconds, -3600);
  house.wait(1 * HOUR);
  const owner = await house.typePassword(user);
  await owner.knock("SubmitMFACode", { code: device.codeAt(house.step() - 120) });
  assert.equal((await house.assignmentOf(user, device)).drift, -120);
});
