import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { DAY } from "../instant.ts";
import { type Account, type Browser, type House, openHouse } from "../testing/house/index.ts";

let house: House;
let account: Account;
let root: Browser;

before(async () => {
  house = await openHouse();
  account = await house.makeAccount();
  root = await house.signIn(account.root);
  const ada = await house.addUser(account, "ada");
  await house.addUser(account, "ben");
  await root.knock("CreateUser", { userName: "machine" });
  await root.knock("CreateAccessKey", { userName: "machine" });
  house.wait(91 * DAY);
  await house.equip(ada);
  root = await house.signIn(account.root);
});
after(() => house.close());

const list = async (concern?: string) =>
  (await root.knock("ListCredentialSummaries", concern === undefined ? {} : { concern })).users;
const names = async (concern: string) => (await list(concern)).map(({ userName }) => userName);

test("each concern lists those whom it is about", async () => {
  assert.deepEqual(await names("noMfa"), ["ben", "machine"]);
  assert.deepEqual(await names("oldKey"), ["machine"]);
  assert.deepEqual(await names("unusedPassword"), ["ben"]);
});

test("what is old or unused is marked where everybody is listed", async () => {
  const marks = (await list()).map(({ userName, mfa, passwordUnused, keys }) => [
    userName,
    mfa.length,
    passwordUnused,
    keys.map(({ old }) => old),
  ]);
  assert.deepEqual(marks, [
    ["ada", 1, false, []],
    ["ben", 0, true, []],
    ["machine", 0, false, [true]],
  ]);
});

test("pages of a concern go on where the last one ended, and a mark is good for that concern alone", async () => {
  const first = await root.knock("ListCredentialSummaries", { concern: "noMfa", maxItems: 1 });
  assert.deepEqual([first.users.length, first.isTruncated], [1, true]);
  const { marker } = first;
  const second = await root.knock("ListCredentialSummaries", { concern: "noMfa", marker });
  assert.deepEqual(
    second.users.map(({ userName }) => userName),
    ["machine"],
  );
  assert.equal(second.isTruncated, false);
  await assert.rejects(root.knock("ListCredentialSummaries", { concern: "oldKey", marker }), {
    code: "ValidationError",
  });
});
