// "My Account" and "Account settings": the alias, the account's name, one's password and one's sessions.

import assert from "node:assert/strict";
import { journey, type Stage } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

async function withRoot(stage: Stage) {
  const lab = await stage.startLab();
  const visitor = await stage.visit(lab);
  const signIn = new SignIn(visitor);
  await visitor.open("/");
  await signIn.asRoot(lab.root);
  await new Console(visitor).isOpen();
  return { lab, visitor, signIn, top: new Console(visitor) };
}

journey(
  "an alias takes the account ID's place in the sign-in link, and goes again",
  async (stage) => {
    const { lab, visitor, top } = await withRoot(stage);
    await top.follow("Account settings");
    await visitor.isAt("Account settings");
    await visitor.checkScreen("account-settings");
    await visitor.press("Create account alias");
    const create = await visitor.dialog("Create account alias");
    await visitor.type("Account alias", "-harbour-", create);
    await visitor.press("Save alias", create);
    const field = visitor.find("textbox", "Account alias", create);
    await create.locator("[aria-invalid=true]").waitFor();
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    await visitor.checkScreen("create-alias-refused");
    await visitor.type("Account alias", "harbour", create);
    await visitor.sees(`IAM users will sign in at ${lab.origin}/signin/harbour`, create);
    await visitor.press("Save alias", create);
    await visitor.sees("The account alias is now harbour.");
    await visitor.sees(`${lab.origin}/signin/harbour`, visitor.page.getByRole("main"));

    const user = await stage.visit(lab);
    const s3User = { accountId: "harbour", userName: "S3User", password: lab.passwords.S3User };
    await new SignIn(user).asUser(s3User);
    await new Console(user).isOpen();
    await new Console(user).menu("S3User @ harbour").waitFor();

    await visitor.press("Delete account alias");
    const remove = await visitor.dialog("Delete the account alias harbour?");
    await visitor.checkScreen("delete-alias");
    await visitor.press("Delete", remove);
    await visitor.sees("The account alias harbour was deleted.");
    await new Console(user).signOut("S3User @ harbour");
    await new SignIn(user).asUser(s3User);
    await user.sees("Your authentication information is incorrect. Please try again.");
  },
);

journey("one's sessions are listed, and another one is ended", async (stage) => {
  const { lab, visitor, top } = await withRoot(stage);
  const elsewhere = await stage.visit(lab);
  await elsewhere.open("/");
  await new SignIn(elsewhere).asRoot(lab.root);
  await new Console(elsewhere).isOpen();

  await top.pickFromMenu("Lab", "My Account");
  await visitor.isAt("My Account");
  for (const words of [lab.root.email, lab.accountId, "Change password", "Sessions (2)"]) {
    await visitor.sees(words);
  }
  await visitor.find("button", "Copy account ID").waitFor();
  const sessions = visitor.find("table", "Sessions");
  await visitor.sees("This session", sessions);
  await visitor.checkScreen("my-account");
  await visitor.press("End session", sessions);
  await visitor.sees("The session was ended.");
  await visitor.find("button", "End session", sessions).waitFor({ state: "detached" });

  await elsewhere.open("/console/account");
  await elsewhere.isAt("Sign in");
  await visitor.page.reload();
  await visitor.isAt("My Account");
});

journey(
  "a page of a session that was ended elsewhere says so and keeps what was typed",
  async (stage) => {
    const { lab, visitor, signIn, top } = await withRoot(stage);
    await top.follow("Account settings");
    await visitor.isAt("Account settings");
    await visitor.press("Create account alias");
    const create = await visitor.dialog("Create account alias");
    await visitor.type("Account alias", "harbour", create);

    const elsewhere = await stage.visit(lab);
    await elsewhere.open("/console/account");
    await new SignIn(elsewhere).asRoot(lab.root);
    await elsewhere.isAt("My Account");
    await elsewhere.press("End all other sessions");
    await elsewhere.sees("1 other session was ended.");

    await visitor.press("Save alias", create);
    const ended = await visitor.dialog("You have been signed out");
    await visitor.checkScreen("session-ended");
    await visitor.press("Keep reading this page", ended);
    assert.equal(await visitor.find("textbox", "Account alias").inputValue(), "harbour");
    await visitor.page.reload();
    await signIn.asRoot(lab.root);
    await visitor.isAt("Account settings");
  },
);

journey(
  "root renames the account and changes the password, and other sessions end",
  async (stage) => {
    const { lab, visitor, signIn, top } = await withRoot(stage);
    const elsewhere = await stage.visit(lab);
    await elsewhere.open("/");
    await new SignIn(elsewhere).asRoot(lab.root);
    await new Console(elsewhere).isOpen();

    await top.pickFromMenu("Lab", "My Account");
    await visitor.isAt("My Account");
    await visitor.press("Edit account name");
    const edit = await visitor.dialog("Edit account name");
    await visitor.type("Account name", "Harbour", edit);
    await visitor.checkScreen("edit-account-name");
    await visitor.press("Save changes", edit);
    await visitor.sees("The account is now named Harbour.");
    await top.menu("Harbour").waitFor();

    await visitor.follow("Change password");
    await visitor.isAt("Your Security Credentials");
    const fresh = "ferry-Lantern-64-gulls";
    await changePassword("not-the-old-one-7", fresh);
    await new SecurityCredentials(visitor).expand("password");
    await visitor.page.locator("[aria-invalid=true]").waitFor();
    await visitor.checkScreen("change-password-refused");
    await changePassword(lab.root.password, fresh);
    await visitor.sees("Your password was changed, and your other sessions were ended.");
    await elsewhere.open("/console/");
    await elsewhere.isAt("Sign in");
    await top.signOut("Harbour");
    await signIn.asRoot({ ...lab.root, password: fresh });
    await top.isOpen();

    async function changePassword(oldPassword: string, newPassword: string): Promise<void> {
      await visitor.type("Old password", oldPassword);
      await visitor.type("New password", newPassword);
      await visitor.type("Retype new password", newPassword);
      await visitor.press("Change password");
    }
  },
);

journey("an address that does not exist says so, inside the console and outside", async (stage) => {
  const { visitor } = await withRoot(stage);
  await visitor.open("/console/nowhere");
  await visitor.isAt("Page not found");
  await visitor.checkScreen("not-found");
  await visitor.open("/console/users/nobody");
  await visitor.sees("There is no user named nobody.");
  await visitor.checkScreen("no-such-user");
  await visitor.open("/nowhere");
  await visitor.isAt("Page not found");
  await visitor.checkScreen("not-found-outside");
});
