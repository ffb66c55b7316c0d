// Security rule 24: the first account, for whoever holds the set-up token, and only the first.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type House, openHouse, refusal, setupToken } from "../testing/house/index.ts";

const owner = {
  email: "owner@example.org",
  accountName: "Example",
  password: "Brand.new-9-words",
  setupToken,
};

async function inNewHouse(work: (house: House) => Promise<void>): Promise<void> {
  const house = await openHouse();
  try {
    await work(house);
  } finally {
    await house.close();
  }
}

const create = (house: House, change: object = {}) =>
  house.browser().knock("CreateFirstAccount", { ...owner, ...change });

describe("the first account", () => {
  test("is made with the token, and its root user signs in", () =>
    inNewHouse(async (house) => {
      const { accountId } = await create(house, { setupToken: ` ${setupToken}\n` });
      assert.match(accountId, /^[1-9]\d{11}$/);
      const at = house.browser();
      const login = { root: { email: "OWNER@example.org " }, password: owner.password };
      assert.equal((await at.knock("SignIn", login)).next, "done");
      assert.equal((await at.person())?.person.kind, "root");
      assert.equal(await at.hasMfa(), false);
    }));

  test("is one, though it is asked for many times at once", () =>
    inNewHouse(async (house) => {
      const answers = await Promise.allSettled(
        Array.from({ length: 20 }, (_, number) =>
          create(house, { email: `owner${number}@example.org` }),
        ),
      );
      assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
      const accounts = await house.operate("ListAccounts");
      assert.equal(accounts.accounts.length, 1);
    }));

  test("is not made without the token, and tries at it run out", () =>
    inNewHouse(async (house) => {
      const at = house.browser();
      const guess = (number: number) =>
        refusal(at.knock("CreateFirstAccount", { ...owner, setupToken: `guess-${number}` }));
      const answers = await Promise.all(Array.from({ length: 70 }, (_, number) => guess(number)));
      assert.equal(answers.filter(({ code }) => code === "IncorrectCredentials").length, 60);
      assert.equal(answers.filter(({ code }) => code === "Throttling").length, 10);
      assert.equal(await house.store.read((tx) => tx.accounts.any()), false);
    }));

  test("is closed once there is one, token or not, however it came about", () =>
    inNewHouse(async (house) => {
      await house.makeAccount();
      await refusal(create(house), "SetupClosed");
      await refusal(create(house, { setupToken: "wrong" }), "SetupClosed");
    }));

  for (const password of [
    "Example1!",
    "owner@example.org",
    "Password123!",
    "short1!",
    "owner1!A",
  ]) {
    test(`does not take the password "${password}"`, () =>
      inNewHouse(async (house) => {
        await refusal(create(house, { password }), "PasswordPolicyViolation");
        assert.equal(await house.store.read((tx) => tx.accounts.any()), false);
      }));
  }
});
