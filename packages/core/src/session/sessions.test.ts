// Security rule 17: how long a session lasts, and what ends it.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { HOUR, MINUTE } from "../instant.ts";
import {
  type Account,
  type House,
  openHouse,
  type Resident,
  refusal,
} from "../testing/house/index.ts";

let house: House;
let account: Account;
let names = 0;
/** When the store or a hash is asked to wait. */
let gate: Promise<void> | undefined;

before(async () => {
  house = await openHouse({
    wrapPorts: (ports) => ({
      ...ports,
      passwords: {
        verify: ports.passwords.verify,
        async hash(password, source) {
          await gate;
          return ports.passwords.hash(password, source);
        },
      },
    }),
  });
  account = await house.makeAccount();
});
after(() => house.close());

const newUser = (options: { manager?: boolean } = {}) =>
  house.addUser(account, `user${++names}`, options);

describe("a session", () => {
  test("lasts twelve hours in all", async () => {
    const at = await house.signIn(await newUser());
    for (let minutes = 0; minutes < 12 * 60 - 30; minutes += 30) {
      house.wait(30 * MINUTE);
      assert.equal(await at.isSignedIn(), true, `after ${minutes} minutes`);
    }
    house.wait(30 * MINUTE - 1);
    assert.equal(await at.isSignedIn(), true);
    house.wait(1);
    assert.equal(await at.isSignedIn(), false);
  });

  test("lasts an hour without use", async () => {
    const at = await house.signIn(await newUser());
    house.wait(1 * HOUR - 1);
    await at.knock("KeepAlive");
    house.wait(1 * HOUR);
    assert.equal(await at.isSignedIn(), false);
    await refusal(at.knock("KeepAlive"), "SessionExpired");
  });

  test("is not made longer by stepping up", async () => {
    const user = await newUser();
    const { browser, device } = await house.equip(user);
    const expiresAt = (await browser.person())?.session.expiresAt;
    house.wait(30 * MINUTE);
    await browser.knock("ConfirmFactor", { code: device.codeAt(house.step()) });
    assert.equal((await browser.person())?.session.expiresAt, expiresAt);
  });

  test("has a new id after stepping up, and the old one is dead", async () => {
    const { browser, device } = await house.equip(await newUser());
    const old = browser.stolenTo("203.0.113.7");
    house.waitSteps(3);
    await browser.knock("ConfirmFactor", { code: device.codeAt(house.step()) });
    assert.equal(await browser.hasMfa(), true);
    assert.equal(await old.isSignedIn(), false);
  });

  test("has a new id at every sign-in, even in the same browser", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const first = at.cookies.session;
    await house.signIn(user, at);
    assert.notEqual(at.cookies.session, first);
  });

  test("ends with sign-out, and so does what was begun in it", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    await house.beginEnrolment(at, `device${++names}`);
    const hash = (await at.person())?.session.idHash;
    assert.ok(hash);
    const copy = at.stolenTo("203.0.113.8");
    await at.knock("SignOut");
    assert.equal(await copy.isSignedIn(), false);
    assert.equal(await house.store.read((tx) => tx.enrolments.find(hash)), undefined);
  });

  test("is stored only as a hash of its token", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const ref = await house.personOf(user);
    const rows = JSON.stringify(await house.store.read((tx) => tx.sessions.listOf(ref)));
    assert.equal(rows.includes(at.cookies.session ?? "?"), false);
  });

  test("is ended by its owner from another one, and by nobody else", async () => {
    const user = await newUser();
    const [here, there] = [await house.signIn(user), await house.signIn(user)];
    const { sessions } = await here.knock("ListSessions");
    assert.equal(sessions.length, 2);
    const other = sessions.find(({ current }) => !current);
    const stranger = await house.signIn(await newUser({ manager: true }));
    await refusal(stranger.knock("EndSession", { sessionId: other?.sessionId }), "NoSuchEntity");
    await here.knock("EndSession", { sessionId: other?.sessionId });
    assert.equal(await there.isSignedIn(), false);
    assert.equal(await here.isSignedIn(), true);
  });
});

/** What each change leaves of the owner's own two sessions, when the owner or root makes it. */
const changes: readonly {
  readonly says: string;
  readonly name: Parameters<House["operate"]>[0];
  readonly input: (user: Resident) => object;
  readonly by: "owner" | "root";
  readonly equipped: boolean;
}[] = [
  {
    says: "changing one's password",
    name: "ChangePassword",
    input: ({ password }) => ({ oldPassword: password, newPassword: "Brand.new-9-words" }),
    by: "owner",
    equipped: false,
  },
  {
    says: "removing one's device",
    name: "RemoveMFADevice",
    input: ({ devices }) => ({ serialNumber: devices[0]?.serialNumber }),
    by: "owner",
    equipped: true,
  },
  {
    says: "deactivating one's device",
    name: "DeactivateMFADevice",
    input: ({ devices }) => ({ serialNumber: devices[0]?.serialNumber }),
    by: "owner",
    equipped: true,
  },
  {
    says: "an administrator's new password",
    name: "UpdateLoginProfile",
    input: ({ userName }) => ({ userName, password: "Brand.new-9-words" }),
    by: "root",
    equipped: false,
  },
  {
    says: "an administrator's generated password",
    name: "SetConsolePassword",
    input: ({ userName }) => ({ userName }),
    by: "root",
    equipped: false,
  },
  {
    says: "taking the console password away",
    name: "DeleteLoginProfile",
    input: ({ userName }) => ({ userName }),
    by: "root",
    equipped: false,
  },
  {
    says: "an administrator's removal of the device",
    name: "RemoveMFADevice",
    input: ({ userName, devices }) => ({ userName, serialNumber: devices[0]?.serialNumber }),
    by: "root",
    equipped: true,
  },
  {
    says: "deleting the user",
    name: "RemoveUser",
    input: ({ userName }) => ({ userName }),
    by: "root",
    equipped: true,
  },
];

describe("other sessions and sign-ins under way end with", () => {
  for (const { says, name, input, by, equipped } of changes) {
    test(says, async () => {
      const user = await newUser();
      if (equipped) {
        await house.equip(user);
        house.waitSteps(3);
      }
      const [here, there] = [await house.signIn(user), await house.signIn(user)];
      const pending = equipped ? await house.typePassword(user) : undefined;
      const { epoch } = await house.personOf(user);
      const actor = by === "owner" ? here : await house.signIn(account.root);
      await actor.knock(name, input(user) as never);
      assert.equal(await there.isSignedIn(), false);
      assert.equal(await here.isSignedIn(), by === "owner");
      if (pending !== undefined) assert.equal(await pending.pending(), undefined);
      if (name !== "RemoveUser") assert.ok((await house.personOf(user)).epoch > epoch);
    });
  }
});

test("removing a device withdraws what it proved, and leaves what another proved", async () => {
  const user = await newUser();
  const { browser, device } = await house.equip(user);
  const { device: second } = await house.enrol(browser, `device${++names}`, { owner: user });
  await browser.knock("RemoveMFADevice", { serialNumber: second.serialNumber });
  assert.equal(await browser.hasMfa(), true);
  await browser.knock("RemoveMFADevice", { serialNumber: device.serialNumber });
  assert.equal(await browser.hasMfa(), false);
  assert.deepEqual((await browser.person())?.session.amr, ["pwd"]);
});

test("a request that is still being worked on when its session ends changes nothing", async () => {
  const manager = await newUser({ manager: true });
  const user = await newUser();
  const thief = (await house.signIn(manager)).stolenTo("203.0.113.9");
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const slow = refusal(thief.knock("SetConsolePassword", { userName: user.userName }));
  await new Promise((resolve) => setTimeout(resolve, 50)); // it waits for its hash by now
  gate = undefined;
  const owner = await house.signIn(manager);
  await owner.knock("ChangePassword", {
    oldPassword: manager.password,
    newPassword: "Brand.new-9-words",
  });
  open();
  assert.equal((await slow).code, "SessionExpired");
  assert.equal(await (await house.signIn(user)).isSignedIn(), true);
});

test("a step that is still being worked on when its sign-in ends opens nothing", async () => {
  const user = await newUser();
  const root = await house.signIn(account.root);
  const reset = { userName: user.userName, passwordResetRequired: true };
  await root.knock("UpdateLoginProfile", reset);
  const thief = await house.typePassword(user);
  let open = () => {};
  gate = new Promise((resolve) => {
    open = resolve;
  });
  const change = { oldPassword: user.password, newPassword: "Brand.new-9-words" };
  const slow = refusal(thief.knock("ChangePasswordAtSignIn", change));
  await new Promise((resolve) => setTimeout(resolve, 50));
  gate = undefined;
  house.wait(1);
  await root.knock("SetConsolePassword", { userName: user.userName });
  open();
  assert.equal((await slow).code, "SignInExpired");
  assert.equal(await thief.isSignedIn(), false);
  await refusal(thief.knock("SignIn", { ...user.login, password: "Brand.new-9-words" }));
});
