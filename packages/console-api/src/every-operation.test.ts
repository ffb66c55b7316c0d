// Nothing comes through this door past the policies: every operation that it answers, asked by somebody to whom everything is denied.

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { nobody, sampleInputs } from "@sallyport/core/testing";
import { siteOf } from "@sallyport/web";
import { consoleApi } from "./console-api.ts";
import { reachableNames } from "./reachable.ts";
import { openAccount, type TestAccount } from "./testing/open-account.ts";

/** Ask no policy: they concern the session that asks alone, or tell nothing that is the account's; the dashboard says what of it is denied. */
const askNothing: readonly string[] = [
  "CancelMFAEnrolment",
  "CheckPolicy",
  "ConfirmFactor",
  "FinishMFAEnrolment",
  "GetCallerIdentity",
  "GetConsoleContext",
  "GetDashboard",
  "KeepAlive",
  "ListKnownActions",
  "ShowMFAEnrolment",
  "SignOut",
];
/** A session of the console has no key, and these are for keys. */
const refusals: readonly string[] = ["AccessDenied", "InvalidClientTokenId"];

const site = siteOf("http://localhost:6238");
const password = "Paper-Kites-41-high";

let account: TestAccount;
let accountId: string;
before(async () => {
  account = await openAccount(site.origin);
  await ask("CreateUser", { userName: "denied" }, account.sessionToken);
  await ask("CreateLoginProfile", { userName: "denied", password }, account.sessionToken);
  const policyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: { Effect: "Deny", Action: "*", Resource: "*" },
  });
  const policy = { userName: "denied", policyName: "deny", policyDocument };
  await ask("PutUserPolicy", policy, account.sessionToken);
  ({ accountId } = (await ask("GetConsoleContext", {}, account.sessionToken)).json);
});
after(() => account.close());

async function signIn(): Promise<string> {
  const { effects } = await account.iam.perform("SignIn", {
    caller: { kind: "anonymous" },
    input: { user: { account: accountId, userName: "denied" }, password },
    context: {
      requestId: "test",
      door: "sign-in",
      sourceAddress: "127.0.0.1",
      userAgent: "",
      browserToken: undefined,
    },
  });
  if (effects.session === undefined || effects.session === "ended") throw new Error("no session");
  return effects.session.token;
}

async function ask(name: string, input: unknown, token: string) {
  const headers = new Headers({
    "content-type": "application/json",
    origin: site.origin,
    "sec-fetch-site": "same-origin",
    "x-sallyport-csrf": "1",
    cookie: `sallyport-session=${token}`,
  });
  const path = `/api/${name}`;
  const request = new Request(`${site.origin}${path}`, {
    method: "POST",
    headers,
    body: JSON.stringify(input),
  });
  const door = consoleApi(account.iam, { site, log: { error: () => {} } });
  const arrival = { requestId: randomUUID(), peer: "127.0.0.1", target: path, rawHeaders: [] };
  const response = await door(request, arrival);
  return { status: response.status, json: JSON.parse((await response.text()) || "{}") };
}

describe("whoever is denied everything is refused by this door", () => {
  for (const name of reachableNames()) {
    const refused = !askNothing.includes(name);
    test(`${name}${refused ? "" : ": but for this"}`, async () => {
      const session = await signIn(); // one of them signs out
      const about = { ...nobody(accountId), userName: "denied" };
      const { status, json } = await ask(name, sampleInputs[name](about), session);
      const code = json.error?.code;
      assert.equal(status === 403 && refusals.includes(code), refused, `${status} ${code}`);
    });
  }
});
