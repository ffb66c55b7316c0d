// The ways back in: a forgotten password and a lost device of root by mail, and break-glass on the server.

import assert from "node:assert/strict";
import { statSync } from "node:fs";
import { join } from "node:path";
import { AuthenticatorApp } from "../support/authenticator-app.ts";
import { createAccount, type Installation, mailed } from "../support/installation.ts";
import { journey, type Stage } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { Console } from "./pages/console.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

async function withAccount(stage: Stage) {
  const server = await stage.startEmpty();
  const account = await createAccount(server, { name: "Harbour", email: "root@example.org" });
  const visitor = await stage.visit(server);
  return { server, account, visitor, signIn: new SignIn(visitor), top: new Console(visitor) };
}

/** Assigns root's first device, and signs out. */
async function protectRoot({
  visitor,
  signIn,
  top,
  account,
}: Awaited<ReturnType<typeof withAccount>>) {
  await visitor.open("/console/security-credentials");
  await signIn.asRoot(account);
  await visitor.isAt("Your Security Credentials");
  await new SecurityCredentials(visitor).activateMfa();
  const app = await new MfaDialog(visitor).assignVirtual();
  await new MfaDialog(visitor).close();
  await top.signOut("Harbour");
  return app;
}

/** The path of the link in a mail. */
async function mailedPath(server: Installation, page: "reset" | "recover"): Promise<string> {
  const link = await mailed(server, new RegExp(`(http://\\S+/signin/${page}/\\S+)`));
  assert.ok(link.startsWith(`${server.origin}/`), "mailed links lead to the public address");
  return link.slice(server.origin.length);
}

journey(
  "a forgotten root password is set anew by mail, and the device is still asked for",
  async (stage) => {
    const parts = await withAccount(stage);
    const { server, account, visitor, signIn, top } = parts;
    const app = await protectRoot(parts);
    const fresh = { email: account.email, password: "another-Lantern-29-quay" };

    await visitor.type("Email address", account.email);
    await visitor.press("Next");
    await visitor.follow("Forgot password?");
    await visitor.isAt("Forgot password");
    await visitor.checkScreen("forgot-password");
    await visitor.type("Email address", "nobody@example.org");
    await visitor.press("Send link");
    await visitor.isAt("Check your mail");
    const said = await visitor.page.getByRole("main").innerText();
    await visitor.follow("Back to sign in");
    await visitor.isAt("Sign in");
    await visitor.open("/signin/password/forgot");
    await visitor.type("Email address", account.email);
    await visitor.press("Send link");
    await visitor.isAt("Check your mail");
    assert.equal(await visitor.page.getByRole("main").innerText(), said, "it tells not who exists");
    await visitor.checkScreen("check-your-mail");

    const path = await mailedPath(server, "reset");
    const outbox = join(server.dataDirectory, "outbox");
    assert.equal(statSync(outbox).mode & 0o777, 0o700);
    await visitor.open(path);
    await visitor.isAt("Set a new password");
    assert.ok(!visitor.page.url().includes(path), "the link's secret is in no address of a page");
    await visitor.checkScreen("reset-password");
    await setPassword(visitor, fresh.password, "not-the-same-Lantern-1");
    await visitor.sees("The two passwords are not the same.");
    await setPassword(visitor, "short", "short");
    await visitor.sees("Please check what is marked below.");
    await visitor.checkScreen("reset-password-refused");
    await setPassword(visitor, fresh.password, fresh.password);

    await visitor.isAt("Sign in");
    await visitor.sees("The new password is set. Sign in with it.");
    await signIn.asRoot(account);
    await visitor.sees("Your authentication information is incorrect. Please try again.");
    await visitor.type("Password", fresh.password);
    await visitor.press("Sign in");
    await signIn.submitFreshCode(app);
    await top.isOpen();

    // A link is good once.
    const again = await stage.visit(server);
    await again.open(path);
    await again.isAt("Set a new password");
    await setPassword(again, "third-Lantern-83-pier", "third-Lantern-83-pier");
    await again.sees(/link/i, again.page.getByRole("alert"));
    await again.checkScreen("reset-password-used-link");
  },
);

async function setPassword(visitor: Visitor, password: string, retyped: string): Promise<void> {
  await visitor.type("New password", password);
  await visitor.type("Retype new password", retyped);
  await visitor.press("Set new password");
}

journey("a lost device of root is replaced after the mailbox was proven", async (stage) => {
  const parts = await withAccount(stage);
  const { server, account, visitor, signIn, top } = parts;
  const lost = await protectRoot(parts);

  await signIn.asRoot(account);
  await visitor.isAt("Multi-factor authentication");
  await visitor.follow("Troubleshoot MFA");
  await visitor.isAt("Troubleshoot MFA");
  await visitor.sees("Sign in using alternative factors");
  await visitor.press("Send verification email");
  await visitor.isAt("Check your mail");
  await visitor.checkScreen("recovery-check-your-mail");
  await visitor.press("Continue");
  await visitor.page.getByRole("alert").waitFor();
  await visitor.checkScreen("recovery-too-early");

  // The mail may be read elsewhere; what goes on is the window that asked.
  const path = await mailedPath(server, "recover");
  const mailReader = await stage.visit(server);
  await mailReader.open(path);
  await mailReader.isAt("Sign in without your MFA device");
  await mailReader.checkScreen("recovery-confirm");
  await mailReader.press("Yes, it was me");
  await mailReader.isAt("Confirmed");
  await mailReader.checkScreen("recovery-confirmed");
  await mailReader.open("/console/");
  await mailReader.isAt("Sign in");

  await visitor.press("Continue");
  const app = await enrolAtSignIn(visitor);
  await top.isOpen();

  // Now root is signed in with MFA, and takes the lost device away.
  const credentials = new SecurityCredentials(visitor);
  await credentials.open();
  await credentials.expand("mfa");
  await credentials.manage("root-phone", "Remove");
  await visitor.press("Remove", await visitor.dialog("Remove MFA device"));
  await visitor.sees("MFA device root-phone was removed.");
  await top.signOut("Harbour");
  await signIn.asRoot(account);
  await signIn.submitCode(await lost.freshCode());
  await visitor.sees("That code is not valid.");
  await signIn.submitFreshCode(app);
  await top.isOpen();
});

journey(
  "after break-glass root enrols anew with the code that was printed on the server",
  async (stage) => {
    const parts = await withAccount(stage);
    const { server, account, visitor, signIn, top } = parts;
    const lost = await protectRoot(parts);
    await signIn.asRoot(account);
    await signIn.submitFreshCode(lost);
    await top.isOpen();

    const printed = await server.run(["root", "reset-mfa", "--account", account.accountId]);
    const code = /Enrolment code: (\S+)/.exec(printed)?.[1] ?? "";
    assert.notEqual(code, "");
    await visitor.open("/console/");
    await visitor.isAt("Sign in");
    await mailed(server, /The root user's MFA was reset/);

    await signIn.asRoot(account);
    await visitor.isAt("Enrolment code");
    await visitor.checkScreen("enrolment-code");
    await visitor.type("Enrolment code", "not-the-code");
    await visitor.press("Submit");
    await visitor.page.getByRole("alert").waitFor();
    await visitor.checkScreen("enrolment-code-refused");
    await visitor.open("/console/");
    await visitor.open("/signin/step/device");
    await visitor.isAt("Enrolment code");
    await visitor.type("Enrolment code", code);
    await visitor.press("Submit");
    const app = await enrolAtSignIn(visitor);
    await top.isOpen();
    await top.signOut("Harbour");
    await signIn.asRoot(account);
    await signIn.submitFreshCode(app);
    await top.isOpen();
  },
);

/** "Set up virtual MFA device" before there is a session. */
async function enrolAtSignIn(visitor: Visitor): Promise<AuthenticatorApp> {
  await visitor.isAt("Set up virtual MFA device");
  assert.equal(await visitor.find("img", "QR code").count(), 0);
  await visitor.press("Show secret key");
  await visitor.press("Show QR code");
  const picture = visitor.find("img", "QR code");
  await picture.scrollIntoViewIfNeeded();
  await visitor.checkScreen("sign-in-enrolment");
  const { app } = await AuthenticatorApp.scan(await visitor.screenshot());
  const key = app.secret.replace(/.{4}(?=.)/g, "$& ");
  await visitor.sees(key);
  const [first, second] = await app.freshPair();
  await visitor.type("MFA code 1", second);
  await visitor.type("MFA code 2", first);
  await visitor.press("Assign MFA");
  await visitor.sees(/reverse order/);
  await visitor.checkScreen("sign-in-enrolment-refused");
  await visitor.type("MFA code 1", first);
  await visitor.type("MFA code 2", second);
  await visitor.press("Assign MFA");
  return app;
}
