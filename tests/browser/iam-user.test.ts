// The IAM user's part of the walk-through: an administrator assigns a device to a user, who then signs in with its codes.

import assert from "node:assert/strict";
import { AuthenticatorApp } from "../support/authenticator-app.ts";
import { journey } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";
import { Users } from "./pages/users.ts";

journey(
  "an administrator assigns MFA to a user, whose sign-in asks for the code",
  async (stage) => {
    const lab = await stage.startLab();
    const { accountId, passwords } = lab;
    const visitor = await stage.visit(lab);
    const signIn = new SignIn(visitor);
    const top = new Console(visitor);
    const users = new Users(visitor);
    const dialog = new MfaDialog(visitor);

    await visitor.open(`/signin/${accountId}`);
    await visitor.isAt("Sign in");
    await visitor.becomes("IAM user: checked", () => visitor.find("radio", "IAM user").isChecked());
    assert.equal(await visitor.find("textbox", "Account ID or alias").inputValue(), accountId);
    await visitor.checkScreen("sign-in-user");
    await signIn.asUser({ accountId, userName: "Admin", password: "not-the-password" });
    await visitor.sees("Your authentication information is incorrect. Please try again.");
    await visitor.checkScreen("sign-in-refused");
    await signIn.asUser({ accountId, userName: "Admin", password: passwords.Admin });
    await top.isOpen();
    await top.menu(`Admin @ ${accountId}`).waitFor();

    // 1: the side navigation.
    const navigation = visitor.find("navigation", "Side navigation");
    await visitor.sees("Identity and Access Management (IAM)", navigation);
    await visitor.sees("Access management", navigation);
    for (const link of ["Dashboard", "User groups", "Users", "Account settings"]) {
      await visitor.find("link", link, navigation).waitFor();
    }

    // 2: the list of users, who say whether they have MFA.
    await top.follow("Users");
    await visitor.isAt("Users");
    for (const column of [
      "User name",
      "Groups",
      "Last activity",
      "MFA",
      "Password age",
      "Active key age",
    ]) {
      await visitor.find("columnheader", column).waitFor();
    }
    for (const button of ["Add users", "Delete", "Preferences"]) {
      await visitor.find("button", button).waitFor();
    }
    assert.equal(await users.cell("S3User", "MFA"), "None");
    assert.equal(await users.cell("S3User", "Groups"), "s3GROUP");
    await visitor.checkScreen("users");

    // 3: a user's page.
    await users.openUser("S3User");
    for (const label of ["User ARN", "Path", "Creation time"]) await visitor.sees(label);
    await visitor.sees(`arn:aws:iam::${accountId}:user/S3User`);
    await visitor.find("button", "Copy User ARN").waitFor();
    for (const tab of ["Permissions", "Groups", "Tags", "Security credentials"]) {
      await visitor.find("tab", tab).waitFor();
    }
    await visitor.checkScreen("user-permissions");
    await users.openTab("Groups");
    await visitor.checkScreen("user-groups");
    await users.openTab("Tags");
    await visitor.checkScreen("user-tags");
    await users.openTab("Security credentials");

    // 4: sign-in credentials.
    const tab = visitor.find("tabpanel", "Security credentials");
    for (const words of [
      "Sign-in credentials",
      "Console sign-in link",
      `${visitor.origin}/signin/${accountId}`,
      "Console password",
      "Enabled",
      "Assigned MFA device",
      "Not assigned",
      "Access keys",
    ]) {
      await visitor.sees(words, tab);
    }
    await visitor.find("button", "Manage", tab).waitFor();
    await visitor.checkScreen("user-security-credentials");

    // 5: the same dialog as root's.
    await visitor.press("Manage MFA device", tab);
    await dialog.chooseVirtual();
    const { app, uri } = await dialog.scan();
    assert.match(decodeURIComponent(uri.pathname), /S3User/);
    await dialog.assign(await app.freshPair());
    const success = await dialog.isAssigned();
    assert.equal(await success.getByText("You are now signed in with MFA").count(), 0);
    assert.equal(await visitor.find("button", "Sign in again").count(), 0, "it is somebody else's");
    await visitor.checkScreen("user-assigned");
    await dialog.close();
    await visitor.sees(`arn:aws:iam::${accountId}:mfa/S3User-phone`, tab);
    await visitor.page.reload();
    await visitor.sees(`arn:aws:iam::${accountId}:mfa/S3User-phone`, tab);
    await visitor.press("Manage MFA device", tab);
    const overview = await dialog.manage();
    for (const button of ["Remove", "Resync", "Assign another"]) {
      await visitor.find("button", button, overview).waitFor();
    }
    await visitor.checkScreen("manage-mfa-overview");
    await visitor.press("Cancel", overview);
    await top.follow("Users");
    await visitor.isAt("Users");
    assert.equal(await users.cell("S3User", "MFA"), "Virtual");
    await top.signOut(`Admin @ ${accountId}`);

    // 6: the user, for themselves.
    await signIn.asUser({ accountId, userName: "S3User", password: passwords.S3User });
    await signIn.submitFreshCode(app);
    await top.isOpen();
    await top.pickFromMenu(`S3User @ ${accountId}`, "My Security Credentials");
    await visitor.isAt("My security credentials");
    const credentials = new SecurityCredentials(visitor);
    for (const section of ["password", "mfa", "keys"] as const) {
      await credentials.head(section).waitFor();
    }
    await credentials.expand("mfa");
    assert.match(await credentials.device("S3User-phone").innerText(), /In sync/);
    await visitor.checkScreen("my-security-credentials");
  },
);

journey("a user assigns a device themself, and another by typing the secret key", async (stage) => {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;
  const visitor = await stage.visit(lab);
  const signIn = new SignIn(visitor);
  const top = new Console(visitor);
  const credentials = new SecurityCredentials(visitor);
  const dialog = new MfaDialog(visitor);
  const user = { accountId, userName: "S3User", password: passwords.S3User };

  await signIn.asUser(user);
  await top.isOpen();
  await top.pickFromMenu(`S3User @ ${accountId}`, "My Security Credentials");
  await visitor.isAt("My security credentials");
  await credentials.activateMfa();
  await dialog.assignVirtual();
  await visitor.sees("You are now signed in with MFA.");
  await dialog.close();
  await credentials.device("S3User-phone").waitFor();

  await credentials.activateMfa();
  await dialog.chooseVirtual({ deviceName: "tablet" });
  const tablet = AuthenticatorApp.typed(await dialog.showSecretKey());
  await dialog.assign(await tablet.freshPair());
  await dialog.isAssigned();
  await dialog.close();
  await credentials.device("tablet").waitFor();

  await top.signOut(`S3User @ ${accountId}`);
  await signIn.asUser(user);
  await signIn.submitFreshCode(tablet);
  await top.isOpen();
});
