// The people of the walk-through, made through the same operations as everybody else: an account whose root signs in and adds
// Admin to Administrators and S3User to s3GROUP. Passwords are random, per run.

import { randomUUID } from "node:crypto";
import type { Caller, Iam, PersonCaller, RequestContext } from "@sallyport/core";
import { OperatorFault } from "@sallyport/platform";
import type { Installation } from "./installation.ts";

/** Marks a database as a lab's: `start` refuses one. */
export const labMark = "lab";

export interface LabPeople {
  readonly accountId: string;
  readonly signInUrl: string;
  readonly root: { readonly email: string; readonly password: string };
  readonly users: readonly {
    readonly userName: string;
    readonly groupName: string;
    readonly password: string;
  }[];
}

const rootEmail = "root@example.com";

export async function makeLab(parts: {
  readonly iam: Iam;
  readonly installation: Installation;
}): Promise<LabPeople> {
  const { iam, installation } = parts;
  await installation.store.marks.put(labMark, "yes");
  const root = { email: rootEmail, password: randomPassword() };
  const operator: Caller = { kind: "operator", name: "lab" };
  const { output: account } = await iam.perform("CreateAccount", {
    caller: operator,
    context,
    input: { email: root.email, accountName: "Lab", password: root.password },
  });
  const caller = await signInAsRoot(iam, root);
  await iam.perform("CreateGroup", { caller, context, input: { groupName: "s3GROUP" } });
  const add = async (userName: string, groupName: string) => {
    const managers = groupName === "Administrators";
    const { output } = await iam.perform("AddUser", {
      caller,
      context,
      input: {
        userName,
        ...(managers ? { createAdministrators: true } : { groupNames: [groupName] }),
        consoleAccess: { passwordResetRequired: false },
      },
    });
    return { userName, groupName, password: output.password ?? "", signInUrl: output.signInUrl };
  };
  const admin = await add("Admin", "Administrators");
  const s3User = await add("S3User", "s3GROUP");
  await iam.perform("SignOut", { caller, context, input: {} });
  return { accountId: account.accountId, signInUrl: admin.signInUrl, root, users: [admin, s3User] };
}

/** Refuses to serve a lab's database to people who mean it. */
export async function refuseLab(installation: Installation): Promise<void> {
  if ((await installation.store.marks.find(labMark)) === undefined) return;
  throw new OperatorFault(
    "This database was made by “sallyport lab”, for trying and teaching. Start with another SALLYPORT_DATA_DIR or SALLYPORT_DATABASE.",
  );
}

async function signInAsRoot(iam: Iam, root: LabPeople["root"]): Promise<PersonCaller> {
  const { effects } = await iam.perform("SignIn", {
    caller: { kind: "anonymous" },
    context,
    input: { root: { email: root.email }, password: root.password },
  });
  const token = effects.session === "ended" ? undefined : effects.session?.token;
  const session = await iam.session(token, context);
  if (session === undefined) throw new Error("the lab's root could not sign in");
  return session.caller;
}

const context: RequestContext = {
  requestId: randomUUID(),
  door: "command-line",
  sourceAddress: "127.0.0.1",
  userAgent: "sallyport lab",
  browserToken: undefined,
};

/** Typed by people who try things out: words of letters and digits, 96 bits of chance. */
function randomPassword(): string {
  const groups = randomUUID().replaceAll("-", "").match(/.{8}/g) ?? [];
  return `Lab-${groups.slice(0, 3).join("-")}`;
}
