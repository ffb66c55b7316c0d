// What can be done in the console alone: the root user signs in there, sets up a device, and asks for an operation.

import { type Call, type OperationName, operations } from "@sallyport/core";
import { authenticator } from "@sallyport/core/testing";
import type { TestAccount } from "./open-account.ts";

const context: Call["context"] = {
  requestId: "test",
  door: "console-api",
  sourceAddress: "127.0.0.1",
  userAgent: "",
  browserToken: undefined,
};

export interface RootConsole {
  knock(name: OperationName, input?: unknown): Promise<unknown>;
}

/** A session of root with a factor that was shown just now. */
export async function openRootConsole({ iam, accountId, now }: TestAccount): Promise<RootConsole> {
  let token: string | undefined;

  async function callerFor(name: OperationName): Promise<Call["caller"]> {
    const session = operations[name].kind === "ceremony" && token === undefined;
    if (session) return { kind: "anonymous" };
    return (await iam.session(token, context))?.caller ?? { kind: "anonymous" };
  }

  async function knock(name: OperationName, input: unknown = {}): Promise<unknown> {
    const performed = await iam.perform(name, {
      caller: await callerFor(name),
      context,
      input,
    });
    const { session } = performed.effects;
    if (session !== undefined && session !== "ended") token = session.token;
    return performed.output;
  }

  await knock("SignIn", {
    root: { email: "owner@example.org" },
    password: "Copper-Lantern-93",
  });
  await knock("StartMFAEnrolment", { deviceName: "root-phone" });
  const { secretKey } = (await knock("ShowMFAEnrolment")) as { readonly secretKey: string };
  const device = authenticator(`arn:aws:iam::${accountId}:mfa/root-phone`, secretKey);
  await knock("FinishMFAEnrolment", device.pairAt(Math.floor(now() / 30_000) - 1));
  return { knock };
}
