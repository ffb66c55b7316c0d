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
let account: Account;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
});
after(() => house.close());

const fresh = (Object.keys(operations) as OperationName[]).filter(
  (name) => "freshFactor" in operations[name] && operations[name].freshFactor,
);

/** Factors, passwords and recovery: whoever adds an operation on them adds it here, or says why not. */
const expected: readonly OperationName[] = [
  "AddRole",
  "AddUser",
  "ChangePassword",
  "CreateAccessKey",
  "CreateLoginProfile",
  "CreateRole",
  "DeactivateMFADevice",
  "DeleteAccessKey",
  "DeleteAccountPasswordPolicy",
  "DeleteLoginProfile",
  "DeleteMFARequirement",
  "DeleteVirtualMFADevice",
  "EnableMFADevice",
  "FinishMFAEnrolment",
  "PutMFARequirement",
  "RemoveMFADevice",
  "RemoveUser",
  "SetConsolePassword",
  "ShowMFAEnrolment",
  "StartMFAEnrolment",
  "UnlockCodes",
  "UpdateAccessKey",
  "UpdateAccountPasswordPolicy",
  "UpdateAssumeRolePolicy",
  "UpdateLoginProfile",
  "UpdateRootPassword",
  "UseModernPasswordRules",
];

test("every operation on factors, passwords and role trust asks for a fresh factor", () => {
  assert.deepEqual([...fresh].sort(), expected);
});

describe("a factor older than 15 minutes does not suffice for", () => {
  let user: Resident;
  let root: Browser;
  let about: Subject;

  before(async () => {
    user = await house.addUser(account, "target");
    await house.equip(user);
    root = await house.signIn(account.root);
    await house.enrol(root, "root-phone", { owner: account.root });
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
