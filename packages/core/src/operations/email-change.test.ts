// Root changes the account's e-mail address in the console: who gets in by it, and who does not.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { HOUR, MINUTE } from "../instant.ts";
import {
  type Account,
  type Browser,
  type House,
  openHouse,
  refusal,
} from "../testing/house/index.ts";

let house: House;
let addresses = 0;

before(async () => {
  house = await openHouse();
});
after(() => house.close());

const emailOf = ({ root }: Account) => (root.login["root"] as { email: string }).email;
const newAddress = () => `wanted${addresses++}@example.org`;
const mailsTo = async (address: string) =>
  (await house.mails()).filter(({ toAddress }) => toAddress === address);
const addressNow = async ({ accountId }: Account) =>
  (await house.store.read((tx) => tx.accounts.find(accountId)))?.email;

/** The code in the mail that came last to an address. */
async function mailedCode(address: string): Promise<string> {
  const codes = (await mailsTo(address)).flatMap(
    ({ text }) => /^(?:[A-Z2-7]{5}-){4}[A-Z2-7]{5}$/m.exec(text)?.[0] ?? [],
  );
  const code = codes.at(-1);
  assert.ok(code, `no code was mailed to ${address}`);
  return code;
}

/** Root with a device and, in this browser, a factor just shown. */
async function equipped() {
  const account = await house.makeAccount();
  const { browser, device } = await house.equip(account.root);
  return { account, home: browser, device };
}

const ask = (at: Browser, { root }: Account, email: string) =>
  at.knock("RequestEmailChange", { email, oldPassword: root.password });

/** Asked for, and the code that came. */
async function asked() {
  const parts = await equipped();
  const email = newAddress();
  await ask(parts.home, parts.account, email);
  return { ...parts, email, code: await mailedCode(email) };
}

const confirm = (at: Browser, code: string) => at.knock("ConfirmEmailChange", { code });

describe("a change of the account's e-mail address", () => {
  test("is asked for, shown while it waits, and made by the code that was mailed to the new one", async () => {
    const { account, home, email, code } = await asked();
    const former = emailOf(account);
    const waiting = await home.knock("GetMyCredentials");
    assert.equal(waiting.email, former);
    assert.deepEqual(
      { ...waiting.emailChange, expiresAt: undefined },
      { email, here: true, expiresAt: undefined },
    );
    assert.deepEqual(await confirm(home, code.toLowerCase().replaceAll("-", " ")), { email });
    const after = await home.knock("GetMyCredentials");
    assert.deepEqual([after.email, after.emailChange], [email, undefined]);

    const typed = { password: account.root.password };
    await refusal(house.browser().knock("SignIn", { ...account.root.login, ...typed }));
    const { next } = await house.browser().knock("SignIn", { root: { email }, ...typed });
    assert.equal(next, "mfa");
  });

  test("is told to the former address when it is asked for and when it is made, and never which", async () => {
    const { account, home, email, code } = await asked();
    const former = emailOf(account);
    const subjects = async () => (await mailsTo(former)).map(({ subject }) => subject);
    assert.ok((await subjects()).some((one) => one.includes("Another e-mail address was asked")));
    await confirm(home, code);
    assert.ok(
      (await subjects()).some((one) => one.includes("address of your account was changed")),
    );
    const told = await mailsTo(former);
    assert.equal(
      told.some(({ text }) => text.includes(email) || text.includes(code)),
      false,
    );
  });

  test("ends root's other sessions, sign-ins, links and temporary credentials, and not this session", async () => {
    const { account, home, email, code, device } = await asked();
    house.waitSteps(3);
    const elsewhere = await house.signIn(account.root);
    const waiting = await house.typePassword(account.root);
    const { epoch } = await house.personOf(account.root);
    await house.browser().knock("RequestPasswordReset", { email: emailOf(account) });
    const link = (await mailsTo(emailOf(account))).flatMap(
      ({ text }) => /signin\/reset\/(\S+)/.exec(text)?.[1] ?? [],
    );
    await confirm(home, code);
    assert.deepEqual([await home.isSignedIn(), await elsewhere.isSignedIn()], [true, false]);
    assert.equal(await waiting.pending(), undefined);
    assert.ok((await house.personOf(account.root)).epoch > epoch);
    const [token] = link;
    assert.ok(token);
    const newPassword = "Brand.new-9-words";
    await refusal(house.browser().knock("ResetPassword", { token, newPassword }), "SignInExpired");
    assert.ok(device);
    assert.equal(await addressNow(account), email);
  });

  test("needs the password, at five guesses", async () => {
    const { account, home } = await equipped();
    const email = newAddress();
    const wrong = () => home.knock("RequestEmailChange", { email, oldPassword: "Not.the-1-right" });
    const answers = await Promise.all(Array.from({ length: 20 }, () => refusal(wrong())));
    assert.equal(answers.filter(({ code }) => code !== "Throttling").length, 5);
    await refusal(ask(home, account, email), "Throttling");
    assert.deepEqual(await mailsTo(email), []);
  });

  test("needs a fresh factor to be asked for, and to be made", async () => {
    const { account, home, email, code, device } = await asked();
    house.wait(16 * MINUTE);
    await refusal(ask(home, account, newAddress()), "FreshFactorRequired");
    await refusal(confirm(home, code), "FreshFactorRequired");
    assert.equal(await addressNow(account), emailOf(account));
    await home.knock("ConfirmFactor", { code: device.codeAt(house.step()) });
    await confirm(home, code); // the session has another id now, and is the same
    assert.equal(await addressNow(account), email);
  });

  test("is closed to a password alone: a sign-in that waits for the second factor has no session", async () => {
    const { account, code } = await asked();
    house.waitSteps(3);
    const thief = await house.typePassword(account.root);
    await refusal(ask(thief, account, newAddress()));
    await refusal(confirm(thief, code));
    assert.equal(await addressNow(account), emailOf(account));
  });

  test("is made in the session that asked alone, even where another one of root has the code", async () => {
    const { account, home, email, code } = await asked();
    house.waitSteps(3);
    const elsewhere = await house.signIn(account.root);
    await refusal(confirm(elsewhere, code), "IncorrectCredentials");
    assert.equal((await elsewhere.knock("GetMyCredentials")).emailChange?.here, false);
    await confirm(home, code);
    assert.equal(await addressNow(account), email);
  });

  test("ends with the session that asked", async () => {
    const { account, home, code } = await asked();
    await home.knock("SignOut");
    house.waitSteps(3);
    await refusal(confirm(await house.signIn(account.root), code), "IncorrectCredentials");
    assert.equal(await addressNow(account), emailOf(account));
  });

  test("is made once: of two at once one wins, and the code is void after it", async () => {
    const { home, code } = await asked();
    const answers = await Promise.allSettled([confirm(home, code), confirm(home, code)]);
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
    await refusal(confirm(home, code), "IncorrectCredentials");
  });

  test("is guessed at five times and no more", async () => {
    const { account, home, code } = await asked();
    const guess = () => confirm(home, "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA");
    const answers = await Promise.all(Array.from({ length: 40 }, () => refusal(guess())));
    assert.equal(answers.filter((one) => one.code === "IncorrectCredentials").length, 5);
    await refusal(confirm(home, code), "Throttling");
    assert.equal(await addressNow(account), emailOf(account));
  });

  test("expires after an hour", async () => {
    const { account, home, code, device } = await asked();
    house.wait(HOUR / 2); // root stays active
    await home.knock("GetMyCredentials");
    house.wait(HOUR / 2);
    await home.knock("ConfirmFactor", { code: device.codeAt(house.step()) });
    assert.equal((await home.knock("GetMyCredentials")).emailChange, undefined);
    await refusal(confirm(home, code), "IncorrectCredentials");
    assert.equal(await addressNow(account), emailOf(account));
  });

  test("is void once it is cancelled, asked for anew, or the password is another", async () => {
    const { account, home, code } = await asked();
    const next = newAddress();
    await ask(home, account, next);
    await refusal(confirm(home, code), "IncorrectCredentials");
    const second = await mailedCode(next);
    house.waitSteps(3);
    await (await house.signIn(account.root)).knock("CancelEmailChange"); // from any session of root
    await refusal(confirm(home, second), "IncorrectCredentials");

    const third = newAddress();
    await ask(home, account, third);
    const newPassword = "Brand.new-9-words";
    await home.knock("UpdateRootPassword", { oldPassword: account.root.password, newPassword });
    await refusal(confirm(home, await mailedCode(third)), "IncorrectCredentials");
    assert.equal(await addressNow(account), emailOf(account));
  });

  test("is void after break-glass and after an operator set an address", async () => {
    for (const name of ["ResetRootMFA", "SetRootEmail"] as const) {
      const { account } = await asked();
      const input = name === "SetRootEmail" ? { email: newAddress() } : {};
      await house.operate(name, { accountId: account.accountId, ...input });
      const left = await house.store.read((tx) => tx.emailChanges.find(account.accountId));
      assert.equal(left, undefined, name);
    }
  });

  test("an address of another account is answered like a free one, and its owner hears why nothing came of it", async () => {
    const [one, other] = [await equipped(), await equipped()];
    const taken = emailOf(other.account).toUpperCase();
    const free = newAddress();
    const answers = [
      await ask(one.home, one.account, taken),
      await ask(one.home, one.account, free),
    ];
    assert.deepEqual(answers[0], answers[1]);
    const told = await mailsTo(emailOf(other.account));
    const text = told.find(({ subject }) => subject.includes("asked for your e-mail"))?.text ?? "";
    assert.match(text, /this one stays yours/);
    assert.equal(text.includes(one.account.accountId), false);
    assert.doesNotMatch(text, /[A-Z2-7]{5}-[A-Z2-7]{5}/);
  });

  test("an address that another account got meanwhile is refused like a wrong code", async () => {
    const { account, home, email, code } = await asked();
    const other = await house.makeAccount();
    await house.operate("SetRootEmail", { accountId: other.accountId, email: email.toUpperCase() });
    const refused = await refusal(confirm(home, code), "IncorrectCredentials");
    const wrong = await refusal(confirm(home, "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"));
    assert.deepEqual([refused.message, refused.facts], [wrong.message, wrong.facts]);
    assert.equal(await addressNow(account), emailOf(account));
  });

  test("of two accounts that confirm one address at once, one gets it", async () => {
    const [one, other] = [await equipped(), await equipped()];
    const email = newAddress();
    await ask(one.home, one.account, email);
    const first = await mailedCode(email);
    await ask(other.home, other.account, email);
    const second = (await mailsTo(email))
      .flatMap(({ text }) => /^(?:[A-Z2-7]{5}-){4}[A-Z2-7]{5}$/m.exec(text)?.[0] ?? [])
      .find((code) => code !== first);
    const answers = await Promise.allSettled([
      confirm(one.home, first),
      confirm(other.home, second ?? ""),
    ]);
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
    const now = [await addressNow(one.account), await addressNow(other.account)];
    assert.equal(now.filter((address) => address === email).length, 1);
  });

  test("is nothing that an administrator may ask for, make or cancel", async () => {
    const { account, home, code, email } = await asked();
    const boss = await house.addUser(account, "boss", { manager: true, by: home });
    const at = await house.signIn(boss);
    const asks = { email: newAddress(), oldPassword: boss.password };
    await refusal(at.knock("RequestEmailChange", asks), "AccessDenied");
    await refusal(confirm(at, code), "AccessDenied");
    await refusal(at.knock("CancelEmailChange"), "AccessDenied");
    assert.equal((await at.knock("GetMyCredentials")).emailChange, undefined);
    await confirm(home, code);
    assert.equal(await addressNow(account), email);
  });

  test("is recorded at each step, and no code is in the trail", async () => {
    const { account, home, email, code } = await asked();
    await refusal(confirm(home, "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA"));
    await confirm(home, code);
    const trail = await house.trail(account.accountId);
    const [made, wrong, begun] = trail;
    assert.deepEqual(
      [begun?.eventName, wrong?.errorCode, made?.eventName],
      ["RequestEmailChange", "IncorrectCredentialsException", "ConfirmEmailChange"],
    );
    assert.deepEqual(begun?.requestParameters, { email });
    assert.deepEqual(made?.["additionalEventData"], { formerEmail: emailOf(account), email });
    const text = JSON.stringify(trail);
    assert.equal(text.includes(code) || text.includes(account.root.password), false);
  });
});
