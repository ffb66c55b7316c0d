import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
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

const create = (accountAlias: string) => root.knock("CreateAccountAlias", { accountAlias });

describe("an account's alias", () => {
  test("signs in beside the id, and stops when it is replaced", async () => {
    const user = await house.addUser(account, "alice");
    const signIn = (named: string) =>
      house
        .browser()
        .knock("SignIn", { user: { account: named, userName: "alice" }, password: user.password });
    await create("first-name");
    await signIn("first-name");
    await signIn("FIRST-name ");
    await create("second-name");
    await signIn("second-name");
    await signIn(account.accountId);
    await refusal(signIn("first-name"), "IncorrectCredentials");
    await root.knock("DeleteAccountAlias", { accountAlias: "second-name" });
    await refusal(signIn("second-name"), "IncorrectCredentials");
  });

  test("is one account's alone", async () => {
    await create("taken-name");
    const other = await house.makeAccount();
    const at = await house.signIn(other.root);
    const refused = await refusal(
      at.knock("CreateAccountAlias", { accountAlias: "taken-name" }),
      "EntityAlreadyExists",
    );
    assert.equal(refused.message, "The account alias taken-name already exists.");
    await refusal(at.knock("DeleteAccountAlias", { accountAlias: "taken-name" }), "NoSuchEntity");
    assert.deepEqual((await root.knock("ListAccountAliases")).accountAliases, ["taken-name"]);
  });

  for (const alias of [
    "ab",
    "a".repeat(64),
    "Capital",
    "-begins",
    "ends-",
    "two--hyphens",
    "under_score",
    "123456789012",
    "1234-5678-9012",
  ]) {
    test(`is not "${alias}"`, async () => {
      await refusal(create(alias), "ValidationError");
    });
  }

  for (const alias of ["abc", "a1-b2-c3", "a".repeat(63), "12345678901", "1234-5678-9012-3"]) {
    test(`may be "${alias}"`, async () => {
      await create(alias);
    });
  }
});
