// The root user's part of the walk-through, from an empty directory to a sign-in that asks for a code.

import assert from "node:assert/strict";
import { readSetupToken } from "../support/installation.ts";
import { journey, type Stage } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { Console } from "./pages/console.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

const root = { email: "harbour.master@example.com", password: "quiet-Harbour-71-lantern" };
const accountName = "Harbour";

journey(
  "a new installation ends with a root user who cannot sign in without the code",
  walkRootPart,
);

async function walkRootPart(stage: Stage): Promise<void> {
  const server = await stage.startEmpty();
  const visitor = await stage.visit(server);
  const signIn = new SignIn(visitor);
  const top = new Console(visitor);
  const credentials = new SecurityCredentials(visitor);
  const dialog = new MfaDialog(visitor);

  const { token, mode } = readSetupToken(server);
  assert.equal(mode, 0o600, "the set-up token is for its owner alone");
  assert.ok(!server.output().includes(token), "the set-up token is not in the log");

  await visitor.open("/");
  await visitor.isAt("Set up Sallyport");
  await visitor.checkScreen("setup");
  await setUp(visitor, "not-the-token");
  await visitor.sees("Please check what is marked below.");
  await visitor.checkScreen("setup-refused");
  assert.equal(await visitor.find("textbox", "Email address").inputValue(), root.email);
  await setUp(visitor, token);

  await visitor.isAt("Sign in");
  await visitor.sees("The account was created. Sign in with its root user.");
  await visitor.checkScreen("sign-in");
  await signIn.asRoot(root);
  await top.isOpen();
  await visitor.isAt("IAM Dashboard");
  await visitor.sees("Add MFA for root user");
  await visitor.checkScreen("dashboard");

  // 1 and 2: the account's menu, and the advice to use an IAM user.
  await top.pickFromMenu(accountName, "My Security Credentials");
  const advice = await visitor.dialog("You are signed in as the root user");
  await visitor.find("button", "Get started with IAM users", advice).waitFor();
  await visitor.find("checkbox", "Don't show this again", advice).waitFor();
  await visitor.checkScreen("root-advice");
  await visitor.press("Continue to Security Credentials", advice);

  // 3: expandable sections.
  await visitor.isAt("Your Security Credentials");
  for (const section of ["password", "mfa", "keys"] as const) {
    await credentials.head(section).waitFor();
    assert.equal(await credentials.head(section).getAttribute("aria-expanded"), "false");
  }
  await visitor.checkScreen("security-credentials");
  await credentials.expand("mfa");
  assert.equal(await credentials.head("mfa").getAttribute("aria-expanded"), "true");
  await visitor.sees("A password can be guessed, watched or stolen.");
  await visitor.checkScreen("security-credentials-mfa");

  // 4: the kinds of device.
  await visitor.press("Activate MFA");
  const manage = await dialog.manage();
  await visitor.becomes("Virtual MFA device: checked", () =>
    visitor.find("radio", "Virtual MFA device", manage).isChecked(),
  );
  for (const later of ["Passkey or security key", "Hardware TOTP token"]) {
    assert.ok(await visitor.find("radio", later, manage).isDisabled(), `${later} is for later`);
  }
  assert.notEqual(await visitor.find("textbox", "Device name", manage).inputValue(), "");
  await visitor.find("button", "Cancel", manage).waitFor();
  await visitor.checkScreen("manage-mfa-device");
  await dialog.chooseVirtual();

  // 5: nothing of the secret is in the page before its button is pressed.
  const setUpDialog = await dialog.setUp();
  for (const step of [
    "Install a compatible app on your mobile device or computer",
    "Use your virtual MFA app and your device's camera to scan the QR code",
    "Type two consecutive MFA codes below",
  ]) {
    await visitor.sees(step, setUpDialog);
  }
  await visitor.follow("list of compatible applications", setUpDialog);
  await visitor.find("region", "Compatible applications", setUpDialog).waitFor();
  await visitor.checkScreen("set-up-virtual-apps");
  await visitor.press("Hide the list", setUpDialog);
  assert.equal(await visitor.find("img", "QR code").count(), 0);
  assert.equal(await visitor.find("region", "Secret key").count(), 0);
  const before = await visitor.page.content();
  await visitor.checkScreen("set-up-virtual");
  const { app, uri } = await dialog.scan();
  await visitor.checkScreen("set-up-virtual-qr");
  assert.ok(!before.includes(app.secret), "the key was not in the page before");
  assert.equal(uri.protocol, "otpauth:");
  assert.equal(uri.host, "totp");
  assert.equal(uri.searchParams.get("issuer"), "Sallyport");
  assert.match(app.secret, /^[A-Z2-7]{64}$/);
  const picture = await visitor.find("img", "QR code").boundingBox();
  assert.ok(picture !== null && picture.width >= 200 && picture.height >= 200);
  assert.ok(picture.y >= 0 && picture.y + picture.height <= 900, "the picture is in view");
  assert.ok(!(await visitor.page.content()).includes(app.secret), "nor is it beside the picture");
  const key = await dialog.showSecretKey();
  assert.match(key, /^[A-Z2-7]{4}( [A-Z2-7]{4}){15}$/);
  assert.equal(key.replaceAll(" ", ""), app.secret);
  await visitor.checkScreen("set-up-virtual-key");
  await dialog.assign(await app.latePair(0));

  // 6: success.
  await dialog.isAssigned();
  await visitor.sees("You are now signed in with MFA.");
  await visitor.checkScreen("assigned");
  await dialog.close();
  const row = credentials.device("root-phone");
  await row.waitFor();
  for (const column of [
    "Device",
    "Type",
    "Serial number",
    "Assigned on",
    "Last used",
    "Clock drift",
    "Status",
  ]) {
    await visitor.find("columnheader", column).waitFor();
  }
  assert.match(
    await row.innerText(),
    /Virtual[\s\S]*arn:aws:iam::\d{12}:mfa\/root-phone[\s\S]*In sync/,
  );
  await visitor.checkScreen("security-credentials-with-device");
  await top.follow("Dashboard");
  await visitor.isAt("IAM Dashboard");
  await visitor.sees("Root user has MFA");

  // From then on the password alone opens nothing, and a code is good once.
  await top.signOut(accountName);
  await visitor.open("/console/users?sort=-userName");
  await signIn.asRoot(root);
  await visitor.isAt("Multi-factor authentication");
  await visitor.checkScreen("mfa-code");
  await visitor.open("/console/users");
  assert.match(visitor.path(), /^\/signin/, "no address leads around the code");
  await visitor.page.goBack();
  await signIn.submitCode(await app.lastCode());
  await visitor.sees("That code was already used. Wait for the next one.");
  await visitor.sees(/^\d+ seconds? left$/);
  await visitor.checkScreen("mfa-code-used");
  await signIn.submitCode(await app.wrongCode());
  await visitor.sees("That code is not valid.");
  await signIn.submitFreshCode(app);
  await top.isOpen();
  await visitor.isAt("Users");
  assert.equal(visitor.path(), "/console/users?sort=-userName", "the address asked for is kept");
  await visitor.page.reload();
  await visitor.isAt("Users");
  await visitor.checkScreen("users-empty");
}

async function setUp(visitor: Visitor, token: string): Promise<void> {
  await visitor.type("Set-up token", token);
  await visitor.type("Email address", root.email);
  await visitor.type("Account name", accountName);
  await visitor.type("Password", root.password);
  await visitor.type("Retype password", root.password);
  await visitor.press("Create account");
}
