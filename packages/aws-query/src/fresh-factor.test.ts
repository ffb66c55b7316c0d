// Security rule 16 through this door: every operation that needs a fresh factor, under each setting of the account, by every kind of
// signature. All that a row says was prepared before the setting was made.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type OperationName, operations } from "@sallyport/core";
import { type Authenticator, authenticator } from "@sallyport/core/testing";
import { openRootConsole } from "./testing/console.ts";
import { type Answer, openAccount, type TestAccount } from "./testing/open-account.ts";
import type { Credentials } from "./testing/signer.ts";

const fresh = (Object.keys(operations) as OperationName[]).filter(
  (name) => "freshFactor" in operations[name] && operations[name].freshFactor,
);

/** Whom and what a request is about. */
interface Subject {
  readonly userName: string;
  readonly accessKeyId: string;
  readonly device: Authenticator;
  /** Nobody's yet, where the row needs one. */
  readonly spare: Authenticator;
  readonly roleName: string;
  readonly step: number;
}

interface Row {
  readonly parameters: (about: Subject) => Readonly<Record<string, string>>;
  /** Whose the thing is that it changes: somebody's, always the caller's, or the account's. */
  readonly of: "somebody" | "caller" | "account";
  /** What it ends in where no factor is missing, if not well. */
  readonly ends?: string;
  readonly withoutPassword?: true;
  readonly spare?: true;
}

const ofUser = ({ userName }: Subject) => ({ UserName: userName });
const password = "Other-Words-47-here";
const trust = JSON.stringify({
  Version: "2012-10-17",
  Statement: { Effect: "Allow", Principal: { AWS: "*" }, Action: "sts:AssumeRole" },
});

const noOidcProvider = {
  OpenIDConnectProviderArn: "arn:aws:iam::123456789012:oidc-provider/no.example",
};
const noSamlProvider = { SAMLProviderArn: "arn:aws:iam::123456789012:saml-provider/None" };

/** A new operation of AWS's that needs a fresh factor needs its line here. */
const rows: Readonly<Partial<Record<OperationName, Row>>> = {
  AddClientIDToOpenIDConnectProvider: {
    of: "account",
    ends: "NoSuchEntity",
    parameters: () => ({ ...noOidcProvider, ClientID: "another" }),
  },
  ChangePassword: {
    of: "caller",
    parameters: () => ({ OldPassword: "it is any", NewPassword: password }),
  },
  CreateAccessKey: { of: "somebody", parameters: ofUser },
  CreateLoginProfile: {
    of: "somebody",
    withoutPassword: true,
    parameters: (about) => ({ ...ofUser(about), Password: password }),
  },
  CreateOpenIDConnectProvider: {
    of: "account",
    parameters: ({ userName }) => ({ Url: `https://${userName}.example` }),
  },
  CreateRole: {
    of: "account",
    parameters: ({ userName }) => ({
      RoleName: `made-for-${userName}`,
      AssumeRolePolicyDocument: trust,
    }),
  },
  CreateSAMLProvider: {
    of: "account",
    ends: "InvalidInput",
    parameters: ({ userName }) => ({
      Name: userName,
      SAMLMetadataDocument: "no metadata".padEnd(1000),
    }),
  },
  DeactivateMFADevice: {
    of: "somebody",
    parameters: (about) => ({ ...ofUser(about), SerialNumber: about.device.serialNumber }),
  },
  DeleteAccessKey: {
    of: "somebody",
    parameters: (about) => ({ ...ofUser(about), AccessKeyId: about.accessKeyId }),
  },
  DeleteAccountPasswordPolicy: { of: "account", parameters: () => ({}), ends: "NoSuchEntity" },
  DeleteLoginProfile: { of: "somebody", parameters: ofUser },
  DeleteOpenIDConnectProvider: {
    of: "account",
    ends: "NoSuchEntity",
    parameters: () => noOidcProvider,
  },
  DeleteSAMLProvider: {
    of: "account",
    ends: "NoSuchEntity",
    parameters: () => noSamlProvider,
  },
  DeleteVirtualMFADevice: {
    of: "somebody",
    ends: "DeleteConflict",
    parameters: ({ device }) => ({ SerialNumber: device.serialNumber }),
  },
  EnableMFADevice: {
    of: "somebody",
    spare: true,
    parameters: (about) => {
      const { authenticationCode1, authenticationCode2 } = about.spare.pairAt(about.step - 1);
      return {
        ...ofUser(about),
        SerialNumber: about.spare.serialNumber,
        AuthenticationCode1: authenticationCode1,
        AuthenticationCode2: authenticationCode2,
      };
    },
  },
  RemoveClientIDFromOpenIDConnectProvider: {
    of: "account",
    ends: "NoSuchEntity",
    parameters: () => ({ ...noOidcProvider, ClientID: "another" }),
  },
  UpdateAccessKey: {
    of: "somebody",
    parameters: (about) => ({
      ...ofUser(about),
      AccessKeyId: about.accessKeyId,
      Status: "Inactive",
    }),
  },
  UpdateAccountPasswordPolicy: {
    of: "account",
    // The same anew, so that there is nothing to delete for the next row.
    parameters: () => ({ MinimumPasswordLength: "9" }),
  },
  UpdateAssumeRolePolicy: {
    of: "account",
    parameters: ({ roleName }) => ({ RoleName: roleName, PolicyDocument: trust }),
  },
  UpdateLoginProfile: {
    of: "somebody",
    parameters: (about) => ({ ...ofUser(about), Password: password }),
  },
  UpdateOpenIDConnectProviderThumbprint: {
    of: "account",
    ends: "NoSuchEntity",
    parameters: () => ({ ...noOidcProvider, "ThumbprintList.member.1": "0".repeat(40) }),
  },
  UpdateSAMLProvider: {
    of: "account",
    ends: "InvalidInput",
    parameters: () => ({ ...noSamlProvider, SAMLMetadataDocument: "no metadata".padEnd(1000) }),
  },
};

const signatures = [
  "a long-term key",
  "a session without MFA",
  "a session with fresh MFA",
  "a session with stale MFA",
  "a role's session",
  "a role's session with fresh MFA",
  "a role's session with stale MFA",
] as const;
type Signature = (typeof signatures)[number];
const isFresh = (by: Signature) => by.endsWith("fresh MFA");

test("what the door answers of them has its line, and the rest it does not know", () => {
  const answered = fresh.filter((name) => operations[name].kind === "aws");
  assert.deepEqual(Object.keys(rows), answered.toSorted());
});

for (const setting of ["own", "all", "none"] as const) {
  describe(`a fresh factor by key: ${setting}`, () => {
    let account: TestAccount;
    let made = 0;
    const prepared = new Map<string, { readonly by: Credentials; readonly about: Subject }>();
    const named = (...parts: readonly string[]) => parts.join("; ");

    async function ask(action: string, parameters: Record<string, string>, by?: Credentials) {
      const answer = await account.call(
        action,
        parameters,
        by === undefined ? {} : { credentials: by },
      );
      assert.equal(answer.status, 200, `${action}: ${answer.message}`);
      return (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(answer.text)?.[1] ?? "";
    }

    const step = () => Math.floor(account.now() / 30_000);

    async function makeDevice(name: string): Promise<Authenticator> {
      const told = await ask("CreateVirtualMFADevice", { VirtualMFADeviceName: name });
      const seed = Buffer.from(told("Base32StringSeed"), "base64").toString();
      return authenticator(told("SerialNumber"), seed);
    }

    const credentialsIn = (told: (name: string) => string): Credentials => ({
      accessKeyId: told("AccessKeyId"),
      secretAccessKey: told("SecretAccessKey"),
      sessionToken: told("SessionToken") || undefined,
    });

    /** Somebody with a password, a key and a device, who may do everything; and what the row needs besides. */
    async function makeUser(row: Row | undefined, by?: Signature) {
      made += 1;
      const UserName = `user${made}`;
      await ask("CreateUser", { UserName });
      await ask("AttachUserPolicy", {
        UserName,
        PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      });
      if (!row?.withoutPassword) await ask("CreateLoginProfile", { UserName, Password: password });
      const key = credentialsIn(await ask("CreateAccessKey", { UserName }));
      const device = await makeDevice(`device${made}`);
      const { authenticationCode1, authenticationCode2 } = device.pairAt(step() - 1);
      await ask("EnableMFADevice", {
        UserName,
        SerialNumber: device.serialNumber,
        AuthenticationCode1: authenticationCode1,
        AuthenticationCode2: authenticationCode2,
      });
      const roleName = `role${made}`;
      if (by?.startsWith("a role") || row?.of === "account") await makeRole(roleName);
      const spare = row?.spare ? await makeDevice(`spare${made}`) : device;
      const { accessKeyId } = key;
      return { key, subject: { userName: UserName, accessKeyId, device, spare, roleName } };
    }

    async function makeRole(roleName: string) {
      await ask("CreateRole", {
        RoleName: roleName,
        AssumeRolePolicyDocument: trust.replace('"*"', `"arn:aws:iam::${account.accountId}:root"`),
      });
      await ask("AttachRolePolicy", {
        RoleName: roleName,
        PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess",
      });
    }

    type User = Awaited<ReturnType<typeof makeUser>>;

    async function sign({ key, subject }: User, by: Signature): Promise<Credentials> {
      const assume = async (caller: Credentials) =>
        credentialsIn(
          await ask(
            "AssumeRole",
            {
              RoleArn: `arn:aws:iam::${account.accountId}:role/${subject.roleName}`,
              RoleSessionName: "visit",
            },
            caller,
          ),
        );
      if (by === "a long-term key") return key;
      if (by === "a role's session") return assume(key);
      const code = {
        SerialNumber: subject.device.serialNumber,
        TokenCode: subject.device.codeAt(step()),
      };
      const session = credentialsIn(
        await ask("GetSessionToken", by === "a session without MFA" ? {} : code, key),
      );
      return by.startsWith("a role") ? assume(session) : session;
    }

    before(async () => {
      account = await openAccount();
      const waiting: { readonly name: string; readonly by: Signature; readonly user: User }[] = [];
      const subjects = new Map<string, User>();
      for (const by of signatures) {
        const caller = await makeUser(rows.UpdateAssumeRolePolicy, by);
        for (const [action, row] of Object.entries(rows)) {
          if (row.of !== "account") {
            const name = named(action, by, "own");
            const user = await makeUser(row, by);
            waiting.push({ name, by, user });
            subjects.set(name, user);
          }
          if (row.of === "caller") continue;
          const name = named(action, by, "other");
          waiting.push({ name, by, user: caller });
          subjects.set(name, row.of === "somebody" ? await makeUser(row) : caller);
        }
      }
      const signed = new Map<User, Credentials>();
      const signAll = async (which: (by: Signature) => boolean) => {
        account.wait(60_000); // to a code that was not spent in setting the device up
        for (const { by, user } of waiting)
          if (which(by) && !signed.has(user)) signed.set(user, await sign(user, by));
      };
      await signAll((by) => !isFresh(by));
      account.wait(15 * 60_000 + 1);
      await signAll(isFresh);
      const root = await openRootConsole(account);
      await root.knock("PutFreshFactorSetting", { signedRequests: setting });
      for (const { name, user } of waiting) {
        const by = signed.get(user);
        const subject = subjects.get(name)?.subject;
        assert.ok(by && subject);
        prepared.set(name, { by, about: { ...subject, step: step() } });
      }
    });
    after(() => account.close());

    function outcomeOf({ status, code, message = "" }: Answer): string {
      if (status === 200) return "done";
      return message.includes("without a code from an MFA device that is not older than 15 minutes")
        ? "asked"
        : (code ?? "");
    }

    function expected(row: Row, by: Signature, whose: "own" | "other"): string {
      if (by === "a session without MFA") return "InvalidClientTokenId";
      if (row.of === "caller" && by.startsWith("a role")) return "ValidationError"; // it has no password
      const asked = setting === "all" || (setting === "own" && whose === "own");
      return asked && !isFresh(by) ? "asked" : (row.ends ?? "done");
    }

    for (const [action, row] of Object.entries(rows)) {
      for (const by of signatures) {
        for (const whose of ["own", "other"] as const) {
          if (whose === (row.of === "account" ? "own" : row.of === "caller" ? "other" : ""))
            continue;
          test(named(action, by, whose), async () => {
            const { by: credentials, about } = prepared.get(named(action, by, whose)) ?? {};
            assert.ok(credentials && about);
            const answer = await account.call(action, row.parameters(about), { credentials });
            assert.equal(outcomeOf(answer), expected(row, by, whose), answer.text);
            if (outcomeOf(answer) === "asked") assert.equal(answer.code, "AccessDenied");
          });
        }
      }
    }

    test("the console's own are not known here, whoever signs", async () => {
      const { by } =
        prepared.get(named("CreateAccessKey", "a session with fresh MFA", "own")) ?? {};
      assert.ok(by);
      for (const name of fresh.filter((one) => operations[one].kind !== "aws")) {
        const answer = await account.call(name, { SignedRequests: "none" }, { credentials: by });
        assert.equal(answer.code, "InvalidAction", name);
      }
    });
  });
}
