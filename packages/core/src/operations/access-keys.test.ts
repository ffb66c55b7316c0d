// What the console's pages show of access keys, to whom. What keys open is in ../session/signature.test.ts.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { AccessKeyId } from "../names.ts";
import {
  type Account,
  type Browser,
  type House,
  openHouse,
  refusal,
} from "../testing/house/index.ts";

let house: House;
let account: Account;
let root: Browser;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
  root = await house.signIn(account.root);
});
after(() => house.close());

const allowing = (...actions: readonly string[]) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: actions, Resource: "*" }],
  });

describe("the console's page of keys", () => {
  test("tells when, where and for what a key was last used, and never its secret", async () => {
    const { userName } = await house.addUser(account, "alice");
    const { accessKey } = await root.knock("CreateAccessKey", { userName });
    const before = await root.knock("GetUserSummary", { userName });
    assert.deepEqual(before.accessKeys, [
      { accessKeyId: accessKey.accessKeyId, status: "Active", createDate: accessKey.createDate },
    ]);
    assert.equal(before.keyQuota, 2);
    const use = { at: house.now(), service: "sts", region: "eu-central-1" };
    await house.store.transact((tx) =>
      tx.accessKeys.markUsed(accessKey.accessKeyId as AccessKeyId, use),
    );
    const { accessKeys } = await root.knock("GetUserSummary", { userName });
    assert.deepEqual(accessKeys[0]?.lastUsed, {
      date: use.at,
      serviceName: "sts",
      region: "eu-central-1",
    });
    assert.ok(!JSON.stringify(accessKeys).includes(accessKey.secretAccessKey));
  });

  test("says of each thing that the reader may not do why, and hides what they may not see", async () => {
    const user = await house.addUser(account, "bob");
    const { userName } = user;
    const policyName = "keys";
    const { accessKey } = await root.knock("CreateAccessKey", { userName });
    const use = { at: house.now(), service: "iam", region: "us-east-1" };
    await house.store.transact((tx) =>
      tx.accessKeys.markUsed(accessKey.accessKeyId as AccessKeyId, use),
    );
    const at = await house.signIn(user);
    const keyActions = ["Create", "Delete", "Update"].map((verb) => `iam:${verb}AccessKey`);

    // Everyone sees their own keys.
    const few = await at.knock("GetMyCredentials");
    assert.equal(few.accessKeys[0]?.accessKeyId, accessKey.accessKeyId);
    assert.equal(few.accessKeys[0]?.lastUsed, undefined);
    for (const action of ["iam:GetAccessKeyLastUsed", ...keyActions])
      assert.match(few.denied[action] ?? "", /^You may not do this \(iam:\w+\), because no ident/);

    const policyDocument = allowing("iam:UpdateAccessKey");
    await root.knock("PutUserPolicy", { userName, policyName, policyDocument });
    const some = await at.knock("GetMyCredentials");
    assert.equal(some.accessKeys[0]?.lastUsed, undefined);
    assert.ok(some.denied["iam:GetAccessKeyLastUsed"] && some.denied["iam:CreateAccessKey"]);
    assert.equal(some.denied["iam:UpdateAccessKey"], undefined);

    await root.knock("PutUserPolicy", {
      userName,
      policyName,
      policyDocument: allowing("iam:*AccessKey*"),
    });
    const all = await at.knock("GetMyCredentials");
    assert.equal(all.accessKeys[0]?.lastUsed?.serviceName, "iam");
    assert.deepEqual(
      [...keyActions, "iam:GetAccessKeyLastUsed"].filter((action) => action in all.denied),
      [],
    );
  });
});

test("whoever may not ask for a key's last use learns neither whose it is nor whether it is there", async () => {
  const owner = await house.addUser(account, "carol");
  await root.knock("UpdateUser", { userName: owner.userName, newPath: "/board/" });
  const { accessKey } = await root.knock("CreateAccessKey", { userName: owner.userName });
  const at = await house.signIn(await house.addUser(account, "eve"));
  const told = async (accessKeyId: string) => {
    const { message, facts } = await refusal(
      at.knock("GetAccessKeyLastUsed", { accessKeyId }),
      "AccessDenied",
    );
    return [message.replaceAll(accessKeyId, "KEY"), facts.refused];
  };
  const elsewhere = await house.makeAccount();
  const stranger = await house.signIn(elsewhere.root);
  const foreign = (await stranger.knock("CreateAccessKey", {})).accessKey.accessKeyId;
  const nobodys = `${accessKey.accessKeyId.slice(0, -4)}AAAA`;
  const known = await told(accessKey.accessKeyId);
  assert.match(String(known[0]), / on resource: access key KEY because no identity-based policy /);
  for (const accessKeyId of [nobodys, foreign]) assert.deepEqual(await told(accessKeyId), known);
});
