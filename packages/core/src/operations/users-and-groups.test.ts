// What AWS answers, recorded word for word, for users, groups, passwords and devices.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { ErrorCode } from "../errors.ts";
import {
  type Account,
  authenticator,
  type Browser,
  type House,
  type Input,
  openHouse,
  type Resident,
  refusal,
} from "../testing/house/index.ts";
import { type OperationName, operations } from "./index.ts";

let house: House;
let account: Account;
let root: Browser;
let bob: Resident;
let names = 0;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
  root = await house.signIn(account.root);
  await root.knock("CreateUser", { userName: "alice" });
  await root.knock("CreateGroup", { groupName: "Readers" });
  await root.knock("CreateVirtualMFADevice", { virtualMFADeviceName: "spare" });
  bob = await house.addUser(account, "bob");
  await house.equip(bob);
});
after(() => house.close());

const serial = (name: string) => `arn:aws:iam::${account.accountId}:mfa/${name}`;
const codes = { authenticationCode1: "000001", authenticationCode2: "000002" };
const password = "Brand.new-9-words";

const texts: readonly {
  readonly name: OperationName;
  readonly input: () => Input;
  readonly code: ErrorCode;
  readonly says: string;
}[] = [
  {
    name: "CreateUser",
    input: () => ({ userName: "ALICE", path: "/elsewhere/" }),
    code: "EntityAlreadyExists",
    says: "User with name ALICE already exists.",
  },
  {
    name: "GetUser",
    input: () => ({ userName: "carol" }),
    code: "NoSuchEntity",
    says: "The user with name carol cannot be found.",
  },
  {
    name: "UpdateUser",
    input: () => ({ userName: "alice", newUserName: "Bob" }),
    code: "EntityAlreadyExists",
    says: "User with name Bob already exists.",
  },
  {
    name: "CreateGroup",
    input: () => ({ groupName: "readers" }),
    code: "EntityAlreadyExists",
    says: "Group with name readers already exists.",
  },
  {
    name: "GetGroup",
    input: () => ({ groupName: "Writers" }),
    code: "NoSuchEntity",
    says: "The group with name Writers cannot be found.",
  },
  {
    name: "RemoveUserFromGroup",
    input: () => ({ groupName: "Writers", userName: "carol" }),
    code: "NoSuchEntity",
    says: "The user with name carol cannot be found.",
  },
  {
    name: "CreateVirtualMFADevice",
    input: () => ({ virtualMFADeviceName: "spare" }),
    code: "EntityAlreadyExists",
    says: "MFA device already exists.",
  },
  {
    name: "CreateVirtualMFADevice",
    input: () => ({ virtualMFADeviceName: "other", path: "no-slashes" }),
    code: "ValidationError",
    says: "The specified value for path is invalid. It must begin and end with / and contain only alphanumeric characters and/or / characters.",
  },
  {
    name: "EnableMFADevice",
    input: () => ({ userName: "carol", serialNumber: serial("nothing"), ...codes }),
    code: "NoSuchEntity",
    says: "The user with name carol cannot be found.",
  },
  {
    name: "EnableMFADevice",
    input: () => ({ userName: "alice", serialNumber: serial("bob-phone"), ...codes }),
    code: "EntityAlreadyExists",
    says: "MFA Device is already in use.",
  },
  {
    name: "EnableMFADevice",
    input: () => ({ userName: "alice", serialNumber: serial("spare"), ...codes }),
    code: "InvalidAuthenticationCode",
    says: "Authentication code for device is not valid.",
  },
  {
    name: "EnableMFADevice",
    input: () => ({ userName: "alice", serialNumber: serial("nothing"), ...codes }),
    code: "NoSuchEntity",
    says: "MFA Device with serial number SERIAL does not exist.",
  },
  {
    name: "DeactivateMFADevice",
    input: () => ({ userName: "carol", serialNumber: serial("nothing") }),
    code: "NoSuchEntity",
    says: "The user with name carol cannot be found.",
  },
  {
    name: "DeactivateMFADevice",
    input: () => ({ userName: "alice", serialNumber: serial("nothing") }),
    code: "NoSuchEntity",
    says: "MFA Device with serial number SERIAL does not exist.",
  },
  {
    name: "DeactivateMFADevice",
    input: () => ({ userName: "alice", serialNumber: serial("bob-phone") }),
    code: "NoSuchEntity",
    says: "MFA Device invalid for user.",
  },
  {
    name: "DeleteVirtualMFADevice",
    input: () => ({ serialNumber: serial("nothing") }),
    code: "NoSuchEntity",
    says: "MFA Device with serial number SERIAL does not exist.",
  },
  {
    name: "DeleteVirtualMFADevice",
    input: () => ({ serialNumber: serial("bob-phone") }),
    code: "DeleteConflict",
    says: "MFA VirtualDevice in use. Must deactivate first.",
  },
  {
    name: "CreateLoginProfile",
    input: () => ({ userName: "bob", password }),
    code: "EntityAlreadyExists",
    says: "Login Profile for user bob already exists.",
  },
  {
    name: "GetLoginProfile",
    input: () => ({ userName: "alice" }),
    code: "NoSuchEntity",
    says: "Login Profile for User alice cannot be found.",
  },
  {
    name: "UpdateLoginProfile",
    input: () => ({ userName: "alice", password }),
    code: "NoSuchEntity",
    says: "Login Profile for User alice cannot be found.",
  },
  {
    name: "DeleteLoginProfile",
    input: () => ({ userName: "alice" }),
    code: "NoSuchEntity",
    says: "Login Profile for User alice cannot be found.",
  },
  {
    name: "ChangePassword",
    input: () => ({ oldPassword: account.root.password, newPassword: password }),
    code: "InvalidUserType",
    says: "Only IAM Users can change their own password",
  },
  {
    name: "DeleteUser",
    input: () => ({ userName: "bob" }),
    code: "DeleteConflict",
    says: "Cannot delete entity, must delete MFA device first.",
  },
  {
    name: "ListUsers",
    input: () => ({ marker: "made up" }),
    code: "ValidationError",
    says: "Invalid Marker.",
  },
  {
    name: "TagUser",
    input: () => ({
      userName: "alice",
      tags: [
        { key: "Dept", value: "a" },
        { key: "dept", value: "b" },
      ],
    }),
    code: "InvalidInput",
    says: "Duplicate tag keys found. Please note that Tag keys are case insensitive.",
  },
];

describe("AWS's own words:", () => {
  for (const { name, input, code, says } of texts) {
    test(`${name}: ${says}`, async () => {
      const given = input();
      const refused = await refusal(root.knock(name, given), code);
      assert.equal(refused.message, says.replace("SERIAL", String(given["serialNumber"])));
    });
  }

  test("a wrong old password", async () => {
    const at = await house.signIn(bob);
    const change = at.knock("ChangePassword", {
      oldPassword: "Wrong-9-words",
      newPassword: password,
    });
    assert.equal(
      (await refusal(change, "AccessDenied")).message,
      "The old password was incorrect.",
    );
  });

  test("a refused permission names who, what and on what", async () => {
    const at = await house.signIn(bob);
    const refused = await refusal(at.knock("CreateUser", { userName: "dave", path: "/a/" }));
    const arn = `arn:aws:iam::${account.accountId}:user`;
    assert.equal(
      refused.message,
      `User: ${arn}/bob is not authorized to perform: iam:CreateUser on resource: ${arn}/a/dave because no identity-based policy allows the iam:CreateUser action`,
    );
  });
});

describe("a user is deleted only when nothing hangs on it", () => {
  test("and each leftover is named", async () => {
    const eve = await house.addUser(account, "eve", { manager: true });
    const { device } = await house.equip(eve);
    const remove = () => refusal(root.knock("DeleteUser", { userName: "eve" }), "DeleteConflict");
    const says: string[] = [(await remove()).message];
    await root.knock("RemoveMFADevice", { userName: "eve", serialNumber: device.serialNumber });
    says.push((await remove()).message);
    await root.knock("DeleteLoginProfile", { userName: "eve" });
    says.push((await remove()).message);
    const { accessKeyId } = (await root.knock("CreateAccessKey", { userName: "eve" })).accessKey;
    says.push((await remove()).message);
    await root.knock("DeleteAccessKey", { userName: "eve", accessKeyId });
    await root.knock("RemoveUserFromGroup", { userName: "eve", groupName: "Administrators" });
    await root.knock("DeleteUser", { userName: "eve" });
    assert.deepEqual(says, [
      "Cannot delete entity, must delete MFA device first.",
      "Cannot delete entity, must delete login profile first.",
      "Cannot delete entity, must remove users from group first.",
      "Cannot delete entity, must delete access keys first.",
    ]);
  });

  test("and one of the same name made later is somebody else", async () => {
    const first = await root.knock("CreateUser", { userName: "frank" });
    await root.knock("DeleteUser", { userName: "frank" });
    const second = await root.knock("CreateUser", { userName: "frank" });
    assert.notEqual(first.user.userId, second.user.userId);
    assert.match(second.user.userId, /^AIDA[A-Z0-9]{17}$/);
  });

  test("or all of it at once, in the console", async () => {
    const gone = await house.addUser(account, "gone", { manager: true });
    const { browser, device } = await house.equip(gone);
    const pending = await house.typePassword(gone);
    await root.knock("RemoveUser", { userName: "gone" });
    assert.equal(await browser.isSignedIn(), false);
    assert.equal(await pending.pending(), undefined);
    assert.equal(await house.deviceOf(gone, device), undefined);
    await refusal(house.typePassword(gone), "IncorrectCredentials");
    await root.knock("CreateUser", { userName: "gone" });
    assert.deepEqual((await root.knock("ListGroupsForUser", { userName: "gone" })).groups, []);
    assert.deepEqual((await root.knock("ListUserTags", { userName: "gone" })).tags, []);
  });

  test("oneself too: the session is over, and nobody is left half-deleted", async () => {
    const own = await house.addUser(account, "own", { manager: true });
    const at = await house.signIn(own);
    await at.knock("RemoveUser", { userName: "own" });
    assert.equal(await at.isSignedIn(), false);
    await refusal(root.knock("GetUser", { userName: "own" }), "NoSuchEntity");
  });
});

describe("a rename", () => {
  test("keeps id, groups, password, devices and sessions", async () => {
    const user = await house.addUser(account, "before", { manager: true });
    const { browser } = await house.equip(user);
    const ref = await house.personOf(user);
    const input = { userName: "before", newUserName: "after", newPath: "/moved/" };
    await root.knock("UpdateUser", input);
    assert.equal(await browser.isSignedIn(), true);
    const { user: shown } = await browser.knock("GetUser");
    assert.equal(shown.arn, `arn:aws:iam::${account.accountId}:user/moved/after`);
    assert.equal(shown.userId, ref.personId);
    const { mFADevices } = await browser.knock("ListMFADevices");
    assert.equal(mFADevices[0]?.userName, "after");
    const login = { user: { account: account.accountId, userName: "after" } };
    await house.typePassword({ ...user, login });
    await refusal(house.typePassword(user), "IncorrectCredentials");
  });

  test("may change only the letters' case", async () => {
    await root.knock("CreateUser", { userName: "case" });
    await root.knock("UpdateUser", { userName: "case", newUserName: "CASE" });
    assert.equal((await root.knock("GetUser", { userName: "case" })).user.userName, "CASE");
  });
});

describe("AddUser", () => {
  const addable = (more: Input = {}) => ({ userName: `added${++names}`, ...more });

  test("makes all of it or nothing", async () => {
    const groupNames = ["Readers", "not-there"];
    const input = addable({ groupNames, consoleAccess: {} });
    const refused = await refusal(root.knock("AddUser", input), "NoSuchEntity");
    assert.equal(refused.facts.fields?.[0]?.name, "groupNames");
    await refusal(root.knock("GetUser", { userName: `added${names}` }), "NoSuchEntity");
  });

  test("answers a password that nobody chose, once, and asks for another at sign-in", async () => {
    const input = addable({ consoleAccess: {} });
    const { password: made, signInUrl } = await root.knock("AddUser", input);
    assert.match(made ?? "", /^\S{20}$/);
    assert.equal(signInUrl, `https://sallyport.example/signin/${account.accountId}`);
    const login = { user: { account: account.accountId, userName: `added${names}` } };
    const { next } = await house.browser().knock("SignIn", { ...login, password: made });
    assert.equal(next, "newPassword");
  });

  test("asks for permission on the groups where they are", async () => {
    await root.knock("CreateGroup", { groupName: "Far", path: "/far/away/" });
    const caller = await (await house.signIn(bob)).person();
    const scope = { caller, input: addable({ groupNames: ["far"] }) };
    const { locate, permissions } = operations.AddUser;
    const found = await house.store.read(async (tx) => locate?.({ ...scope, tx } as never));
    const arn = `arn:aws:iam::${account.accountId}`;
    assert.deepEqual(
      permissions({ ...scope, found } as never).map(({ action, resource }) => [action, resource]),
      [
        ["iam:CreateUser", `${arn}:user/added${names}`],
        ["iam:AddUserToGroup", `${arn}:group/far/away/Far`],
      ],
    );
  });

  test("puts nobody into more groups than ten", async () => {
    const groupNames: string[] = [];
    for (let number = 0; number < 10; number += 1) {
      groupNames.push(`many${number}`);
      await root.knock("CreateGroup", { groupName: `many${number}` });
    }
    const input = addable({ groupNames, createAdministrators: true });
    const refused = await refusal(root.knock("AddUser", input), "LimitExceeded");
    assert.equal(refused.message, "Cannot exceed quota for GroupsPerUser: 10");
    await root.knock("AddUser", addable({ groupNames: [...groupNames, "MANY0"].slice(1) }));
  });

  test("refuses a password made of the account's own words", async () => {
    const email = (account.root.login["root"] as { email: string }).email;
    for (const word of [email.split("@")[0], email, `added${names + 1}`]) {
      const consoleAccess = { password: `${word}!A1` };
      await refusal(root.knock("AddUser", addable({ consoleAccess })), "PasswordPolicyViolation");
      names -= 1;
    }
  });
});

describe("groups", () => {
  test("take a member twice and give one back twice", async () => {
    const membership = { groupName: "Readers", userName: "alice" };
    await root.knock("AddUserToGroup", membership);
    await root.knock("AddUserToGroup", membership);
    assert.equal((await root.knock("GetGroup", { groupName: "readers" })).users.length, 1);
    const refused = await refusal(root.knock("DeleteGroup", { groupName: "Readers" }));
    assert.equal(refused.message, "Cannot delete entity, must remove users from group first.");
    await root.knock("RemoveUserFromGroup", membership);
    await root.knock("RemoveUserFromGroup", membership);
  });

  test("a person's rights follow the group at once", async () => {
    const grace = await house.addUser(account, "grace");
    const at = await house.signIn(grace);
    await refusal(at.knock("ListUsers"), "AccessDenied");
    const membership = { groupName: "Administrators", userName: "grace" };
    await root.knock("AddUserToGroup", membership);
    await at.knock("ListUsers");
    await root.knock("UpdateGroup", { groupName: "Administrators", newGroupName: "Formerly" });
    await at.knock("ListUsers"); // its policies make the group, not its name
    await root.knock("UpdateGroup", { groupName: "Formerly", newGroupName: "ADMINISTRATORS" });
    await at.knock("ListUsers");
    await root.knock("RemoveUserFromGroup", membership);
    await refusal(at.knock("ListUsers"), "AccessDenied");
  });
});

describe("virtual MFA devices", () => {
  test("show their seed once, and never again", async () => {
    const made = await root.knock("CreateVirtualMFADevice", { virtualMFADeviceName: "once" });
    const seed = Buffer.from(made.virtualMFADevice.base32StringSeed ?? []).toString();
    assert.match(seed, /^[A-Z2-7]{64}$/);
    const shown = [
      await root.knock("ListVirtualMFADevices"),
      await root.knock("ListMFADeviceTags", { serialNumber: serial("once") }),
    ];
    assert.equal(JSON.stringify(shown).includes(seed), false);
    const listed = shown[0] as { virtualMFADevices: readonly object[] };
    assert.ok(listed.virtualMFADevices.some((one) => Object.keys(one).join() === "serialNumber"));
  });

  test("keep their record when deactivated, and may be assigned again", async () => {
    const made = await root.knock("CreateVirtualMFADevice", { virtualMFADeviceName: "again" });
    const { serialNumber, base32StringSeed } = made.virtualMFADevice;
    const device = authenticator(serialNumber, Buffer.from(base32StringSeed ?? []).toString());
    for (const userName of ["alice", "bob"]) {
      house.waitSteps(3);
      const pair = device.pairAt(house.step() - 1);
      await root.knock("EnableMFADevice", { userName, serialNumber, ...pair });
      await root.knock("DeactivateMFADevice", { userName, serialNumber });
    }
    await root.knock("DeleteVirtualMFADevice", { serialNumber });
  });

  test("are assigned to one person when two are asked for at once", async () => {
    const made = await root.knock("CreateVirtualMFADevice", { virtualMFADeviceName: "race" });
    const { serialNumber, base32StringSeed } = made.virtualMFADevice;
    const device = authenticator(serialNumber, Buffer.from(base32StringSeed ?? []).toString());
    const assign = (userName: string, first: number) =>
      root.knock("EnableMFADevice", { userName, serialNumber, ...device.pairAt(first) });
    const answers = await Promise.allSettled([
      assign("alice", house.step() - 1),
      assign("bob", house.step() - 3),
    ]);
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
    const won = answers[0]?.status === "fulfilled" ? "alice" : "bob";
    await root.knock("DeactivateMFADevice", { userName: won, serialNumber });
  });
});
