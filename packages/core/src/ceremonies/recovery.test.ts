// Security rules 23 and 25: mailed links, recovery of a lost device, and break-glass.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { HOUR, MINUTE } from "../instant.ts";
import { codeLimits } from "../mfa/prove-code.ts";
import { defaultQuotas } from "../settings.ts";
import {
  type Account,
  type Authenticator,
  authenticator,
  type Browser,
  type House,
  openHouse,
  refusal,
  wrongCode,
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

describe("recovery of whoever has the most devices", () => {
  const most = defaultQuotas.devicesPerPerson;

  /** Root with as many devices as there may be, the one that is lost among them. */
  async function fullyEquipped() {
    const account = await house.makeAccount();
    const { browser: home } = await house.equip(account.root);
    for (let number = 2; number <= most; number += 1) {
      await house.enrol(home, `root-phone-${number}`, { owner: account.root });
    }
    house.waitSteps(3);
    const [lost, kept] = account.root.devices;
    assert.ok(lost && kept);
    return { account, home, lost, kept };
  }

  /** To the step that enrols: password, mailbox, and the browser that asked. */
  async function recover(account: Account) {
    const at = await house.typePassword(account.root);
    await at.knock("SendRecoveryEmail");
    await house.browser().knock("ConfirmRecovery", { token: await mailedToken(account) });
    assert.equal((await at.knock("ContinueRecovery")).next, "enrolment");
    return at;
  }

  async function begin(at: Browser, account: Account) {
    const { secretKey, deviceName } = await at.knock("ShowEnrolmentAtSignIn");
    return authenticator(`arn:aws:iam::${account.accountId}:mfa/${deviceName}`, secretKey);
  }

  const pairNow = (device: Authenticator) => device.pairAt(house.step() - 1);
  const serials = async ({ root }: Account) => {
    const ref = await house.personOf(root);
    const devices = await house.store.read((tx) => tx.devices.listOf(ref));
    return devices.map(({ serialNumber }) => serialNumber as string);
  };

  test("is told so, sees which they have, and replaces the one they choose", async () => {
    const { account, home, lost, kept } = await fullyEquipped();
    const usual = await house.typePassword(account.root);
    const usedAt = house.now();
    await usual.knock("SubmitMFACode", { code: kept.codeAt(house.step()) });
    house.waitSteps(3);
    const at = await recover(account);
    const { replaceableDevices } = await at.knock("GetSignIn");
    assert.equal(replaceableDevices.length, most);
    const shown = ({ serialNumber }: Authenticator) =>
      replaceableDevices.find((device) => device.serialNumber === serialNumber);
    const assignedAt = shown(lost)?.assignedAt;
    assert.ok(assignedAt !== undefined && assignedAt < usedAt);
    // The name, and by what else people tell theirs apart; nothing secret.
    assert.deepEqual(shown(lost), {
      assignedAt,
      serialNumber: lost.serialNumber,
      name: "root-phone",
    });
    assert.deepEqual(shown(kept), {
      assignedAt,
      serialNumber: kept.serialNumber,
      name: "root-phone-2",
      lastUsedAt: usedAt,
    });
    const device = await begin(at, account);
    const epoch = (await house.personOf(account.root)).epoch;
    const eventsBefore = (await house.trail(account.accountId)).length;
    const { next } = await at.knock("FinishEnrolmentAtSignIn", {
      ...pairNow(device),
      replacedSerialNumber: lost.serialNumber,
    });
    assert.equal(next, "done");
    assert.equal(await at.hasMfa(), true);
    const now = await serials(account);
    assert.equal(now.length, most);
    assert.ok(now.includes(device.serialNumber) && !now.includes(lost.serialNumber));
    // Gone as by "Remove": neither its name nor its seed waits to be assigned again.
    const { accountId } = account;
    const gone = await house.store.read((tx) => tx.devices.find(accountId, lost.serialNumber));
    assert.equal(gone, undefined);
    assert.equal(await home.isSignedIn(), false);
    assert.ok((await house.personOf(account.root)).epoch > epoch);

    const mails = (await house.mails()).filter((mail) => mail.accountId === accountId);
    const told = (subject: string, serialNumber: string) =>
      mails.some((mail) => mail.subject.includes(subject) && mail.text.includes(serialNumber));
    assert.ok(told("was removed", lost.serialNumber));
    assert.ok(told("was assigned", device.serialNumber));

    const events = await house.trail(accountId);
    assert.equal(events.length, eventsBefore + 2);
    const removal = events.find(({ eventName }) => eventName === "RemoveMFADevice");
    assert.deepEqual(removal?.requestParameters, { serialNumber: lost.serialNumber });
    assert.equal(removal?.userIdentity["type"], "Root");
    const login = events.find(
      ({ eventName, additionalEventData }) =>
        eventName === "ConsoleLogin" &&
        (additionalEventData as Record<string, unknown>)?.["MFAIdentifier"] === device.serialNumber,
    );
    assert.ok(login);

    // The lost one opens nothing any more.
    house.waitSteps(3);
    const finder = await house.typePassword(account.root);
    const code = lost.codeAt(house.step());
    await refusal(finder.knock("SubmitMFACode", { code }), "InvalidAuthenticationCode");
  });

  test("without a choice nothing changes, and the codes are good for another try", async () => {
    const { account, lost } = await fullyEquipped();
    const at = await recover(account);
    const device = await begin(at, account);
    const pair = pairNow(device);
    const before = await serials(account);
    const refused = await refusal(at.knock("FinishEnrolmentAtSignIn", pair), "LimitExceeded");
    assert.equal(refused.facts.fields?.[0]?.name, "replacedSerialNumber");
    assert.deepEqual(await serials(account), before);
    const choice = { ...pair, replacedSerialNumber: lost.serialNumber };
    assert.equal((await at.knock("FinishEnrolmentAtSignIn", choice)).next, "done");
  });

  test("wrong codes remove nothing", async () => {
    const { account, lost } = await fullyEquipped();
    const at = await recover(account);
    const device = await begin(at, account);
    const before = await serials(account);
    const [{ authenticationCode1 }, mails] = [pairNow(device), (await house.mails()).length];
    const wrong = { authenticationCode1, authenticationCode2: wrongCode(device, house.step()) };
    const choice = { ...wrong, replacedSerialNumber: lost.serialNumber };
    await refusal(at.knock("FinishEnrolmentAtSignIn", choice), "InvalidAuthenticationCode");
    assert.deepEqual(await serials(account), before);
    assert.equal((await house.mails()).length, mails);
    const events = await house.trail(account.accountId);
    assert.ok(!events.some(({ eventName }) => eventName === "RemoveMFADevice"));
  });

  test("no device of somebody else is chosen, nor told from one that is not there", async () => {
    const { account, kept, home } = await fullyEquipped();
    const user = await house.addUser(account, "bystander", { by: home });
    const { device: theirs } = await house.equip(user);
    const elsewhere = await fullyEquipped();
    house.waitSteps(3);
    const at = await recover(account);
    const pair = pairNow(await begin(at, account));
    const answers = [];
    for (const replacedSerialNumber of [
      theirs.serialNumber,
      elsewhere.lost.serialNumber,
      `arn:aws:iam::${account.accountId}:mfa/nobody`,
    ]) {
      const choice = { ...pair, replacedSerialNumber };
      answers.push(await refusal(at.knock("FinishEnrolmentAtSignIn", choice), "NoSuchEntity"));
    }
    assert.equal(new Set(answers.map(({ message }) => message)).size, 1);
    assert.ok(await house.deviceOf(user, theirs));
    assert.ok(await house.deviceOf(elsewhere.account.root, elsewhere.lost));
    // And the codes were not spent on it.
    const own = { ...pair, replacedSerialNumber: kept.serialNumber };
    assert.equal((await at.knock("FinishEnrolmentAtSignIn", own)).next, "done");
  });

  test("a thief of the password alone learns nothing of the devices and removes none", async () => {
    const { account, lost } = await fullyEquipped();
    const thief = await house.typePassword(account.root);
    const before = await serials(account);
    const told = async () => (await thief.knock("GetSignIn")).replaceableDevices;
    const pair = { authenticationCode1: "123456", authenticationCode2: "654321" };
    const choice = { ...pair, replacedSerialNumber: lost.serialNumber };
    const finish = () => thief.knock("FinishEnrolmentAtSignIn", choice);
    assert.deepEqual(await told(), []);
    await refusal(finish(), "SignInExpired");
    // The mail was asked for, and nobody has confirmed it; nor does another's confirmation help this browser.
    await thief.knock("SendRecoveryEmail");
    await mailedToken(account); // lies in the owner's mailbox, unopened
    await refusal(finish(), "SignInExpired");
    await recover(account);
    assert.deepEqual(await told(), []);
    await refusal(thief.knock("ShowEnrolmentAtSignIn"), "SignInExpired");
    await refusal(finish(), "SignInExpired");
    assert.deepEqual(await serials(account), before);
  });

  test("a recovery removes one device: a second one under way ends with it", async () => {
    const { account, lost, kept } = await fullyEquipped();
    const [first, second] = [await recover(account), await recover(account)];
    const caller = await second.pending();
    assert.ok(caller);
    const pairs = [pairNow(await begin(first, account)), pairNow(await begin(second, account))];
    await first.knock("FinishEnrolmentAtSignIn", {
      ...(pairs[0] as object),
      replacedSerialNumber: lost.serialNumber,
    });
    const again = { ...(pairs[1] as object), replacedSerialNumber: kept.serialNumber };
    await refusal(second.knockAs(caller, "FinishEnrolmentAtSignIn", again));
    const after = await serials(account);
    assert.equal(after.length, most);
    assert.ok(after.includes(kept.serialNumber));
  });

  test("with late codes the device is replaced all the same, and no session opens", async () => {
    const { account, lost } = await fullyEquipped();
    const at = await recover(account);
    const device = await begin(at, account);
    const answer = await at.knock("FinishEnrolmentAtSignIn", {
      ...device.pairAt(house.step() - 10),
      replacedSerialNumber: lost.serialNumber,
    });
    assert.equal(answer.signInAgain, true);
    assert.equal(await at.isSignedIn(), false);
    assert.ok(!(await serials(account)).includes(lost.serialNumber));
  });

  test("where there is room none is replaced, not even on request", async () => {
    const { account, device: lost } = await equipped();
    const at = await recover(account);
    assert.deepEqual((await at.knock("GetSignIn")).replaceableDevices, []);
    const pair = pairNow(await begin(at, account));
    const choice = { ...pair, replacedSerialNumber: lost.serialNumber };
    await refusal(at.knock("FinishEnrolmentAtSignIn", choice), "InvalidInput");
    assert.deepEqual(await serials(account), [lost.serialNumber]);
    assert.equal((await at.knock("FinishEnrolmentAtSignIn", pair)).next, "done");
    assert.ok((await serials(account)).includes(lost.serialNumber));
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
