import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DAY } from "../instant.ts";
import { type Account, type House, openHouse, type Resident } from "../testing/house/index.ts";

let house: House;
let account: Account;
let ada: Resident;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
});
after(() => house.close());

async function recommended(person: Resident): Promise<Readonly<Record<string, string>>> {
  const { recommendations } = await (await house.signIn(person)).knock("GetDashboard");
  return Object.fromEntries(recommendations.map(({ id, title }) => [id, title]));
}

test("an account without users is not told that all of them have MFA", async () => {
  assert.equal((await recommended(account.root))["users-mfa"], undefined);
});

test("users without MFA are counted until they enrol", async () => {
  ada = await house.addUser(account, "ada", { manager: true });
  const ben = await house.addUser(account, "ben");
  assert.equal((await recommended(ada))["users-mfa"], "2 users have no MFA");
  await house.equip(ben);
  assert.equal((await recommended(ada))["users-mfa"], "1 user has no MFA");
  await house.equip(ada);
  assert.equal((await recommended(ada))["users-mfa"], "All users have MFA");
  assert.equal((await recommended(ben))["users-mfa"], undefined, "who may not see them");
});

test("own keys are recommended away after 90 days, and only while they open something", async () => {
  const admin = await house.signIn(ada);
  const { accessKey } = await admin.knock("CreateAccessKey", { userName: "ada" });
  assert.equal((await recommended(ada))["own-keys"], undefined);
  house.wait(91 * DAY);
  assert.match((await recommended(ada))["own-keys"] ?? "", /do not use/);
  const use = { at: house.now(), service: "iam", region: "us-east-1" };
  const { accessKeyId } = accessKey;
  await house.store.transact((tx) => tx.accessKeys.markUsed(accessKeyId as never, use));
  assert.match((await recommended(ada))["own-keys"] ?? "", /Replace old/);
  const key = { userName: "ada", accessKeyId, status: "Inactive" };
  await (await house.signIn(ada)).knock("UpdateAccessKey", key);
  assert.equal((await recommended(ada))["own-keys"], undefined);
});
