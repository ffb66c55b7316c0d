// Who may bring a device into the sync of an authenticator, what such a device may ask for, and what ends it. The door's own tests
// are in packages/vault-sync.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { AccessKeyCaller, Caller, VaultDeviceCaller } from "../caller.ts";
import { DAY, MINUTE } from "../instant.ts";
import type { AccessKeyId } from "../names.ts";
import type { Operation } from "../operation.ts";
import { type OperationName, operations } from "../operations/index.ts";
import {
  type Account,
  type Browser,
  type House,
  nobody,
  openHouse,
  type Resident,
  refusal,
  sampleInputs,
} from "../testing/house/index.ts";

let house: House;
let account: Account;
let made = 0;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
});
after(() => house.close());

const newUser = () => house.addUser(account, `user${++made}`);
const vault = (sealed: string) => new TextEncoder().encode(`SALLYVLT\u0001${sealed}`);

/** Pairs a device in this session; answers what the device then is. */
async function pair(at: Browser, name = "Pixel 8"): Promise<VaultDeviceCaller & { token: string }> {
  const { pairingCode } = await at.knock("StartVaultPairing");
  const { token } = await house.browser().knock("PairVaultDevice", { pairingCode, name });
  const caller = await house.iam.vaultDevice(token);
  assert.ok(caller);
  return { ...caller, token };
}

const put = (caller: Caller, content = vault("sealed"), ifRevision?: number) =>
  house.browser().knockAs(caller, "PutVault", {
    content,
    ...(ifRevision !== undefined && { ifRevision }),
  });

describe("a pairing code", () => {
  test("is given to a person who has shown a factor just now, and not to a stolen older session", async () => {
    const user = await newUser();
    const { browser, device } = await house.equip(user);
    house.wait(15 * MINUTE + 1);
    await refusal(browser.knock("StartVaultPairing"), "FreshFactorRequired");
    assert.equal((await browser.knock("GetVaultSync")).pairing, undefined);
    await browser.knock("ConfirmFactor", { code: device.codeAt(house.step()) });
    await browser.knock("StartVaultPairing");
  });

  test("is not to be had with the password alone where there is a device", async () => {
    const user = await newUser();
    await house.equip(user);
    const at = await house.typePassword(user);
    const pending = await at.pending();
    assert.ok(pending);
    await refusal(at.knockAs(pending, "StartVaultPairing"), "SessionExpired");
  });

  test("is refused to a session without MFA where the account requires it", async () => {
    const strict = await house.makeAccount();
    const root = await house.signIn(strict.root);
    const user = await house.addUser(strict, "late", { by: root });
    const at = await house.signIn(user);
    await house.enrol(root, "root-phone", { owner: strict.root });
    await root.knock("PutMFARequirement", { everyone: true, graceDays: 0 });
    const { facts } = await refusal(at.knock("StartVaultPairing"), "AccessDenied");
    assert.equal(facts.mfaWouldHelp, true);
  });

  test("is the console's: neither keys nor roles nor the machine's operator get one", async () => {
    const user = await newUser();
    const person = await house.personOf(user);
    const accessKeyId = "AKIAQWERTYUIOPASDFGH" as AccessKeyId;
    const key: AccessKeyCaller = { kind: "person", person, proof: "accessKey", accessKeyId };
    for (const caller of [key, house.operator, { kind: "anonymous" } as const]) {
      for (const name of ["StartVaultPairing", "GetVaultSync", "TurnOffVaultSync"] as const) {
        const { code } = await refusal(house.browser().knockAs(caller, name));
        assert.match(code, /^(?:AccessDenied|SessionExpired)$/, `${caller.kind} ${name}`);
      }
    }
  });

  test("is not for whom a policy denies it, and their devices go on until they are removed", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const device = await pair(at);
    const root = await house.signIn(account.root);
    await root.knock("PutUserPolicy", {
      userName: user.userName,
      policyName: "NoSync",
      policyDocument: JSON.stringify({
        Version: "2012-10-17",
        Statement: { Effect: "Deny", Action: "sallyport:ManageOwnVaultSync", Resource: "*" },
      }),
    });
    await refusal(at.knock("StartVaultPairing"), "AccessDenied");
    await refusal(at.knock("GetVaultSync"), "AccessDenied");
    await put(device);
  });

  test("has 140 bits in groups, and no more is stored than its hash", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const { pairingCode, qrCodePng, expiresAt } = await at.knock("StartVaultPairing");
    assert.match(pairingCode, /^(?:[A-Z2-7]{4}-){6}[A-Z2-7]{4}$/);
    assert.equal(expiresAt - house.now(), 10 * MINUTE);
    assert.equal(Buffer.from(qrCodePng).toString("latin1", 1, 4), "PNG");
    const ref = await house.personOf(user);
    const stored = await house.store.read((tx) => tx.vaultPairings.findOf(ref));
    const bare = pairingCode.replaceAll("-", "");
    assert.deepEqual(stored?.codeHash, new Uint8Array(house.ports.digests.sha256(bare)));
  });
});

describe("a paired device", () => {
  const own: readonly OperationName[] = ["GetVault", "PutVault", "LeaveVaultSync"];

  test("may ask for its three operations and no other, whoever its person is", async () => {
    const device = await pair(await house.signIn(account.root));
    const about = nobody(account.accountId);
    for (const { name } of Object.values<Operation>(operations)) {
      if ((own as readonly string[]).includes(name)) continue;
      const asked = name as OperationName;
      const { code } = await refusal(
        house.browser().knockAs(device, asked, sampleInputs[asked](about)),
      );
      assert.match(code, /^(?:SessionExpired|SignInExpired)$/, name);
    }
    await put(device);
  });

  test("is the only one who may ask for them", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const session = await at.person();
    assert.ok(session);
    for (const caller of [session, house.operator, { kind: "anonymous" } as const]) {
      for (const name of own) {
        const input = sampleInputs[name](nobody(account.accountId));
        const { code } = await refusal(house.browser().knockAs(caller, name, input));
        assert.match(code, /^(?:AccessDenied|SessionExpired)$/);
      }
    }
  });

  test("that was removed while it asked stores and reads nothing", async () => {
    const at = await house.signIn(await newUser());
    const [device, other] = [await pair(at), await pair(at)];
    await put(other);
    await at.knock("RemoveVaultDevice", { deviceId: device.device.deviceId });
    for (const name of own) {
      const input = { ...sampleInputs[name](nobody(account.accountId)) };
      await refusal(house.browser().knockAs(device, name, input), "DeviceNotPaired");
    }
    assert.equal(await house.iam.vaultDevice(device.token), undefined);
  });

  test("is told its person's alone: nobody removes another's", async () => {
    const [mine, theirs] = [
      await house.signIn(await newUser()),
      await house.signIn(await newUser()),
    ];
    const { device, token } = await pair(theirs);
    await pair(mine);
    await refusal(mine.knock("RemoveVaultDevice", { deviceId: device.deviceId }), "NoSuchEntity");
    await mine.knock("TurnOffVaultSync");
    assert.ok(await house.iam.vaultDevice(token));
    assert.equal((await mine.knock("GetVaultSync")).devices.length, 0);
  });

  test("that stays away for half a year is known no more, is told, and leaves the vault", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const [idle, busy] = [await pair(at, "Idle"), await pair(at, "Busy")];
    await put(busy);
    house.wait(179 * DAY);
    assert.ok(await house.iam.vaultDevice(busy.token), "it came in time");
    const late = await house.iam.vaultDevice(idle.token);
    assert.ok(late, "so did this one");
    house.wait(180 * DAY - 1);
    assert.ok(await house.iam.vaultDevice(busy.token));
    house.wait(1);
    assert.equal(await house.iam.vaultDevice(idle.token), undefined);
    for (const name of own) {
      const input = { ...sampleInputs[name](nobody(account.accountId)) };
      await refusal(house.browser().knockAs(late, name, input), "DeviceNotPaired");
    }
    assert.ok(await house.iam.vaultDevice(busy.token));
    const again = await house.signIn(user);
    const { devices, vault: stored } = await again.knock("GetVaultSync");
    const living = devices.filter(({ expiresAt }) => expiresAt > house.now());
    assert.deepEqual([devices.length, living.map(({ name }) => name)], [2, ["Busy"]]);
    assert.ok(stored);
  });

  test("counts no more towards what a person may have once it is known no more", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const quota = (await at.knock("GetVaultSync")).deviceQuota;
    for (let count = 0; count < quota; count++) await pair(at);
    await refusal(at.knock("StartVaultPairing"), "LimitExceeded");
    house.wait(180 * DAY);
    await pair(await house.signIn(user));
  });

  test("shows when it came last, to the minute", async () => {
    const at = await house.signIn(await newUser());
    const { pairingCode } = await at.knock("StartVaultPairing");
    const { token } = await house
      .browser()
      .knock("PairVaultDevice", { pairingCode, name: "Phone" });
    const lastSync = async () => (await at.knock("GetVaultSync")).devices[0]?.lastSyncAt;
    assert.equal(await lastSync(), undefined);
    await house.iam.vaultDevice(token);
    const came = house.now();
    assert.equal(await lastSync(), came);
    house.wait(MINUTE - 1);
    await house.iam.vaultDevice(token);
    assert.equal(await lastSync(), came);
    house.wait(1);
    await house.iam.vaultDevice(token);
    assert.equal(await lastSync(), house.now());
  });
});

describe("whoever manages users", () => {
  const deviceOf = (user: Resident, at: Browser) =>
    at.knock("ListUserVaultDevices", { userName: user.userName });

  test("sees a user's devices and removes one; the vault stays, and the user is told", async () => {
    const user = await newUser();
    const at = await house.signIn(user);
    const device = await pair(at, "Lost phone");
    await put(device);
    const root = await house.signIn(account.root);
    const { devices } = await deviceOf(user, root);
    assert.deepEqual(
      devices.map(({ name }) => name),
      ["Lost phone"],
    );
    const { deviceId } = device.device;
    await house.mails();
    await root.knock("RemoveUserVaultDevice", { userName: user.userName, deviceId });
    assert.equal(await house.iam.vaultDevice(device.token), undefined);
    const subjects = (await house.mails()).map(({ subject }) => subject);
    assert.ok(subjects.includes("[Sallyport] A device was removed from authenticator sync"));
    const left = await at.knock("GetVaultSync");
    assert.deepEqual(left.devices, []);
    assert.ok(left.vault, "it may be all that is left of the accounts");
    const again = root.knock("RemoveUserVaultDevice", { userName: user.userName, deviceId });
    await refusal(again, "NoSuchEntity");
  });

  test("is by policy: no user sees or removes another's, nor their own in this way", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const device = await pair(await house.signIn(user));
    const { deviceId } = device.device;
    for (const someone of [user, other]) {
      const at = await house.signIn(someone);
      await refusal(deviceOf(user, at), "AccessDenied");
      const removing = at.knock("RemoveUserVaultDevice", { userName: user.userName, deviceId });
      await refusal(removing, "AccessDenied");
    }
    assert.ok(await house.iam.vaultDevice(device.token));
  });

  test("finds no device of one user under another's name, nor in another account", async () => {
    const [user, other] = [await newUser(), await newUser()];
    const device = await pair(await house.signIn(user));
    const { deviceId } = device.device;
    const root = await house.signIn(account.root);
    const underOther = root.knock("RemoveUserVaultDevice", { userName: other.userName, deviceId });
    await refusal(underOther, "NoSuchEntity");
    const stranger = await house.signIn((await house.makeAccount()).root);
    const fromOutside = stranger.knock("RemoveUserVaultDevice", {
      userName: user.userName,
      deviceId,
    });
    await refusal(fromOutside, "NoSuchEntity");
    assert.ok(await house.iam.vaultDevice(device.token));
  });
});

describe("what ends it:", () => {
  async function paired(): Promise<{
    user: Resident;
    at: Browser;
    device: VaultDeviceCaller & { token: string };
  }> {
    const user = await newUser();
    const at = await house.signIn(user);
    const device = await pair(at);
    await put(device);
    return { user, at, device };
  }

  const stored = async (user: Resident) => {
    const person = await house.personOf(user);
    return house.store.read((tx) => tx.vaults.describe(person));
  };

  test("removing the last device deletes the stored vault; removing another does not", async () => {
    const { user, at, device } = await paired();
    const { device: second } = await pair(at);
    await at.knock("RemoveVaultDevice", { deviceId: second.deviceId });
    assert.ok(await stored(user));
    await at.knock("RemoveVaultDevice", { deviceId: device.device.deviceId });
    assert.equal(await stored(user), undefined);
  });

  test("turning it off deletes all of it, and a code that nobody has used", async () => {
    const { user, at, device } = await paired();
    const { pairingCode } = await at.knock("StartVaultPairing");
    await at.knock("TurnOffVaultSync");
    assert.equal(await stored(user), undefined);
    assert.equal(await house.iam.vaultDevice(device.token), undefined);
    const late = house.browser().knock("PairVaultDevice", { pairingCode, name: "Late" });
    await refusal(late, "InvalidPairingCode");
    assert.deepEqual((await at.knock("GetVaultSync")).devices, []);
  });

  for (const name of ["DeleteUser", "RemoveUser"] as const) {
    test(`${name} leaves nothing of it`, async () => {
      const { user, at, device } = await paired();
      const { pairingCode } = await at.knock("StartVaultPairing");
      const ref = await house.personOf(user);
      const root = await house.signIn(account.root);
      const { userName } = user;
      if (name === "DeleteUser") await root.knock("DeleteLoginProfile", { userName });
      await root.knock(name, { userName });
      assert.equal(await house.iam.vaultDevice(device.token), undefined);
      const left = await house.store.read(async (tx) => [
        await tx.vaults.describe(ref),
        await tx.vaultPairings.findOf(ref),
        (await tx.vaultDevices.listOf(ref)).length,
      ]);
      assert.deepEqual(left, [undefined, undefined, 0]);
      const late = house.browser().knock("PairVaultDevice", { pairingCode, name: "Late" });
      await refusal(late, "InvalidPairingCode");
    });
  }

  test("a new password or factor does not: nothing that they open is in it", async () => {
    const { user, at, device } = await paired();
    const newPassword = "Brand.new-9-words";
    await at.knock("ChangePassword", { oldPassword: user.password, newPassword });
    await house.enrol(at, `${user.userName}-phone`, { owner: user });
    assert.ok(await house.iam.vaultDevice(device.token));
  });

  test("codes that ran out are swept", async () => {
    const user = await newUser();
    await (await house.signIn(user)).knock("StartVaultPairing");
    const ref = await house.personOf(user);
    const found = () => house.store.read((tx) => tx.vaultPairings.findOf(ref));
    await house.iam.sweep();
    assert.ok(await found());
    house.wait(10 * MINUTE);
    await house.iam.sweep();
    assert.equal(await found(), undefined);
  });
});

describe("what is known of it:", () => {
  test("the trail has what was paired, stored and removed, by whom and from which device; and no byte of the vault", async () => {
    const owner = await house.makeAccount();
    const at = await house.signIn(owner.root);
    const device = await pair(at, "Anna’s phone");
    const { revision } = await put(device, vault("nothing of this is kept"));
    await refusal(put(device, vault("nor this"), revision - 1), "VaultChanged");
    await at.knock("RemoveVaultDevice", { deviceId: device.device.deviceId });
    const events = (await house.trail(owner.accountId)).filter(({ eventName }) =>
      eventName.includes("Vault"),
    );
    const told = events.map(({ eventName, errorCode }) => [eventName, errorCode]);
    assert.deepEqual(told.reverse(), [
      ["StartVaultPairing", undefined],
      ["PairVaultDevice", undefined],
      ["PutVault", undefined],
      ["PutVault", "VaultChangedException"],
      ["RemoveVaultDevice", undefined],
    ]);
    const of = (name: string) => events.findLast(({ eventName }) => eventName === name);
    assert.deepEqual(of("PairVaultDevice")?.requestParameters, { name: "Anna’s phone" });
    assert.equal(of("PairVaultDevice")?.userIdentity["type"], "Root");
    const { deviceId } = device.device;
    assert.deepEqual(of("PutVault")?.["additionalEventData"], {
      ...{ vaultDeviceId: deviceId, vaultDeviceName: "Anna’s phone", bytes: 32 },
    });
    assert.equal(of("PutVault")?.requestParameters, null);
    assert.deepEqual(of("RemoveVaultDevice")?.requestParameters, { deviceId });
    assert.doesNotMatch(JSON.stringify(events), /SALLYVLT|nothing of this|nor this/);
    assert.equal(JSON.stringify(events).includes(device.token), false);
  });

  test("wrong codes are nobody's and fill no trail; a device that stores too often fills none either", async () => {
    const owner = await house.makeAccount();
    const at = await house.signIn(owner.root);
    const device = await pair(at);
    const stranger = house.browser();
    for (let number = 0; number < 30; number += 1) {
      const guess = { pairingCode: `AAAA-${number}`, name: "x" };
      const { code } = await refusal(stranger.knock("PairVaultDevice", guess));
      assert.equal(code, number < 10 ? "InvalidPairingCode" : "Throttling");
    }
    let { revision } = await put(device);
    for (let number = 1; number < 60; number += 1)
      ({ revision } = await put(device, vault("x"), revision));
    for (let number = 0; number < 30; number += 1)
      await refusal(put(device, vault("x"), revision), "Throttling");
    const counted = async (accountId: string, name: string) =>
      (await house.trail(accountId)).filter(({ eventName }) => eventName === name).length;
    assert.equal(await counted(owner.accountId, "PutVault"), 60);
    assert.equal(await counted(owner.accountId, "PairVaultDevice"), 1);
    assert.equal(await counted("000000000000", "PairVaultDevice"), 0);
  });

  test("the owner is told by mail which device was paired, and the mail opens nothing", async () => {
    const owner = await house.makeAccount();
    const at = await house.signIn(owner.root);
    const { token } = await pair(at, "Anna’s phone");
    const mails = (await house.mails()).filter(({ accountId }) => accountId === owner.accountId);
    const [mail] = mails.filter(({ subject }) => subject.includes("authenticator sync"));
    assert.match(mail?.text ?? "", /“Anna’s phone”.*the root user/);
    assert.equal(mail?.text.includes(token), false);
    assert.doesNotMatch(mail?.text ?? "", /https?:/);
  });
});

test("a vault is refused where it is too long for one, whichever door it came through", async () => {
  const small = await openHouse({
    settings: { quotas: { ...house.settings.quotas, vaultBytes: 20 } },
  });
  try {
    const owner = await small.makeAccount();
    const at = await small.signIn(owner.root);
    const { pairingCode } = await at.knock("StartVaultPairing");
    const { token } = await small.browser().knock("PairVaultDevice", { pairingCode, name: "x" });
    const caller = await small.iam.vaultDevice(token);
    assert.ok(caller);
    const store = (content: unknown) => small.browser().knockAs(caller, "PutVault", { content });
    await refusal(store(vault("x".repeat(12))), "LimitExceeded");
    await refusal(store("SALLYVLT"), "ValidationError");
    await refusal(store(undefined), "ValidationError");
    await store(vault("x".repeat(11)));
  } finally {
    await small.close();
  }
});
