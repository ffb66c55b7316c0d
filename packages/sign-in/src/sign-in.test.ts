import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { decodeBase32 } from "@sallyport/otp";
import { signIn, signInRoute } from "./sign-in.ts";
import { Browser } from "./testing/browser.ts";
import { openIam, setupToken, type TestIam } from "./testing/open-iam.ts";

const publicUrl = "http://localhost:6238";
const owner = { email: "owner@example.org", password: "Copper-Lantern-93" };
const account = { setupToken, accountName: "Tall Bridge Works", ...owner, retype: owner.password };

interface Place {
  readonly sallyport: TestIam;
  readonly newBrowser: () => Browser;
  readonly logged: unknown[];
}

async function open(quotas: Parameters<typeof openIam>[1] = {}): Promise<Place> {
  const sallyport = await openIam(publicUrl, quotas);
  const logged: unknown[] = [];
  const door = signIn(sallyport.iam, {
    site: new Browser(async () => new Response()).site,
    log: { error: (...all) => logged.push(all) },
    isSetupOpen: sallyport.isSetupOpen,
  });
  return { sallyport, logged, newBrowser: () => new Browser(door) };
}

/** A place that has its first account. */
async function openWithAccount(): Promise<Place> {
  const place = await open();
  const browser = place.newBrowser();
  await browser.open("/setup");
  const { location } = await browser.submit("/setup", account);
  assert.equal(location, "/signin?notice=created");
  return place;
}

async function typePassword(browser: Browser, password = owner.password, returnTo?: string) {
  await browser.open(returnTo === undefined ? "/signin" : `/signin?return=${returnTo}`);
  const kept = { return: browser.page.field("return") ?? "" };
  await browser.submit("/signin/root/email", { email: owner.email, ...kept });
  const { email, password: _, ...again } = { ...owner, return: browser.page.field("return") ?? "" };
  return browser.submit("/signin/root/password", { email, password, ...again });
}

/** Assigns a device to the root user, as the console does; answers with its codes. */
async function assignDevice({ sallyport, newBrowser }: Place, deviceName: string) {
  const browser = newBrowser();
  await typePassword(browser);
  const token = browser.cookies.get("sallyport-session");
  const context = {
    requestId: "test",
    door: "console-api",
    sourceAddress: "127.0.0.1",
    userAgent: "",
    browserToken: undefined,
  } as const;
  const { iam } = sallyport;
  const session = await iam.session(token, context);
  assert.ok(session, "a session without MFA begins the set-up");
  const { caller } = session;
  await iam.perform("StartMFAEnrolment", { caller, input: { deviceName }, context });
  const { output } = await iam.perform("ShowMFAEnrolment", { caller, input: {}, context });
  const codes = codesOf(output.secretKey, sallyport);
  sallyport.wait(60_000);
  const input = { authenticationCode1: codes(-1), authenticationCode2: codes(0) };
  await iam.perform("FinishMFAEnrolment", { caller, input, context });
  sallyport.wait(60_000);
  return codes;
}

// RFC 4226 §5.3, written out here so that the door is not tried with the code it calls.
function codesOf(secretKey: string, { now }: TestIam) {
  const key = decodeBase32(secretKey.replaceAll(" ", ""));
  return (steps: number): string => {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(now() / 30_000) + steps));
    const mac = createHmac("sha1", key).update(counter).digest();
    const number = mac.readUInt32BE((mac[19] ?? 0) & 15) & 0x7fff_ffff;
    return String(number % 1_000_000).padStart(6, "0");
  };
}

describe("set-up", () => {
  let place: Place;
  before(async () => {
    place = await open();
  });
  after(() => place.sallyport.close());

  test("is where a browser is led while there is no account", async () => {
    const browser = place.newBrowser();
    assert.equal((await browser.open("/signin")).location, "/setup");
    assert.equal((await browser.follow()).status, 200);
  });

  test("tells every field's fault beside it, ties the two together and focuses the first", async () => {
    const browser = place.newBrowser();
    await browser.open("/setup");
    const page = await browser.submit("/setup", {});
    assert.equal(page.status, 400);
    for (const name of ["setupToken", "email", "accountName", "password"]) {
      const input = new RegExp(`<input[^>]*id="${name}"[^>]*>`, "s").exec(page.html)?.[0] ?? "";
      assert.match(input, /aria-invalid="true"/, name);
      assert.match(input, new RegExp(`aria-describedby="[^"]*${name}-fault`), name);
      assert.ok(page.html.includes(`id="${name}-fault"`), name);
      assert.equal(/autofocus/.test(input), name === "setupToken", name);
    }
    assert.match(page.html, /role="alert"/);
  });

  test("keeps what was typed, but never a password", async () => {
    const browser = place.newBrowser();
    await browser.open("/setup");
    const page = await browser.submit("/setup", { ...account, retype: "something else" });
    assert.equal(page.field("email"), owner.email);
    assert.match(page.html, /The two passwords are not the same/);
    assert.ok(!page.html.includes(owner.password));
  });

  test("wants the token that the server printed", async () => {
    const browser = place.newBrowser();
    await browser.open("/setup");
    const page = await browser.submit("/setup", { ...account, setupToken: "guessed" });
    assert.equal(page.status, 403);
    assert.ok(await place.sallyport.isSetupOpen());
  });

  test("makes the first account, says so, and is closed from then on", async () => {
    const browser = place.newBrowser();
    await browser.open("/setup");
    assert.equal((await browser.submit("/setup", account)).location, "/signin?notice=created");
    assert.match((await browser.follow()).html, /The account was created/);
    assert.equal((await browser.open("/setup")).location, "/signin");
    const again = await browser.submit("/setup", { ...account, email: "thief@example.org" });
    assert.equal(again.location, "/signin");
  });
});

describe("sign-in", () => {
  let place: Place;
  before(async () => {
    place = await openWithAccount();
  });
  after(() => place.sallyport.close());

  test("a root user without a device goes on to where they wanted to go", async () => {
    const browser = place.newBrowser();
    const page = await typePassword(browser, owner.password, "%2Fconsole%2Fusers%3Ftab%3Dtags");
    assert.equal(page.location, "/console/users?tab=tags");
    assert.ok(browser.cookies.has("sallyport-session"));
  });

  for (const elsewhere of ["//evil.example/", "/\\evil.example/", "https://evil.example/"]) {
    test(`nobody is sent to ${elsewhere}, asked in the address or in the form`, async () => {
      const browser = place.newBrowser();
      const page = await typePassword(browser, owner.password, encodeURIComponent(elsewhere));
      assert.equal(page.location, "/console/");
      const other = place.newBrowser();
      await other.open("/signin");
      const fields = { ...owner, return: elsewhere };
      assert.equal((await other.submit("/signin/root/password", fields)).location, "/console/");
    });
  }

  test("a signed-in visitor of the sign-in page goes on", async () => {
    const browser = place.newBrowser();
    await typePassword(browser);
    assert.equal((await browser.open("/signin")).location, "/console/");
    const wanted = await browser.open("/signin?return=/console/users");
    assert.equal(wanted.location, "/console/users");
  });

  test("who signs in anew ends the session that was there, and is told so before", async () => {
    const browser = place.newBrowser();
    await typePassword(browser);
    const former = browser.cookies.get("sallyport-session") ?? "";
    const link = await browser.open("/signin/tall-bridge");
    assert.match(link.html, /You are signed in as <strong>the root user<\/strong>/);
    await browser.submit("/signin/root/password", owner);
    assert.notEqual(browser.cookies.get("sallyport-session"), former);
    browser.cookies.set("sallyport-session", former);
    assert.equal((await browser.open("/signin")).status, 200, "the former one is over");
  });

  test("the e-mail step tells nothing about who exists, and keeps the address out of the URL", async () => {
    const browser = place.newBrowser();
    await browser.open("/signin");
    const known = await browser.submit("/signin/root/email", { email: owner.email });
    await browser.open("/signin");
    const unknown = await browser.submit("/signin/root/email", { email: "nobody@example.org" });
    assert.equal(unknown.status, known.status);
    assert.equal(unknown.html.replaceAll("nobody@example.org", owner.email), known.html);
    assert.equal(known.location, undefined);
  });

  test("every wrong name and password gets one and the same page", async () => {
    const browser = place.newBrowser();
    await browser.open("/signin");
    const wrong = (fields: Readonly<Record<string, string>>) =>
      browser.submit("/signin/root/password", { email: owner.email, password: "x", ...fields });
    const wrongPassword = await wrong({});
    const wrongEmail = await wrong({ email: "nobody@example.org" });
    assert.equal(wrongPassword.status, 403);
    assert.match(
      wrongPassword.html,
      /Your authentication information is incorrect\. Please try again\./,
    );
    assert.equal(wrongEmail.status, wrongPassword.status);
    assert.equal(wrongEmail.html.replaceAll("nobody@example.org", owner.email), wrongPassword.html);
    const noUser = { account: "123456789012", userName: "nobody", password: "x" };
    const user = await browser.submit("/signin/user/password", noUser);
    assert.match(user.html, /Your authentication information is incorrect\. Please try again\./);
  });

  test("the console sign-in link opens the IAM user's form with the account filled in", async () => {
    const page = await place.newBrowser().open("/signin/tall-bridge");
    assert.equal(page.field("account"), "tall-bridge");
    assert.match(page.html, /<input[^>]*id="as-user"[^>]*checked/);
  });

  test("what stands in an address is text on the page, never markup", async () => {
    const page = await place
      .newBrowser()
      .open(`/signin/${encodeURIComponent('"><script>alert(1)</script>')}`);
    assert.doesNotMatch(page.html, /<script>alert/);
    assert.ok(page.html.includes("&lt;script&gt;alert(1)&lt;/script&gt;"));
  });

  test("a step without a sign-in under way leads back to the start, with a plain sentence", async () => {
    for (const step of [
      "now",
      "code",
      "troubleshoot",
      "new-password",
      "device",
      "enrolment-code",
    ]) {
      const browser = place.newBrowser();
      assert.equal((await browser.open(`/signin/step/${step}`)).location, "/signin?notice=expired");
      assert.match(
        (await browser.follow()).html,
        /This sign-in has expired or was ended\. Start again\./,
      );
    }
  });

  test("pages are kept by nobody, load nothing from elsewhere and have nothing inline", async () => {
    const { headers, html } = await place.newBrowser().open("/signin");
    assert.equal(headers.get("cache-control"), "no-store");
    assert.match(
      headers.get("content-security-policy") ?? "",
      /script-src 'self'; style-src 'self'/,
    );
    assert.doesNotMatch(html, /<style|\sstyle=|\son\w+=|<script>|https?:\/\//);
    assert.ok(headers.get("x-request-id"));
  });

  test("an unknown page is not found, and only forms are posted", async () => {
    const browser = place.newBrowser();
    assert.equal((await browser.open("/signin/no/such/page")).status, 404);
    await browser.open("/signin");
    assert.equal((await browser.submit("/signin", {})).status, 405);
    assert.equal((await browser.send("/signin", { method: "DELETE" })).status, 405);
  });
});

describe("a posted form (security rules 14 and 28)", () => {
  let place: Place;
  before(async () => {
    place = await openWithAccount();
  });
  after(() => place.sallyport.close());

  const form = (token: string) => new URLSearchParams({ token, ...owner }).toString();
  const own = { origin: publicUrl, "content-type": "application/x-www-form-urlencoded" };

  async function post(headers: Readonly<Record<string, string>>, token?: string) {
    const browser = place.newBrowser();
    await browser.open("/signin");
    const body = form(token ?? browser.page.field("token") ?? "");
    return browser.send("/signin/root/password", { method: "POST", headers, body });
  }

  test("is taken from our own page", async () => assert.equal((await post(own)).status, 303));

  const refused: readonly [string, Readonly<Record<string, string>>, number][] = [
    ["without Origin", { "content-type": own["content-type"] }, 403],
    ["from another port of this host", { ...own, origin: "http://localhost:6239" }, 403],
    ["from the site's alias", { ...own, origin: "http://127.0.0.1:6238" }, 403],
    ["with an opaque Origin", { ...own, origin: "null" }, 403],
    ["which the browser calls cross-site", { ...own, "sec-fetch-site": "cross-site" }, 403],
    ["as JSON", { ...own, "content-type": "application/json" }, 415],
    ["as plain text", { ...own, "content-type": "text/plain" }, 415],
  ];
  for (const [what, headers, status] of refused) {
    test(`is refused ${what}`, async () => {
      const page = await post(headers);
      assert.equal(page.status, status);
      assert.doesNotMatch(page.headers.get("set-cookie") ?? "", /session=/);
    });
  }

  test("is refused with a token of another browser", async () => {
    const other = place.newBrowser();
    await other.open("/signin");
    assert.equal((await post(own, other.page.field("token"))).status, 403);
    assert.equal((await post(own, "")).status, 403);
  });

  test("is refused by a browser that lost its cookie", async () => {
    const browser = place.newBrowser();
    await browser.open("/signin");
    browser.cookies.clear();
    const page = await browser.submit("/signin/root/password", owner);
    assert.equal(page.status, 403);
    assert.match(page.html, /This page is too old/);
  });

  test("is refused when it is large, or says something twice", async () => {
    const browser = place.newBrowser();
    await browser.open("/signin");
    const large = await browser.submit("/signin/root/password", { password: "x".repeat(100_000) });
    assert.equal(large.status, 413);
    await browser.open("/signin");
    const body = `${form(browser.page.field("token") ?? "")}&password=another`;
    const twice = await browser.send("/signin/root/password", {
      method: "POST",
      headers: own,
      body,
    });
    assert.equal(twice.status, 400);
  });

  test("changes nothing when its address is merely opened", async () => {
    const browser = place.newBrowser();
    const query = new URLSearchParams(owner);
    assert.equal((await browser.open(`/signin/root/password?${query}`)).location, "/signin");
    assert.ok(!browser.cookies.has("sallyport-session"));
  });
});

describe("the second factor", () => {
  let place: Place;
  let codes: (steps: number) => string;
  before(async () => {
    place = await openWithAccount();
    codes = await assignDevice(place, "phone");
  });
  after(() => place.sallyport.close());

  test("comes after the right password, and is no session yet", async () => {
    const browser = place.newBrowser();
    const page = await typePassword(browser);
    assert.equal(page.location, "/signin/step/code");
    assert.ok(!browser.cookies.has("sallyport-session"));
    assert.match((await browser.follow()).html, /<h1>Multi-factor authentication<\/h1>/);
    assert.equal((await browser.open("/signin")).status, 200, "nobody is signed in");
  });

  test("no other step can be reached by its address", async () => {
    const browser = place.newBrowser();
    await typePassword(browser);
    for (const step of ["new-password", "device", "enrolment-code"]) {
      assert.equal((await browser.open(`/signin/step/${step}`)).location, "/signin/step/code");
    }
    await browser.open("/signin/step/code");
    const skipped = await browser.submit("/signin/step/new-password", {
      oldPassword: owner.password,
      newPassword: "Silver-Ladder-58",
      retype: "Silver-Ladder-58",
    });
    assert.equal(skipped.location, "/signin/step/code");
    const enrolled = await browser.submit("/signin/step/device/show", { key: "shown" });
    assert.equal(enrolled.location, "/signin/step/code");
  });

  test("a code pasted with a space opens the session; the same code again is told as used", async () => {
    place.sallyport.wait(60_000);
    const browser = place.newBrowser();
    await typePassword(browser, owner.password, "/console/users");
    await browser.follow();
    const code = codes(0);
    const pasted = `${code.slice(0, 3)} ${code.slice(3)}`;
    const done = await browser.submit("/signin/step/code", { code: pasted });
    assert.equal(done.location, "/console/users");
    assert.ok(browser.cookies.has("sallyport-session"));
    assert.ok(browser.cookies.has("sallyport-browser"), "this browser is known from now on");
    assert.ok(!browser.cookies.has("sallyport-signin"), "the pending sign-in is over");

    const other = place.newBrowser();
    await typePassword(other);
    await other.follow();
    const used = await other.submit("/signin/step/code", { code });
    assert.equal(used.status, 403);
    assert.match(used.html, /That code was already used\. Wait for the next one\./);
    assert.match(used.html, /data-countdown="\d+"/);
  });

  test("the pending sign-in's cookie is new at each step and opens no door", async () => {
    const browser = place.newBrowser();
    await typePassword(browser);
    const token = browser.cookies.get("sallyport-signin") ?? "";
    browser.cookies.set("sallyport-session", token);
    assert.equal((await browser.open("/signin")).status, 200, "it is no session");
  });

  test("after three failures the alert offers to re-synchronize", async () => {
    const browser = place.newBrowser();
    await typePassword(browser);
    await browser.follow();
    const tryOnce = () => browser.submit("/signin/step/code", { code: "000000" });
    const first = await tryOnce();
    assert.match(first.html, /That code is not valid\./);
    while (!browser.page.html.includes("Re-synchronize your device")) {
      assert.notEqual((await tryOnce()).status, 429, "the offer comes before the wait");
    }
    assert.match(browser.page.html, /role="alert"[\s\S]*Re-synchronize your device<\/a>/);
  });

  test("a code that is none is told beside the field and costs nothing", async () => {
    const browser = place.newBrowser();
    await typePassword(browser);
    await browser.follow();
    const page = await browser.submit("/signin/step/code", { code: "12 34" });
    assert.equal(page.status, 400);
    assert.match(page.html, /id="code-fault"[^>]*>A code has six digits\./);
  });

  test("Cancel ends the sign-in", async () => {
    const browser = place.newBrowser();
    await typePassword(browser);
    const token = browser.cookies.get("sallyport-signin") ?? "";
    await browser.follow();
    assert.match(browser.page.html, /<a href="\/signin"[^>]*>Cancel<\/a>/);
    assert.equal((await browser.submit("/signin/step/cancel", {})).location, "/signin");
    assert.ok(!browser.cookies.has("sallyport-signin"));
    browser.cookies.set("sallyport-signin", token);
    assert.equal((await browser.open("/signin/step/code")).location, "/signin?notice=expired");
  });

  test("ten minutes later it has expired", async () => {
    const browser = place.newBrowser();
    await typePassword(browser);
    await browser.follow();
    place.sallyport.wait(11 * 60_000);
    const late = await browser.submit("/signin/step/code", { code: codes(0) });
    assert.equal(late.location, "/signin?notice=expired");
    assert.ok(!browser.cookies.has("sallyport-signin"));
  });

  test("re-synchronizing asks for the password again", async () => {
    const browser = place.newBrowser();
    await typePassword(browser, owner.password, "/console/users");
    await browser.open("/signin/step/troubleshoot");
    const pair = { authenticationCode1: codes(-9), authenticationCode2: codes(-8) };
    const resynced = await browser.submit("/signin/step/resync", pair);
    assert.equal(resynced.location, "/signin?notice=resynced&return=%2Fconsole%2Fusers");
    assert.ok(!browser.cookies.has("sallyport-session"));
    assert.match((await browser.follow()).html, /in sync with our servers again/);
  });
});

describe("mailed links (security rule 23)", () => {
  let place: Place;
  before(async () => {
    place = await openWithAccount();
  });
  after(() => place.sallyport.close());

  async function mailedPath(kind: "reset" | "recover"): Promise<string> {
    const mails = (await place.sallyport.mails()).join("\n");
    const path = new RegExp(`${publicUrl}(/signin/${kind}/\\S+)`).exec(mails)?.[1];
    assert.ok(path, "a link was mailed");
    return path;
  }

  test("a forgotten password is answered alike for every address", async () => {
    const browser = place.newBrowser();
    await browser.open("/signin/password/forgot");
    const known = await browser.submit("/signin/password/forgot", { email: owner.email });
    await browser.open("/signin/password/forgot");
    const unknown = await browser.submit("/signin/password/forgot", {
      email: "nobody@example.org",
    });
    assert.equal(known.status, 200);
    assert.equal(unknown.html, known.html);
  });

  test("opening one changes nothing and leaves its secret in no page and no Referer", async () => {
    const path = await mailedPath("reset");
    const scanner = place.newBrowser();
    const opened = await scanner.open(path);
    assert.equal(opened.headers.get("referrer-policy"), "no-referrer");
    assert.equal(opened.headers.get("cache-control"), "no-store");
    assert.equal(opened.location, "/signin/password/reset");
    const page = await scanner.follow();
    const secret = path.slice(path.lastIndexOf("/") + 1);
    assert.ok(!page.html.includes(secret));
    assert.notEqual(page.headers.get("referrer-policy"), "no-referrer", "it could not post");
  });

  test("its page sets the new password, once", async () => {
    const path = await mailedPath("reset");
    const browser = place.newBrowser();
    await browser.open(path);
    await browser.follow();
    const chosen = { newPassword: "Silver-Ladder-58", retype: "Silver-Ladder-58" };
    const done = await browser.submit("/signin/password/reset", chosen);
    assert.equal(done.location, "/signin?notice=password");
    assert.ok(!browser.cookies.has("sallyport-link"));
    assert.ok(!browser.cookies.has("sallyport-session"), "a link opens no session");

    await browser.open(path);
    await browser.follow();
    const again = await browser.submit("/signin/password/reset", chosen);
    assert.equal(again.status, 400);
    assert.match(again.html, /This link has expired or was already used/);
  });

  test("without the link its page leads back to sign-in", async () => {
    const browser = place.newBrowser();
    assert.equal((await browser.open("/signin/password/reset")).location, "/signin?notice=link");
    assert.equal((await browser.open("/signin/recover/confirm")).location, "/signin?notice=link");
  });
});

describe("a user whose password expired", () => {
  let place: Place;
  let accountId: string;
  let asRoot: (name: "AddUser" | "UpdateAccountPasswordPolicy", input: object) => Promise<unknown>;
  const day = 86_400_000;
  const password = "Silver-Ladder-58";

  before(async () => {
    place = await openWithAccount();
    const browser = place.newBrowser();
    await typePassword(browser);
    const context = {
      requestId: "test",
      door: "console-api",
      sourceAddress: "127.0.0.1",
      userAgent: "",
      browserToken: undefined,
    } as const;
    const { iam } = place.sallyport;
    const session = await iam.session(browser.cookies.get("sallyport-session"), context);
    assert.ok(session);
    const { caller } = session;
    accountId = caller.person.accountId;
    asRoot = (name, input) => iam.perform(name, { caller, input, context });
    await asRoot("AddUser", {
      userName: "late",
      consoleAccess: { password, passwordResetRequired: false },
    });
    await asRoot("AddUser", {
      userName: "later",
      consoleAccess: { password, passwordResetRequired: false },
    });
    await asRoot("UpdateAccountPasswordPolicy", { minimumPasswordLength: 12, maxPasswordAge: 1 });
  });
  after(() => place.sallyport.close());

  async function typed(userName: string) {
    const browser = place.newBrowser();
    await browser.open("/signin");
    await browser.submit("/signin/user/password", { account: accountId, userName, password });
    return browser;
  }

  test("after a hard expiry reads whom to ask, and gets no further", async () => {
    await asRoot("UpdateAccountPasswordPolicy", { maxPasswordAge: 1, hardExpiry: true });
    place.sallyport.wait(day);
    const browser = await typed("later");
    assert.equal(browser.page.location, "/signin/step/password-expired");
    const page = await browser.follow();
    assert.equal(page.status, 403);
    assert.match(page.html, /<h1>Password expired<\/h1>/);
    assert.match(page.html, /Ask an administrator/);
    for (const step of ["new-password", "code", "device"]) {
      const { location } = await browser.open(`/signin/step/${step}`);
      assert.equal(location, "/signin/step/password-expired");
    }
    assert.ok(!browser.cookies.has("sallyport-session"));
  });

  test("otherwise chooses a new one, by the rules that the page says", async () => {
    await asRoot("UpdateAccountPasswordPolicy", { minimumPasswordLength: 12, maxPasswordAge: 1 });
    const browser = await typed("late");
    assert.equal(browser.page.location, "/signin/step/new-password");
    const page = await browser.follow();
    assert.match(page.html, /12 to 128 characters\./);
    const choose = (newPassword: string) =>
      browser.submit("/signin/step/new-password", {
        oldPassword: password,
        newPassword,
        retype: newPassword,
      });
    const refused = await choose("eleven-long");
    assert.match(refused.html, /The password must have at least 12 characters\./);
    assert.equal((await choose("twelve-longer")).location, "/console/");
    assert.ok(browser.cookies.has("sallyport-session"));
  });
});

describe("root without its device", () => {
  let place: Place;
  before(async () => {
    place = await openWithAccount();
    await assignDevice(place, "lost-phone");
  });
  after(() => place.sallyport.close());

  /** Goes through the pages that assign a device during sign-in. */
  async function enrol(browser: Browser) {
    const bare = await browser.open("/signin/step/device");
    assert.doesNotMatch(
      bare.html,
      /<img|id="secret-key"/,
      "nothing is shown before it is asked for",
    );
    const picture = await browser.submit("/signin/step/device/show", { picture: "shown" });
    assert.match(picture.html, /<img[^>]*src="data:image\/png;base64,[^"]+" alt="QR code"/);
    assert.doesNotMatch(picture.html, /id="secret-key"/);
    const both = await browser.submit("/signin/step/device/show", {
      picture: "shown",
      key: "shown",
    });
    const secretKey = /id="secret-key"[^>]*>([A-Z2-7 ]+)</.exec(both.html)?.[1] ?? "";
    assert.equal(both.field("picture"), "shown", "what is shown stays shown");
    const codes = codesOf(secretKey, place.sallyport);
    const wrong = { authenticationCode1: codes(-1), authenticationCode2: codes(-1), key: "shown" };
    const refused = await browser.submit("/signin/step/device", wrong);
    assert.equal(refused.status, 403);
    assert.ok(refused.html.includes(secretKey), "the same key is still there");
    place.sallyport.wait(60_000);
    const pair = { authenticationCode1: codes(-1), authenticationCode2: codes(0) };
    return browser.submit("/signin/step/device", pair);
  }

  test("is mailed a link, confirms it in any browser, and assigns a new device in the first", async () => {
    const browser = place.newBrowser();
    await typePassword(browser);
    await browser.open("/signin/step/troubleshoot");
    assert.match((await browser.submit("/signin/step/recovery", {})).html, /A link is on its way/);
    const early = await browser.submit("/signin/step/continue", {});
    assert.match(early.html, /has not been confirmed yet/);

    const mails = (await place.sallyport.mails()).join("\n");
    const path = /(\/signin\/recover\/\S+)/.exec(mails)?.[1] ?? "";
    const elsewhere = place.newBrowser();
    await elsewhere.open(path);
    assert.match((await elsewhere.follow()).html, /Confirm only if it was you/);
    assert.match((await browser.submit("/signin/step/continue", {})).html, /not been confirmed/);
    const confirmed = await elsewhere.submit("/signin/recover/confirm", {});
    assert.match(confirmed.html, /Go on in the browser where you were signing in/);
    assert.ok(!elsewhere.cookies.has("sallyport-session"));
    assert.ok(!elsewhere.cookies.has("sallyport-signin"));

    const on = await browser.submit("/signin/step/continue", {});
    assert.equal(on.location, "/signin/step/device");
    assert.equal((await enrol(browser)).location, "/console/");
    assert.ok(browser.cookies.has("sallyport-session"));
  });

  describe("that has the most devices", () => {
    let full: Place;
    before(async () => {
      full = await open({ devicesPerPerson: 1 });
      const browser = full.newBrowser();
      await browser.open("/setup");
      await browser.submit("/setup", account);
      await assignDevice(full, "lost-phone");
    });
    after(() => full.sallyport.close());

    test("chooses which one the new device replaces, and nothing is chosen beforehand", async () => {
      const browser = full.newBrowser();
      await typePassword(browser);
      await browser.submit("/signin/step/recovery", {});
      const mails = (await full.sallyport.mails()).join("\n");
      const elsewhere = full.newBrowser();
      await elsewhere.open(/(\/signin\/recover\/\S+)/.exec(mails)?.[1] ?? "");
      await elsewhere.follow();
      await elsewhere.submit("/signin/recover/confirm", {});
      await browser.submit("/signin/step/continue", {});
      const page = await browser.follow();
      assert.match(page.html, /there is no room for another/);
      const radios = page.html.match(/<input type="radio"[^>]*>/g) ?? [];
      assert.equal(radios.length, 1);
      assert.doesNotMatch(radios[0] ?? "", / checked/);
      assert.match(radios[0] ?? "", / form="assign"/, "it goes with the codes, without script");
      assert.match(page.html, /<label for="replaced-0">lost-phone<\/label>/);
      assert.match(page.html, /Not used since it was assigned on <time [^>]*>24 November 2026 at/);

      const { html } = await browser.submit("/signin/step/device/show", { key: "shown" });
      const secretKey = /id="secret-key"[^>]*>([A-Z2-7 ]+)</.exec(html)?.[1] ?? "";
      const codes = codesOf(secretKey, full.sallyport);
      const pair = { authenticationCode1: codes(-1), authenticationCode2: codes(0) };
      const refused = await browser.submit("/signin/step/device", pair);
      assert.equal(refused.status, 400);
      assert.match(refused.html, /id="replaced-fault">Choose the device that the new one replaces/);
      assert.match(refused.html, /<input type="radio"[^>]* autofocus/);

      const [, replacedSerialNumber] =
        /<input type="radio"[^>]*value="([^"]*)"/s.exec(refused.html) ?? [];
      assert.ok(replacedSerialNumber);
      const choice = { replacedSerialNumber };
      const wrong = { ...choice, ...pair, authenticationCode2: codes(-1) };
      const again = await browser.submit("/signin/step/device", wrong);
      assert.match(again.html, /<input type="radio"[^>]* checked/, "the choice is kept");
      const done = await browser.submit("/signin/step/device", { ...choice, ...pair });
      assert.equal(done.location, "/console/");
      assert.ok(browser.cookies.has("sallyport-session"));
    });
  });

  test("types the one-time code after break-glass, and only then assigns a device", async () => {
    const { iam } = place.sallyport;
    const accountId = (await signedInAccount()) ?? "";
    const { output } = await iam.perform("ResetRootMFA", {
      caller: { kind: "operator", name: "tester" },
      input: { accountId },
      context: commandLine,
    });
    const browser = place.newBrowser();
    assert.equal((await typePassword(browser)).location, "/signin/step/enrolment-code");
    await browser.follow();
    assert.match(browser.page.html, /<label for="enrolmentCode">Enrolment code<\/label>/);
    assert.equal(
      (await browser.open("/signin/step/device")).location,
      "/signin/step/enrolment-code",
    );
    const wrong = await browser.submit("/signin/step/enrolment-code", { enrolmentCode: "AAAAA" });
    assert.match(wrong.html, /id="enrolmentCode-fault"/);
    const { enrolmentCode } = output;
    const right = await browser.submit("/signin/step/enrolment-code", { enrolmentCode });
    assert.equal(right.location, "/signin/step/device");
    assert.equal((await enrol(browser)).location, "/console/");
  });

  async function signedInAccount(): Promise<string | undefined> {
    const browser = place.newBrowser();
    await typePassword(browser);
    const { iam } = place.sallyport;
    const pending = await iam.pendingSignIn(browser.cookies.get("sallyport-signin"));
    return pending?.person.accountId;
  }
});

const commandLine = {
  requestId: "test",
  door: "command-line",
  sourceAddress: "",
  userAgent: "",
  browserToken: undefined,
} as const;

describe("the files of the pages", () => {
  test("are under 30 kB compressed, all together, and kept for ever", async () => {
    const place = await openWithAccount();
    const browser = place.newBrowser();
    const { html } = await browser.open("/signin");
    const hrefs = [...html.matchAll(/(?:href|src)="(\/signin\/assets\/[^"]+)"/g)];
    let bytes = gzipSync(html).byteLength;
    for (const [, href = ""] of hrefs) {
      const file = await browser.send(href, { headers: { "accept-encoding": "gzip" } });
      assert.equal(file.status, 200);
      assert.match(file.headers.get("cache-control") ?? "", /immutable/);
      assert.equal(file.headers.get("set-cookie"), null);
      bytes += Number(file.headers.get("content-length"));
    }
    assert.equal(hrefs.length, 3);
    assert.ok(bytes > 1000 && bytes < 30_000, `${bytes} bytes`);
    await place.sallyport.close();
  });

  test("one that is not there is not found", async () => {
    const place = await openWithAccount();
    const page = await place.newBrowser().open("/signin/assets/sign-in-0000.js");
    assert.equal(page.status, 404);
    await place.sallyport.close();
  });
});

describe("what the log may say of an address (security rule 31)", () => {
  const routes = [
    ["/signin", "/signin"],
    ["/signin/tall-bridge", "/signin/:account"],
    ["/signin/reset/s3cret", "/signin/reset/:token"],
    ["/signin/recover/s3cret", "/signin/recover/:token"],
    ["/signin/assets/sign-in-0a1b.css", "/signin/assets/:file"],
    ["/signin/what/ever/else", "/signin/:unknown"],
  ] as const;
  for (const [path, route] of routes) {
    test(`${path} is logged as ${route}`, () => assert.equal(signInRoute(path), route));
  }
});
