// Who may do what to whom, for every operation that a signed-in person can ask for. A new operation needs its
// line here.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { IamError } from "../errors.ts";
import type { Operation } from "../operation.ts";
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
import { type OperationName, operations } from "./index.ts";

/** Whoever may do it, and everyone further down this list. */
type Level =
  /** Everyone who is signed in: it concerns themselves, or tells nothing about anybody. */
  | "anyone"
  /** Users to themselves; members of Administrators to every user. */
  | "self"
  /** Members of Administrators. */
  | "managers"
  /** The root user alone. */
  | "root";

const levels: Readonly<Partial<Record<OperationName, Level>>> = {
  AddUser: "managers",
  AddUserToGroup: "managers",
  ChangePassword: "anyone",
  CheckPolicy: "anyone",
  CreateAccessKey: "managers",
  CreateAccountAlias: "managers",
  CreateGroup: "managers",
  CreateLoginProfile: "managers",
  CreateUser: "managers",
  CreateVirtualMFADevice: "managers",
  DeactivateMFADevice: "self",
  DeleteAccessKey: "managers",
  DeleteAccountAlias: "managers",
  DeleteAccountPasswordPolicy: "managers",
  DeleteGroup: "managers",
  DeleteLoginProfile: "managers",
  DeleteUser: "managers",
  DeleteVirtualMFADevice: "self",
  EnableMFADevice: "self",
  EndSession: "anyone",
  GenerateCredentialReport: "managers",
  GetAccessKeyLastUsed: "managers",
  GetAccountAuthorizationDetails: "managers",
  GetAccountPasswordPolicy: "anyone",
  GetAccountSummary: "managers",
  GetCallerIdentity: "anyone",
  GetConsoleContext: "anyone",
  GetCredentialReport: "managers",
  GetCredentialReportProgress: "managers",
  GetDashboard: "anyone",
  GetGroup: "managers",
  GetGroupPermissions: "managers",
  GetPolicySummary: "managers",
  GetUserPermissions: "managers",
  ListPolicySummaries: "managers",
  GetLoginProfile: "self",
  GetMFADevice: "self",
  GetMyCredentials: "anyone",
  GetFreshFactorSetting: "managers",
  GetAuditSetting: "managers",
  PutFreshFactorSetting: "managers",
  PutAuditSetting: "managers",
  DeleteMFARequirement: "managers",
  GetMFARequirement: "managers",
  PreviewMFARequirement: "managers",
  PutMFARequirement: "managers",
  GetPasswordRules: "anyone",
  GetUser: "self",
  GetUserSummary: "self",
  KeepAlive: "anyone",
  ListAccessKeys: "self",
  ListAccountAliases: "anyone",
  ListGroupSummaries: "managers",
  ListGroups: "managers",
  ListGroupsForUser: "self",
  ListKnownActions: "anyone",
  ListMFADeviceDetails: "self",
  ListMFADeviceTags: "self",
  ListMFADevices: "self",
  ListSessions: "anyone",
  ListUserSummaries: "managers",
  ListSSHPublicKeys: "managers",
  ListSigningCertificates: "managers",
  ListServiceSpecificCredentials: "managers",
  ListUserTags: "self",
  ListUsers: "managers",
  ListVirtualMFADevices: "managers",
  RemoveGroup: "managers",
  RemoveMFADevice: "self",
  RemoveUser: "managers",
  RemoveUserFromGroup: "managers",
  ResyncMFADevice: "self",
  ResyncOwnMFADevice: "anyone",
  SetConsolePassword: "managers",
  SignOut: "anyone",
  TagMFADevice: "managers",
  TagUser: "managers",
  UnlockCodes: "self",
  UntagMFADevice: "managers",
  UntagUser: "managers",
  UpdateAccessKey: "managers",
  UpdateAccountName: "root",
  RequestEmailChange: "root",
  ConfirmEmailChange: "root",
  CancelEmailChange: "root",
  UpdateAccountPasswordPolicy: "managers",
  UseModernPasswordRules: "managers",
  UpdateGroup: "managers",
  UpdateLoginProfile: "managers",
  UpdateRootPassword: "root",
  UpdateUser: "managers",
  AttachGroupPolicy: "managers",
  AttachUserPolicy: "managers",
  CreatePolicy: "managers",
  CreatePolicyVersion: "managers",
  DeleteGroupPolicy: "managers",
  DeletePolicy: "managers",
  DeletePolicyVersion: "managers",
  DeleteUserPermissionsBoundary: "managers",
  DeleteUserPolicy: "managers",
  DetachGroupPolicy: "managers",
  DetachUserPolicy: "managers",
  GetContextKeysForCustomPolicy: "managers",
  GetContextKeysForPrincipalPolicy: "managers",
  GetGroupPolicy: "managers",
  GetPolicy: "managers",
  GetPolicyVersion: "managers",
  GetUserPolicy: "managers",
  ListAttachedGroupPolicies: "managers",
  ListAttachedUserPolicies: "managers",
  ListEntitiesForPolicy: "managers",
  ListCredentialSummaries: "managers",
  ListEvents: "managers",
  ListGroupPolicies: "managers",
  ListPolicies: "managers",
  ListPolicyTags: "managers",
  ListPolicyVersions: "managers",
  ListUserPolicies: "managers",
  PutGroupPolicy: "managers",
  PutUserPermissionsBoundary: "managers",
  PutUserPolicy: "managers",
  SetDefaultPolicyVersion: "managers",
  SimulateCustomPolicy: "managers",
  SimulatePrincipalPolicy: "managers",
  TagPolicy: "managers",
  UntagPolicy: "managers",
  AttachRolePolicy: "managers",
  CreateRole: "managers",
  DeleteRole: "managers",
  DeleteRolePermissionsBoundary: "managers",
  DeleteRolePolicy: "managers",
  DetachRolePolicy: "managers",
  GetRole: "managers",
  GetRolePolicy: "managers",
  ListAttachedRolePolicies: "managers",
  ListRolePolicies: "managers",
  ListRoleTags: "managers",
  ListRoles: "managers",
  PutRolePermissionsBoundary: "managers",
  PutRolePolicy: "managers",
  TagRole: "managers",
  UntagRole: "managers",
  AddRole: "managers",
  RemoveRole: "managers",
  RevokeRoleSessions: "managers",
  RevokeUserSessions: "self",
  ListRoleSummaries: "managers",
  GetRoleSummary: "managers",
  GetRolePermissions: "managers",
  UpdateRoleDescription: "managers",
  ListInstanceProfilesForRole: "managers",
  UpdateAssumeRolePolicy: "managers",
  UpdateRole: "managers",
  AddClientIDToOpenIDConnectProvider: "managers",
  CreateOpenIDConnectProvider: "managers",
  DeleteOpenIDConnectProvider: "managers",
  GetIdentityProviderMFARule: "managers",
  GetOpenIDConnectProvider: "managers",
  ListOpenIDConnectProviderTags: "managers",
  ListOpenIDConnectProviders: "managers",
  PutIdentityProviderMFARule: "managers",
  RemoveClientIDFromOpenIDConnectProvider: "managers",
  TagOpenIDConnectProvider: "managers",
  UntagOpenIDConnectProvider: "managers",
  UpdateOpenIDConnectProviderThumbprint: "managers",
  GetVaultSync: "anyone",
  RemoveVaultDevice: "anyone",
  ListUserVaultDevices: "managers",
  RemoveUserVaultDevice: "managers",
  StartVaultPairing: "anyone",
  TurnOffVaultSync: "anyone",
  CreateSAMLProvider: "managers",
  DeleteSAMLProvider: "managers",
  GetSAMLProvider: "managers",
  ListSAMLProviderTags: "managers",
  ListSAMLProviders: "managers",
  TagSAMLProvider: "managers",
  UntagSAMLProvider: "managers",
  UpdateSAMLProvider: "managers",
};
/** Asked for with a signed request alone; who may is told beside each. */
const forKeys: readonly string[] = [
  "AssumeRole",
  "AssumeRoleWithWebIdentity",
  "AssumeRoleWithSAML",
  "DecodeAuthorizationMessage",
  "GetAccessKeyInfo",
  "GetFederationToken",
  "GetSessionToken",
];
const names = Object.keys(levels) as OperationName[];

test("every operation that a signed-in person can ask for has a line here", () => {
  const asked = Object.values<Operation>(operations)
    .filter(({ kind }) => kind === "aws" || kind === "console" || kind === "view")
    .filter(({ name }) => !forKeys.includes(name))
    .map(({ name }) => name);
  assert.deepEqual([...asked].sort(), [...names].sort());
});

let house: House;
let account: Account;
let made = 0;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
  const root = await house.signIn(account.root);
  await root.knock("CreateGroup", { groupName: "Readers" });
  const { policyDocument } = sampleInputs.CreatePolicy(nobody(account.accountId));
  await root.knock("CreatePolicy", { policyName: "Written", policyDocument });
  const { assumeRolePolicyDocument } = sampleInputs.CreateRole(nobody(account.accountId));
  await root.knock("CreateRole", { roleName: "Deputies", assumeRolePolicyDocument });
  await root.knock("CreateOpenIDConnectProvider", { url: "https://written.example" });
});
after(() => house.close());

/** A user with a device, in a session that has shown it just now. */
async function someone(options: { manager?: boolean } = {}) {
  const user = await house.addUser(account, `user${++made}`, options);
  const { browser } = await house.equip(user);
  return { user, browser };
}

function subjectOf(user: Resident): Subject {
  made += 1;
  return {
    ...nobody(account.accountId),
    userName: user.userName,
    groupName: "Readers",
    roleName: "Deputies",
    policyArn: `arn:aws:iam::${account.accountId}:policy/Written`,
    oidcName: "written.example",
    serialNumber: user.devices[0]?.serialNumber ?? "",
    newName: `new-${made}`,
  };
}

/** What kept the caller out, if anything did: refusals for other reasons (a wrong code, a name that is taken) are no matter. */
async function keptOut(
  at: Browser,
  name: OperationName,
  about: Subject,
): Promise<string | undefined> {
  try {
    await at.knock(name, sampleInputs[name](about));
    return undefined;
  } catch (error) {
    if (!(error instanceof IamError)) throw error;
    const wrongPassword = error.message === "The old password was incorrect.";
    const unknownKey = error.message.includes(" to perform iam:GetAccessKeyLastUsed on "); // no colon: AWS's own words
    const outside = /^(?:AccessDenied|InvalidUserType|SessionExpired|SignInExpired)$/.test(
      error.code,
    );
    return outside && !wrongPassword && !unknownKey ? error.code : undefined;
  }
}

for (const name of names) {
  const level = levels[name];
  test(`${name}: ${level === "root" ? "root alone" : level}`, async () => {
    const anonymous = await keptOut(house.browser(), name, subjectOf((await someone()).user));
    assert.equal(anonymous, "SessionExpired");

    const self = await someone();
    const selfAllowed = level === "anyone" || level === "self";
    assert.equal(
      (await keptOut(self.browser, name, subjectOf(self.user))) === undefined,
      selfAllowed,
    );

    const [other, target] = [await someone(), await someone()];
    const otherAllowed = level === "anyone";
    const onOther = await keptOut(other.browser, name, subjectOf(target.user));
    assert.equal(onOther, otherAllowed ? undefined : "AccessDenied");

    const manager = await someone({ manager: true });
    const byManager = await keptOut(manager.browser, name, subjectOf((await someone()).user));
    assert.equal(byManager === undefined, level !== "root", byManager);

    if (name === "ChangePassword") return; // root has an operation of its own
    const root = await house.signIn(account.root);
    assert.equal(await keptOut(root, name, subjectOf((await someone()).user)), undefined);
  });
}

describe("whoever is not allowed does not learn whether it is there:", () => {
  let plain: Browser;
  before(async () => {
    plain = (await someone()).browser;
  });

  for (const name of names.filter((one) => levels[one] !== "anyone")) {
    test(name, async () => {
      const there = subjectOf((await someone()).user);
      const notThere = { ...nobody(account.accountId), newName: there.newName };
      const [first, second] = [
        await refusal(plain.knock(name, sampleInputs[name](there)), "AccessDenied"),
        await refusal(plain.knock(name, sampleInputs[name](notThere)), "AccessDenied"),
      ];
      const plainly = (error: IamError, about: Subject) =>
        `${error.message} ${JSON.stringify(error.facts)}`
          .replaceAll(about.serialNumber, "SERIAL")
          .replaceAll(about.policyArn, "POLICY")
          .replaceAll(about.oidcName, "ISSUER")
          .replaceAll(about.userName, "NAME")
          .replaceAll(about.groupName, "NAME")
          .replaceAll(about.roleName, "NAME");
      assert.equal(plainly(first, there), plainly(second, notThere));
    });
  }
});

describe("another account's root", () => {
  let stranger: Browser;
  before(async () => {
    stranger = await house.signIn((await house.makeAccount()).root);
  });

  const named = names.filter((one) => {
    const input = sampleInputs[one](nobody("000000000000"));
    return ["userName", "groupName", "roleName", "serialNumber"].some((member) => member in input);
  });
  for (const name of named.filter((one) => one !== "AddUser" && !one.startsWith("Create"))) {
    test(`finds nothing of ours: ${name}`, async () => {
      const { user } = await someone();
      const before = await house.deviceOf(user, user.devices[0] as never);
      await refusal(stranger.knock(name, sampleInputs[name](subjectOf(user))), "NoSuchEntity");
      assert.deepEqual(await house.deviceOf(user, user.devices[0] as never), before);
      await house.personOf(user);
    });
  }

  test("sees none of ours in any list", async () => {
    for (const name of names.filter((one) => one.startsWith("List"))) {
      if (name === "ListEvents") continue; // it has the stranger's own tries, by the names they gave
      const input = sampleInputs[name](nobody(account.accountId));
      const { userName, groupName, roleName, policyArn, serialNumber, ...others } = input;
      const { sAMLProviderArn, openIDConnectProviderArn, ...rest } = others;
      if (serialNumber !== undefined) continue;
      const answer = await stranger.knock(name, rest).catch((error: IamError) => {
        assert.equal(error.code, "ValidationError", name); // it must name a user
      });
      assert.equal(JSON.stringify(answer ?? "").includes(account.accountId), false, name);
    }
  });
});

describe("nobody but root touches root:", () => {
  let manager: Browser;
  let own: Resident;
  let rootDevice: string;

  before(async () => {
    const someManager = await someone({ manager: true });
    manager = someManager.browser;
    own = someManager.user;
    const { device } = await house.equip(account.root, "device-of-root");
    rootDevice = device.serialNumber;
  });

  const bySerial: readonly OperationName[] = [
    "DeactivateMFADevice",
    "DeleteVirtualMFADevice",
    "EnableMFADevice",
    "GetMFADevice",
    "ListMFADeviceTags",
    "RemoveMFADevice",
    "ResyncMFADevice",
    "ResyncOwnMFADevice",
    "TagMFADevice",
    "UntagMFADevice",
  ];
  for (const name of bySerial) {
    test(`an administrator's ${name} of root's device is refused, whoever it is said to be of`, async () => {
      const { user } = await someone();
      const root = await house.personOf(account.root);
      const before = await house.store.read((tx) => tx.devices.listOf(root));
      for (const userName of [own.userName, user.userName, "root", account.accountId]) {
        const about = { ...subjectOf(own), userName, serialNumber: rootDevice };
        const { code } = await refusal(manager.knock(name, sampleInputs[name](about)));
        assert.match(code, /^(?:AccessDenied|NoSuchEntity|EntityAlreadyExists)$/);
      }
      assert.deepEqual(await house.store.read((tx) => tx.devices.listOf(root)), before);
    });
  }

  const byName = names.filter(
    (one) => "userName" in sampleInputs[one](nobody("0")) && levels[one] !== "anyone",
  );
  for (const name of byName.filter((one) => one !== "AddUser" && one !== "CreateUser")) {
    test(`${name} cannot name root`, async () => {
      for (const userName of [
        "root",
        account.accountId,
        `arn:aws:iam::${account.accountId}:root`,
        "",
      ]) {
        const about = { ...subjectOf(own), userName, serialNumber: rootDevice };
        const { code } = await refusal(manager.knock(name, sampleInputs[name](about)));
        assert.match(code, /^(?:AccessDenied|NoSuchEntity|ValidationError)$/, userName);
      }
    });
  }
});
