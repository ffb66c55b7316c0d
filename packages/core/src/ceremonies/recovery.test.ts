// Security rules 23 and 25: mailed links, recovery of a lost device, and break-glass.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { HOUR, MINUTE } from "../instant.ts";
import { codeLimits } from "../mfa/prove-code.ts";
import {
  type Account,
  authenticator,
  type Browser,
  type House,
  openHouse,
  refusal,
} from "../testing/house/index.ts";

let house: House;

before(async () => {
  house = await openHouse();
});
after(() => house.close());

const seen = new Set<string>();

/** The token in the mail that this account got last: the one that no call here has answered yet. */
async function mailedToken({ accountId }: Account): Promise<string> {
  const mails = (await house.mails()).filter((mail) => mail.accountId === accountId);
  const tokens = mails.flatMap(({ text }) => {
    const [, token] = /https:\/\/sallyport\.example\/signin\/\w+\/(\S+)/.exec(text) ?? [];
    return token === undefined || seen.has(token) ? [] : [token];
  });
  const [token] = tokens;
  assert.ok(token, "no mail with a new link");
  seen.add(token);
  return token;
}

const emailOf = ({ root }: Account) => (root.login["root"] as { email: string }).email;

async function resetByMail(account: Account): Promise<void> {
  await house.browser().knock("RequestPasswordReset", { email: emailOf(account) });
  const newPassword = "Brand.new-9-words";
  await house.browser().knock("ResetPassword", { token: await mailedToken(account), newPassword });
  account.root.password = newPassword;
}

/** Root with a device, that the next sign-in asks for. */
async function equipped() {
  const account = await house.makeAccount();
  const { browser, device } = await house.equip(account.root);
  house.waitSteps(3);
  return { account, device, home: browser };
}

async function enrolAtSignIn(at: Browser, account: Account, firstStep = house.step() - 1) {
  const { secretKey, deviceName } = await at.knock("ShowEnrolmentAtSignIn");
  const device = authenticator(`arn:aws:iam::${account.accountId}:mfa/${deviceName}`, secretKey);
  return { device, answer: await at.knock("FinishEnrolmentAtSignIn", device.pairAt(firstStep)) };
}

describe("a new password by mail", () => {
  test("opens no session, and the second factor stays", async () => {
    const { account, device, home } = await equipped();
    await resetByMail(account);
    assert.equal(await home.isSignedIn(), false);
    const at = house.browser();
    const { next } = await at.knock("SignIn", {
      ...account.root.login,
      password: account.root.password,
    });
    assert.equal(next, "mfa");
    await at.knock("SubmitMFACode", { code: device.codeAt(house.step()) });
    assert.equal(await at.hasMfa(), true);
  });

  test("answers alike for an address that nobody has, and mails nobody", async () => {
    const { account } = await equipped();
    const before = (await house.mails()).length;
    const known = await house.browser().knock("RequestPasswordReset", { email: emailOf(account) });
    const unknown = await house.browser().knock("RequestPasswordReset", { email: "x@example.org" });
    assert.deepEqual(known, unknown);
    assert.equal((await house.mails()).length, before + 1);
  });

  test("its link works once, for an hour, and for nothing else", async () => {
    const { account } = await equipped();
    const ask = async () => {
      house.wait(10 * MINUTE); // mails are not sent at any speed: another test's affair
      await house.browser().knock("RequestPasswordReset", { email: emailOf(account) });
      return mailedToken(account);
    };
    const use = (token: string) =>
      house.browser().knock("ResetPassword", { token, newPassword: "Brand.new-9-words" });
    const first = await ask();
    await refusal(house.browser().knock("ConfirmRecovery", { token: first }), "SignInExpired");
    await use(first);
    await refusal(use(first), "SignInExpired");
    const late = await ask();
    house.wait(1 * HOUR);
    await refusal(use(late), "SignInExpired");
    const [one, two] = [await ask(), await ask()];
    const answers = await Promise.allSettled([use(two), use(two), use(two)]);
    assert.equal(answers.filter(({ status }) => status === "fulfilled").length, 1);
    // A changed password ends every other link too.
    await refusal(use(one), "SignInExpired");
  });

  test("stays whole when the new password is refused", async () => {
    const { account } = await equipped();
    await house.browser().knock("RequestPasswordReset", { email: emailOf(account) });
    const token = await mailedToken(account);
    const weak = house.browser().knock("ResetPassword", { token, newPassword: "Password1!" });
    await refusal(weak, "PasswordPolicyViolation");
    await house.browser().knock("ResetPassword", { token, newPassword: "Brand.new-9-words" });
  });

  test("is not mailed over and over", async () => {
    const { account } = await equipped();
    const ask = (at: Browser) => at.knock("RequestPasswordReset", { email: emailOf(account) });
    for (const _ of [1, 2, 3]) await ask(house.browser());
    const refused = await refusal(ask(house.browser()), "Throttling");
    const unknown = (at: Browser) => at.knock("RequestPasswordReset", { email: "z@example.org" });
    for (const _ of [1, 2, 3]) await unknown(house.browser());
    assert.deepEqual((await refusal(unknown(house.browser()))).facts, refused.facts);
  });

  test("does not open codes that guesses closed", async () => {
    const { account } = await equipped();
    const ref = await house.personOf(account.root);
    await house.store.atomically((tx) =>
      tx.codeLedgers.charge(ref, "unknown", { cost: 300, now: house.now(), limits: codeLimits }),
    );
    await resetByMail(account);
    const at = await house.typePassword(account.root);
    await refusal(at.knock("SubmitMFACode", { code: "000000" }), "CodesClosed");
  });

  test("links are built from the public URL alone, and the mail holds no other secret", async () => {
    const { account } = await equipped();
    await house.browser().knock("RequestPasswordReset", { email: emailOf(account) });
    const mail = (await house.mails()).findLast(({ accountId }) => accountId === account.accountId);
    const links = mail?.text.match(/https?:\S+/g) ?? [];
    assert.equal(links.length, 1);
    assert.match(links[0] ?? "", /^https:\/\/sallyport\.example\/signin\/reset\/[\w-]{43}$/);
    assert.equal(mail?.toAddress, emailOf(account));
  });
});

describe("recovery of a lost device", () => {
  async function askToRecover(account: Account) {
    const at = await house.typePassword(account.root);
    await at.knock("SendRecoveryEmail");
    return { at, token: await mailedToken(account) };
  }

  test("needs the password, the mailbox and the browser that asked, and a new device", async () => {
    const { account } = await equipped();
    const { at, token } = await askToRecover(account);
    await refusal(at.knock("ContinueRecovery"), "InvalidInput");
    await house.browser().knock("ConfirmRecovery", { token });
    const stranger = await house.typePassword(account.root);
    await refusal(stranger.knock("ContinueRecovery"), "InvalidInput");
    assert.equal((await at.knock("ContinueRecovery")).next, "enrolment");
    assert.equal(await at.isSignedIn(), false);
    const { answer } = await enrolAtSignIn(at, account);
    assert.equal(answer.next, "done");
    assert.equal(await at.hasMfa(), true);
  });

  test("works once for each link, and not after the ten minutes of the sign-in", async () => {
    const { account } = await equipped();
    const first = await askToRecover(account);
    const confirm = (token: string) => house.browser().knock("ConfirmRecovery", { token });
    await confirm(first.token);
    await refusal(confirm(first.token), "SignInExpired");
    const second = await askToRecover(account);
    house.wait(10 * MINUTE);
    await refusal(confirm(second.token), "SignInExpired");
  });

  test("is refused when the mailbox gave the password itself", async () => {
    const { account, device } = await equipped();
    await resetByMail(account);
    const thief = await house.typePassword(account.root);
    await refusal(thief.knock("SendRecoveryEmail"), "AccessDenied");
    // Once the factor was shown with it, the password is the owner's own again.
    const owner = await house.typePassword(account.root);
    await owner.knock("SubmitMFACode", { code: device.codeAt(house.step()) });
    await askToRecover(account);
  });

  test("is refused when the mailbox gives the password after the mail was asked for", async () => {
    const { account } = await equipped();
    const { at, token } = await askToRecover(account);
    const caller = await at.pending();
    assert.ok(caller);
    house.wait(1000);
    await resetByMail(account);
    await refusal(house.browser().knock("ConfirmRecovery", { token }), "SignInExpired");
    await refusal(at.knockAs(caller, "ContinueRecovery"));
  });

  test("is for root alone: users ask their administrator", async () => {
    const { account, home } = await equipped();
    const user = await house.addUser(account, "someone", { by: home });
    await house.equip(user);
    house.waitSteps(3);
    const at = await house.typePassword(user);
    await refusal(at.knock("SendRecoveryEmail"), "AccessDenied");
  });

  test("with codes typed late opens no session: it asks for one that is not", async () => {
    const { account } = await equipped();
    const { at, token } = await askToRecover(account);
    await house.browser().knock("ConfirmRecovery", { token });
    await at.knock("ContinueRecovery");
    const { answer, device } = await enrolAtSignIn(at, account, house.step() - 10);
    assert.equal(answer.signInAgain, true);
    assert.equal(await at.isSignedIn(), false);
    assert.equal(await at.pending(), undefined);
    const again = await house.typePassword(account.root);
    await again.knock("SubmitMFACode", { code: device.codeAt(house.step()) });
    assert.equal(await again.hasMfa(), true);
  });

  test("opens codes that guesses had closed", async () => {
    const { account } = await equipped();
    const ref = await house.personOf(account.root);
    await house.store.atomically((tx) =>
      tx.codeLedgers.charge(ref, "unknown", { cost: 300, now: house.now(), limits: codeLimits }),
    );
    const { at, token } = await askToRecover(account);
    await house.browser().knock("ConfirmRecovery", { token });
    await at.knock("ContinueRecovery");
    const { device } = await enrolAtSignIn(at, account);
    house.waitSteps(3);
    const elsewhere = await house.typePassword(account.root);
    await elsewhere.knock("SubmitMFACode", { code: device.codeAt(house.step()) });
    assert.equal(await elsewhere.hasMfa(), true);
  });

  test("ends root's other sessions, and tells by mail", async () => {
    const { account, home } = await equipped();
    const { at, token } = await askToRecover(account);
    await house.browser().knock("ConfirmRecovery", { token });
    await at.knock("ContinueRecovery");
    await enrolAtSignIn(at, account);
    assert.equal(await home.isSignedIn(), false);
    const mails = (await house.mails()).filter(({ createdAt }) => createdAt === house.now());
    assert.ok(mails.some(({ subject }) => subject.includes("was assigned")));
  });
});

describe("break-glass", () => {
  const breakGlass = (account: Account) =>
    house.operate("ResetRootMFA", { accountId: account.accountId });

  test("ends root's sessions, sign-ins and devices at once", async () => {
    const { account, home, device } = await equipped();
    const pending = await house.typePassword(account.root);
    const epoch = (await house.personOf(account.root)).epoch;
    const { removedDevices } = await breakGlass(account);
    assert.equal(removedDevices, 1);
    assert.equal(await home.isSignedIn(), false);
    assert.equal(await pending.pending(), undefined);
    assert.equal(await house.deviceOf(account.root, device), undefined);
    assert.ok((await house.personOf(account.root)).epoch > epoch);
  });

  test("lets root neither sign in nor enrol without the code", async () => {
    const { account } = await equipped();
    const { enrolmentCode } = await breakGlass(account);
    const at = house.browser();
    const { next } = await at.knock("SignIn", {
      ...account.root.login,
      password: account.root.password,
    });
    assert.equal(next, "enrolmentCode");
    assert.equal(await at.isSignedIn(), false);
    await refusal(at.knock("ShowEnrolmentAtSignIn"), "SignInExpired");
    const wrong = { enrolmentCode: "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA" };
    await refusal(at.knock("SubmitEnrolmentCode", wrong), "IncorrectCredentials");
    assert.equal((await at.knock("SubmitEnrolmentCode", { enrolmentCode })).next, "enrolment");
    assert.equal(await at.isSignedIn(), false);
    await enrolAtSignIn(at, account);
    assert.equal(await at.hasMfa(), true);
  });

  test("is not undone by a new password, by mail or otherwise", async () => {
    const { account } = await equipped();
    await breakGlass(account);
    await resetByMail(account);
    const at = await house.typePassword(account.root);
    assert.equal((await at.knock("GetSignIn")).step, "enrolmentCode");
    await refusal(at.knock("SendRecoveryEmail"), "SignInExpired");
  });

  test("takes the code as people type it: small letters, spaces, 0 for O", async () => {
    const { account } = await equipped();
    const { enrolmentCode } = await breakGlass(account);
    const typed = enrolmentCode.toLowerCase().replaceAll("-", " ").replaceAll("o", "0");
    const at = await house.typePassword(account.root);
    assert.equal(
      (await at.knock("SubmitEnrolmentCode", { enrolmentCode: typed })).next,
      "enrolment",
    );
  });

  test("its code lasts an hour, and after it root is still locked", async () => {
    const { account } = await equipped();
    const { enrolmentCode, expiresAt } = await breakGlass(account);
    assert.equal(expiresAt, house.now() + HOUR);
    house.wait(1 * HOUR);
    const at = await house.typePassword(account.root);
    await refusal(at.knock("SubmitEnrolmentCode", { enrolmentCode }), "IncorrectCredentials");
    assert.equal((await at.knock("GetSignIn")).step, "enrolmentCode");
    const again = await breakGlass(account);
    await at.knock("SignIn", { ...account.root.login, password: account.root.password });
    await at.knock("SubmitEnrolmentCode", { enrolmentCode: again.enrolmentCode });
  });

  test("its code enrols one device, though it was typed into two browsers", async () => {
    const { account } = await equipped();
    const { enrolmentCode } = await breakGlass(account);
    const [owner, thief] = [
      await house.typePassword(account.root),
      await house.typePassword(account.root),
    ];
    for (const at of [owner, thief]) await at.knock("SubmitEnrolmentCode", { enrolmentCode });
    const { secretKey } = await thief.knock("ShowEnrolmentAtSignIn");
    await enrolAtSignIn(owner, account);
    const pair = authenticator("", secretKey).pairAt(house.step() - 1);
    await refusal(thief.knock("FinishEnrolmentAtSignIn", pair), "SignInExpired");
    await refusal(thief.knock("ShowEnrolmentAtSignIn"), "SignInExpired");
    assert.equal(await thief.isSignedIn(), false);
    const ref = await house.personOf(account.root);
    assert.equal((await house.store.read((tx) => tx.devices.listOf(ref))).length, 1);
    // And it is used up.
    const late = await house.typePassword(account.root);
    await refusal(late.knock("SubmitEnrolmentCode", { enrolmentCode }), "SignInExpired");
  });

  test("its code is guessed at five times and no more", async () => {
    const { account } = await equipped();
    const { enrolmentCode } = await breakGlass(account);
    const at = await house.typePassword(account.root);
    const wrong = { enrolmentCode: "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA" };
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => refusal(at.knock("SubmitEnrolmentCode", wrong))),
    );
    assert.equal(answers.filter(({ code }) => code === "IncorrectCredentials").length, 5);
    await refusal(at.knock("SubmitEnrolmentCode", { enrolmentCode }), "Throttling");
  });

  test("is recorded with the operating-system user, and mailed", async () => {
    const { account } = await equipped();
    await breakGlass(account);
    const [event] = await house.trail(account.accountId);
    assert.equal(event?.eventName, "ResetRootMFA");
    assert.deepEqual(event?.userIdentity, {
      type: "Operator",
      principalId: "operator",
      userName: "alice-at-the-console",
      accountId: account.accountId,
    });
    const mail = (await house.mails()).findLast(({ accountId }) => accountId === account.accountId);
    assert.match(mail?.text ?? "", /alice-at-the-console/);
  });
});
