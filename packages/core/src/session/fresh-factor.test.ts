// Security rule 16: what needs a factor that is not older than 15 minutes.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { MINUTE } from "../instant.ts";
import { type OperationName, operations } from "../operations/index.ts";
import {
  type Account,
  type Browser,
  type House,
  nobody,
  openHouse,
  type Resident,
  refusal,
  type Subject,
  sampleInputs,
} from "../testing/house/index.ts";

let house: House;

before(async () => {
  house = await openHouse();
});
after(() => house.close());

const fresh = (Object.keys(operations) as OperationName[]).filter(
  (name) => "freshFactor" in operations[name] && operations[name].freshFactor,
);

/** Factors, passwords and recovery: whoever adds an operation on them adds it here, or says why not. */
const expected: readonly OperationName[] = [
  "AddClientIDToOpenIDConnectProvider",
  "AddRole",
  "AddUser",
  "ChangePassword",
  "ConfirmEmailChange",
  "CreateAccessKey",
  "CreateLoginProfile",
  "CreateOpenIDConnectProvider",
  "CreateRole",
  "CreateSAMLProvider",
  "DeactivateMFADevice",
  "DeleteAccessKey",
  "DeleteAccountPasswordPolicy",
  "DeleteLoginProfile",
  "DeleteMFARequirement",
  "DeleteOpenIDConnectProvider",
  "DeleteSAMLProvider",
  "DeleteVirtualMFADevice",
  "EnableMFADevice",
  "FinishMFAEnrolment",
  "PutFreshFactorSetting",
  "PutIdentityProviderMFARule",
  "PutMFARequirement",
  "RemoveClientIDFromOpenIDConnectProvider",
  "RemoveMFADevice",
  "RemoveUser",
  "RequestEmailChange",
  "SetConsolePassword",
  "ShowMFAEnrolment",
  "StartMFAEnrolment",
  "StartVaultPairing",
  "UnlockCodes",
  "UpdateAccessKey",
  "UpdateAccountPasswordPolicy",
  "UpdateAssumeRolePolicy",
  "UpdateLoginProfile",
  "UpdateOpenIDConnectProviderThumbprint",
  "UpdateRootPassword",
  "UpdateSAMLProvider",
  "UseModernPasswordRules",
];

test("every operation on factors, passwords and role trust asks for a fresh factor", () => {
  assert.deepEqual([...fresh].sort(), expected);
});

/** What an account asks of signed requests is nothing to the console. */
for (const signedRequests of ["own", "all", "none"])
  describe(`where "${signedRequests}" is asked by key, in the console a factor older than 15 minutes does not suffice for`, () => {
    let account: Account;
    let user: Resident;
    let root: Browser;
    let about: Subject;

    before(async () => {
      account = await house.makeAccount();
      user = await house.addUser(account, "target");
      await house.equip(user);
      root = await house.signIn(account.root);
      await house.enrol(root, "root-phone", { owner: account.root });
      await root.knock("PutFreshFactorSetting", { signedRequests });
      about = {
        ...nobody(account.accountId),
        userName: user.userName,
        serialNumber: user.devices[0]?.serialNumber ?? "",
        oldPassword: account.root.password,
      };
    });

    for (const name of fresh) {
      test(name, async () => {
        // A set-up that was begun while the factor was fresh.
        if (name === "ShowMFAEnrolment" || name === "FinishMFAEnrolment") {
          house.waitSteps(3);
          const [device] = account.root.devices;
          await root.knock("ConfirmFactor", { code: device?.codeAt(house.step()) });
          house.wait(5 * MINUTE);
          await house.beginEnrolment(root, "second-phone");
          house.wait(10 * MINUTE + 1);
        } else house.wait(15 * MINUTE + 1);
        const refused = await refusal(
          root.knock(name, sampleInputs[name](about)),
          "FreshFactorRequired",
        );
        assert.equal(refused.facts.mfaWouldHelp, true);
      });
    }
  });

test("a factor of exactly 15 minutes suffices, and one asked for on the spot is enough", async () => {
  const user = await house.addUser(await house.makeAccount(), "someone");
  const { browser, device } = await house.equip(user);
  const name = { deviceName: "second" };
  house.wait(15 * MINUTE);
  await browser.knock("StartMFAEnrolment", name);
  house.wait(1);
  await refusal(browser.knock("StartMFAEnrolment", name), "FreshFactorRequired");
  await browser.knock("ConfirmFactor", { code: device.codeAt(house.step()) });
  await browser.knock("StartMFAEnrolment", name);
});

test("a set-up under way goes on after the factor was confirmed, under the session's new id", async () => {
  const user = await house.addUser(await house.makeAccount(), "someone");
  const { browser, device } = await house.equip(user);
  const second = await house.beginEnrolment(browser, "second");
  house.wait(14 * MINUTE + 30_000);
  await browser.knock("ConfirmFactor", { code: device.codeAt(house.step()) });
  await browser.knock("FinishMFAEnrolment", second.pairAt(house.step() - 1));
});

test("a person without a device is not asked for one", async () => {
  const user = await house.addUser(await house.makeAccount(), "someone");
  const at = await house.signIn(user);
  house.wait(50 * MINUTE);
  await at.knock("StartMFAEnrolment", { deviceName: "first" });
});

test("a session without MFA of a person who has a device is asked for it", async () => {
  const account = await house.makeAccount();
  const user = await house.addUser(account, "someone");
  const { browser } = await house.equip(user);
  const { device } = await house.enrol(browser, "second", { owner: user });
  const [first] = user.devices;
  await browser.knock("RemoveMFADevice", { serialNumber: first?.serialNumber });
  await refusal(
    browser.knock("RemoveMFADevice", { serialNumber: device.serialNumber }),
    "FreshFactorRequired",
  );
});

describe("the setting for signed requests", () => {
  const settingOf = async (at: Browser) => (await at.knock("GetFreshFactorSetting")).signedRequests;

  async function openFirm() {
    const account = await house.makeAccount();
    const { browser: root } = await house.equip(account.root);
    const manager = await house.addUser(account, "boss", { manager: true, by: root });
    return { account, root, manager };
  }

  test("is `own` until somebody says otherwise, is recorded, and root gets a mail when it changes", async () => {
    const { account, root, manager } = await openFirm();
    assert.equal(await settingOf(root), "own");
    const { browser: at } = await house.equip(manager);
    await at.knock("PutFreshFactorSetting", { signedRequests: "all" });
    await at.knock("PutFreshFactorSetting", { signedRequests: "all" });
    assert.equal(await settingOf(at), "all");
    const put = (await house.trail(account.accountId)).filter(
      ({ eventName }) => eventName === "PutFreshFactorSetting",
    );
    assert.deepEqual(
      put.map(({ requestParameters, additionalEventData }) => [
        requestParameters,
        additionalEventData,
      ]),
      [
        [{ signedRequests: "all" }, { formerSignedRequests: "all" }],
        [{ signedRequests: "all" }, { formerSignedRequests: "own" }],
      ],
    );
    const told = (await house.mails()).filter(
      ({ accountId, subject }) =>
        accountId === account.accountId && /signed requests/.test(subject),
    );
    assert.equal(told.length, 1, "what was so before is told to nobody");
    assert.match(told[0]?.text ?? "", /user\/boss changed .* From now on: all those/);
    assert.deepEqual(account.root.login, { root: { email: told[0]?.toAddress } });
  });

  test("is changed by no key, whatever it is allowed and whatever was shown for it", async () => {
    const { account, root, manager } = await openFirm();
    const { accessKey } = await root.knock("CreateAccessKey", { userName: "boss" });
    const person = await house.personOf(manager);
    const key = { kind: "person", proof: "accessKey", person } as const;
    const caller = { ...key, accessKeyId: accessKey.accessKeyId as never };
    for (const signedRequests of ["none", "own", "all"]) {
      const work = house.browser().knockAs(caller, "PutFreshFactorSetting", { signedRequests });
      assert.match((await refusal(work, "AccessDenied")).message, /it cannot be called with a key/);
    }
    assert.equal(await settingOf(root), "own");
    assert.equal(account.root.devices.length, 1);
  });

  test("is changed by nobody without a second factor, who has no device neither", async () => {
    const { manager, root } = await openFirm();
    const at = await house.signIn(manager);
    const put = (signedRequests: string) => at.knock("PutFreshFactorSetting", { signedRequests });
    assert.match(
      (await refusal(put("all"), "ValidationError")).message,
      /^Set up MFA for yourself/,
    );
    assert.equal(await settingOf(root), "own");
  });

  // An administrator's stolen key makes another administrator with a password, who signs in and sets up a device of their own.
  test("is lifted by nobody but root: not by whom a stolen key of an administrator makes", async () => {
    const { account, root } = await openFirm();
    const made = await house.addUser(account, "made-by-a-thief", { manager: true, by: root });
    const { browser: thief } = await house.equip(made);
    assert.equal(await thief.hasMfa(), true);
    const lift = { signedRequests: "none" };
    const refused = await refusal(thief.knock("PutFreshFactorSetting", lift), "AccessDenied");
    assert.match(refused.message, /only the root user, signed in as root/);
    await root.knock("PutFreshFactorSetting", lift);
    assert.equal(await settingOf(root), "none");
    // Whoever may change it may make it stricter again.
    await thief.knock("PutFreshFactorSetting", { signedRequests: "own" });
    assert.equal(await settingOf(root), "own");
  });
});
