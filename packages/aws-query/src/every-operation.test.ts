// Nothing comes through this door past the policies: every operation that it answers, asked by somebody to whom everything is denied.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Operation, type OperationName, operations } from "@sallyport/core";
import { nobody, sampleInputs } from "@sallyport/core/testing";
import { openAccount, type TestAccount } from "./testing/open-account.ts";
import type { Credentials } from "./testing/signer.ts";

/** AWS asks no policy for these: they tell callers who they are, and whose account a key is of that they know. */
const askNothing: readonly string[] = ["GetCallerIdentity", "GetAccessKeyInfo"];
/** Come without a signature: the issuer's word and the role's trust policy decide. */
const unsigned: readonly string[] = ["AssumeRoleWithSAML", "AssumeRoleWithWebIdentity"];

const names = Object.values<Operation>(operations)
  .filter(({ kind }) => kind === "aws")
  .map(({ name }) => name as OperationName)
  .filter((name) => !unsigned.includes(name));

let account: TestAccount;
let denied: Credentials;
before(async () => {
  account = await openAccount();
  await account.call("CreateUser", { UserName: "denied" });
  await account.call("PutUserPolicy", {
    UserName: "denied",
    PolicyName: "deny",
    PolicyDocument: JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Deny", Action: "*", Resource: "*" },
    }),
  });
  const { text } = await account.call("CreateAccessKey", { UserName: "denied" });
  const tell = (name: string) => new RegExp(`<${name}>(.*?)</${name}>`).exec(text)?.[1] ?? "";
  denied = { accessKeyId: tell("AccessKeyId"), secretAccessKey: tell("SecretAccessKey") };
});
after(() => account.close());

/** As a client writes it: `Tags.member.1.Key=Team`. */
function parametersOf(value: unknown, name: string): readonly (readonly [string, string])[] {
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => parametersOf(each, `${name}.member.${index + 1}`));
  }
  if (typeof value !== "object" || value === null) return [[name, String(value)]];
  return Object.entries(value).flatMap(([member, inner]) => {
    const inside = member.charAt(0).toUpperCase() + member.slice(1);
    return inner === undefined ? [] : parametersOf(inner, name ? `${name}.${inside}` : inside);
  });
}

function ask(name: OperationName, credentials: Credentials) {
  const about = { ...nobody(account.accountId), userName: "denied" };
  const parameters = Object.fromEntries(parametersOf(sampleInputs[name](about), ""));
  return account.call(name, parameters, { credentials });
}

describe("whoever is denied everything is refused by this door", () => {
  for (const name of names) {
    const refused = !askNothing.includes(name);
    test(`${name}${refused ? "" : ": but for this"}`, async () => {
      const { status, code } = await ask(name, denied);
      assert.equal(status === 403 && code === "AccessDenied", refused, `${status} ${code}`);
    });
  }
});
