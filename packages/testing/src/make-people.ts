// Who is there when a test begins: an account, its root user, and an administrator. Made through the same operations as
// everybody else, and without MFA: setting it up is the test's own affair.

import { randomUUID } from "node:crypto";
import type { Caller, Iam, RequestContext } from "@sallyport/core";
import type { AccessKey, People } from "./contract.ts";

const context: RequestContext = {
  requestId: randomUUID(),
  door: "command-line",
  sourceAddress: "127.0.0.1",
  userAgent: "sallyport-testing",
  browserToken: undefined,
};

export async function makePeople(iam: Iam): Promise<People> {
  const root = { email: "root@example.com", password: randomPassword() };
  const admin = { userName: "admin", password: randomPassword() };
  const operator: Caller = { kind: "operator", name: "testing" };
  const { output: account } = await iam.perform("CreateAccount", {
    caller: operator,
    context,
    input: { ...root, accountName: "Testing", withAccessKey: true },
  });
  const caller = await signInAsRoot(iam, root);
  await iam.perform("AddUser", {
    caller,
    context,
    input: {
      userName: admin.userName,
      createAdministrators: true,
      consoleAccess: { password: admin.password, passwordResetRequired: false },
    },
  });
  const input = { userName: admin.userName };
  const { output: made } = await iam.perform("CreateAccessKey", { caller, context, input });
  await iam.perform("SignOut", { caller, context, input: {} });
  if (account.accessKey === undefined) throw new Error("the root user has no access key");
  return {
    accountId: account.accountId,
    root,
    rootKey: keyOf(account.accessKey),
    admin,
    adminKey: keyOf(made.accessKey),
  };
}

const keyOf = ({ accessKeyId, secretAccessKey }: AccessKey) => ({ accessKeyId, secretAccessKey });

async function signInAsRoot(iam: Iam, root: People["root"]): Promise<Caller> {
  const { effects } = await iam.perform("SignIn", {
    caller: { kind: "anonymous" },
    context,
    input: { root: { email: root.email }, password: root.password },
  });
  const token = effects.session === "ended" ? undefined : effects.session?.token;
  const session = await iam.session(token, context);
  if (session === undefined) throw new Error("the test's root user could not sign in");
  return session.caller;
}

/** Of three classes, as AWS's rules ask, with 122 bits of chance. */
const randomPassword = () => `Test-${randomUUID()}`;
