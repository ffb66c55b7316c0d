// An account's e-mail address, changed by whoever has the server: what the former mailbox opens afterwards.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type Account, type House, openHouse, refusal } from "../testing/house/index.ts";

let house: House;
let addresses = 0;

before(async () => {
  house = await openHouse();
});
after(() => house.close());

const emailOf = ({ root }: Account) => (root.login["root"] as { email: string }).email;
const newAddress = () => `moved${addresses++}@example.org`;
const setEmail = ({ accountId }: Account, email: string) =>
  house.operate("SetRootEmail", { accountId, email });

const mailsOf = async ({ accountId }: Account) =>
  (await house.mails()).filter((mail) => mail.accountId === accountId);

/** The tokens of all links that this account's mails bring. */
async function mailedTokens(account: Account, kind: "reset" | "recover"): Promise<string[]> {
  const link = new RegExp(`https://sallyport\\.example/signin/${kind}/(\\S+)`);
  return (await mailsOf(account)).flatMap(({ text }) => link.exec(text)?.[1] ?? []);
}

/** Signs in by this address, as far as the password leads. */
function typeAs(account: Account, email: string) {
  const at = house.browser();
  const answer = at.knock("SignIn", { root: { email }, password: account.root.password });
  return { at, answer };
}

describe("SetRootEmail", () => {
  test("root signs in by the new address, whatever its case, and no longer by the former", async () => {
    const account = await house.makeAccount();
    const { device } = await house.equip(account.root);
    const former = emailOf(account);
    const email = newAddress();
    const answer = await setEmail(account, email);
    assert.deepEqual(answer, { email, formerEmail: former });

    const unknown = await refusal(typeAs(account, former).answer, "IncorrectCredentials");
    const never = await refusal(typeAs(account, newAddress()).answer, "IncorrectCredentials");
    assert.equal(unknown.message, never.message);
    house.waitSteps(3);
    const { at, answer: typed } = typeAs(account, email.toUpperCase());
    assert.equal((await typed).next, "mfa"); // the second factor is asked for as before
    assert.equal(await at.isSignedIn(), false);
    await at.knock("SubmitMFACode", { code: device.codeAt(house.step()) });
    assert.equal((await at.knock("GetMyCredentials")).email, email);
  });

  test("ends root's sessions, sign-ins under way and temporary credentials, and no user's", async () => {
    const account = await house.makeAccount();
    const user = await house.signIn(await house.addUser(account, "alice"));
    const { browser } = await house.equip(account.root);
    const waiting = await house.typePassword(account.root);
    const { epoch } = await house.personOf(account.root);
    await setEmail(account, newAddress());
    assert.equal(await browser.isSignedIn(), false);
    assert.equal(await waiting.pending(), undefined);
    assert.ok((await house.personOf(account.root)).epoch > epoch);
    assert.equal(await user.isSignedIn(), true);
  });

  test("a link for a new password that the former mailbox got is dead", async () => {
    const account = await house.makeAccount();
    await house.browser().knock("RequestPasswordReset", { email: emailOf(account) });
    const [token] = await mailedTokens(account, "reset");
    assert.ok(token);
    const email = newAddress();
    await setEmail(account, email);
    const newPassword = "Brand.new-9-words";
    await refusal(house.browser().knock("ResetPassword", { token, newPassword }), "SignInExpired");
    assert.ok(await typeAs(account, email).answer); // by the password that it had
  });

  test("a link that stands in for a lost device is dead, and so is the sign-in that waits for it", async () => {
    const account = await house.makeAccount();
    await house.equip(account.root);
    const thief = await house.typePassword(account.root);
    await thief.knock("SendRecoveryEmail");
    const [token] = await mailedTokens(account, "recover");
    assert.ok(token);
    await setEmail(account, newAddress());
    await refusal(house.browser().knock("ConfirmRecovery", { token }), "SignInExpired");
    await refusal(thief.knock("ContinueRecovery"), "SignInExpired");
  });

  test("a recovery that was confirmed in time goes on no further", async () => {
    const account = await house.makeAccount();
    await house.equip(account.root);
    const thief = await house.typePassword(account.root);
    await thief.knock("SendRecoveryEmail");
    const [token] = await mailedTokens(account, "recover");
    await house.browser().knock("ConfirmRecovery", { token });
    await setEmail(account, newAddress());
    await refusal(thief.knock("ContinueRecovery"), "SignInExpired");
    assert.equal(await thief.isSignedIn(), false);
  });

  test("links go to the new address from then on, and none to the former", async () => {
    const account = await house.makeAccount();
    const former = emailOf(account);
    const email = newAddress();
    await setEmail(account, email);
    await house.browser().knock("RequestPasswordReset", { email: former });
    assert.deepEqual(await mailedTokens(account, "reset"), []);
    await house.browser().knock("RequestPasswordReset", { email });
    const sent = (await mailsOf(account)).filter(({ text }) => text.includes("/signin/reset/"));
    assert.deepEqual(
      sent.map(({ toAddress }) => toAddress),
      [email],
    );
  });

  test("a password that came through the former mailbox still does not open recovery by mail", async () => {
    const account = await house.makeAccount();
    await house.equip(account.root);
    await house.browser().knock("RequestPasswordReset", { email: emailOf(account) });
    const [token] = await mailedTokens(account, "reset");
    account.root.password = "Brand.new-9-words";
    const newPassword = account.root.password;
    await house.browser().knock("ResetPassword", { token, newPassword });
    const email = newAddress();
    await setEmail(account, email);
    const { at, answer } = typeAs(account, email);
    await answer;
    await refusal(at.knock("SendRecoveryEmail"), "AccessDenied");
  });

  test("tells both addresses, and the former one not which is the new", async () => {
    const account = await house.makeAccount();
    const former = emailOf(account);
    const email = newAddress();
    await setEmail(account, email);
    const mails = await mailsOf(account);
    const [before, now] = [former, email].map((to) => mails.filter((one) => one.toAddress === to));
    assert.deepEqual([before?.length, now?.length], [1, 1]);
    assert.match(before?.[0]?.text ?? "", /alice-at-the-console.+root set-email/s);
    assert.equal(before?.[0]?.text.includes(email), false);
    assert.match(now?.[0]?.text ?? "", new RegExp(`from ${former} to this one`));
  });

  test("is recorded in the account's trail, with both addresses and who did it", async () => {
    const account = await house.makeAccount();
    const email = newAddress();
    await setEmail(account, email);
    const [event] = await house.trail(account.accountId);
    assert.equal(event?.eventName, "SetRootEmail");
    assert.equal(event?.userIdentity["userName"], "alice-at-the-console");
    assert.deepEqual(event?.requestParameters, { accountId: account.accountId, email });
    assert.deepEqual(event?.["additionalEventData"], { formerEmail: emailOf(account) });
  });

  test("refuses an address of another account, its own, and what is none, and changes nothing", async () => {
    const [account, other] = [await house.makeAccount(), await house.makeAccount()];
    const home = await house.signIn(account.root);
    const own = emailOf(account);
    const taken = emailOf(other).toUpperCase();
    await refusal(setEmail(account, taken), "EntityAlreadyExists");
    await refusal(setEmail(account, own), "InvalidInput");
    for (const email of ["nobody", "a@b@c.example", "a b@c.example", "<a@c.example>"]) {
      await refusal(setEmail(account, email), "ValidationError");
    }
    await refusal(
      house.operate("SetRootEmail", { accountId: "999999999999", email: newAddress() }),
      "NoSuchEntity",
    );
    assert.equal(await home.isSignedIn(), true);
    assert.equal((await home.knock("GetMyCredentials")).email, own);
    assert.deepEqual(await mailsOf(account), []);
    assert.deepEqual(await mailsOf(other), []);
  });

  test("takes a change of case alone", async () => {
    const account = await house.makeAccount();
    const email = emailOf(account).toUpperCase();
    await setEmail(account, email);
    const root = await house.signIn(account.root); // by the address as it was written before
    assert.equal((await root.knock("GetMyCredentials")).email, email);
  });

  test("is nobody's who comes through a door: not root's, not an administrator's", async () => {
    const account = await house.makeAccount();
    const root = await house.equip(account.root);
    const manager = await house.addUser(account, "boss", { manager: true, by: root.browser });
    const input = { accountId: account.accountId, email: newAddress() };
    for (const at of [root.browser, await house.signIn(manager), house.browser()]) {
      await refusal(at.knock("SetRootEmail", input));
    }
    assert.equal((await root.browser.knock("GetMyCredentials")).email, emailOf(account));
  });

  test("of many accounts that are given one address at once, one gets it", async () => {
    const accounts = await Promise.all(Array.from({ length: 6 }, () => house.makeAccount()));
    const email = newAddress();
    const answers = await Promise.allSettled(accounts.map((account) => setEmail(account, email)));
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
    const { accounts: listed } = await house.operate("ListAccounts");
    assert.equal(listed.filter((one) => one.email === email).length, 1);
  });
});
