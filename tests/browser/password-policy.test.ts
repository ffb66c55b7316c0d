// "Password policy" on "Account settings": set in the console, then told and kept wherever a password is chosen.

import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

journey("a password policy is set, told to a user, and kept", async (stage) => {
  const lab = await stage.startLab();
  const root = await stage.visit(lab);
  await root.open("/");
  await new SignIn(root).asRoot(lab.root);
  const top = new Console(root);
  await top.isOpen();
  await top.follow("Account settings");
  await root.isAt("Account settings");
  await root.sees("IAM default");

  await root.press("Edit password policy");
  const edit = await root.dialog("Edit password policy");
  await root.choose("Custom", edit);
  await root.type("Password minimum length", "5", edit);
  await root.tick("Prevent password reuse", edit);
  await root.press("Save changes", edit);
  await root.sees("Type a whole number from 6 to 128.", edit);
  await root.checkScreen("password-policy-refused");
  await root.type("Password minimum length", "20", edit);
  await root.press("Save changes", edit);
  const confirm = await root.dialog("Set a custom password policy?");
  await root.checkScreen("password-policy-confirm");
  await root.press("Set custom", confirm);
  await root.sees("The custom password policy is in force.");
  await root.sees(/^20 to 128 characters/, root.page.getByRole("main"));
  await root.checkScreen("password-policy-custom");

  const user = await stage.visit(lab);
  const password = lab.passwords.S3User;
  await user.open("/");
  await new SignIn(user).asUser({ accountId: lab.accountId, userName: "S3User", password });
  await new Console(user).isOpen();
  const own = new SecurityCredentials(user);
  await own.open();
  await own.expand("password");
  await user.sees(/^20 to 128 characters/);
  const change = async (newPassword: string) => {
    await user.type("Old password", password);
    await user.type("New password", newPassword);
    await user.type("Retype new password", newPassword);
    await user.press("Change password");
  };
  await change("Short-1-harbour");
  await user.sees("The password must have at least 20 characters.");
  await user.checkScreen("password-policy-kept");
  await change("Much-longer-harbour-wall-1");
  await user.sees("Your password was changed, and your other sessions were ended.");

  await root.press("Edit password policy");
  const again = await root.dialog("Edit password policy");
  assert.equal(await root.find("textbox", "Password minimum length", again).inputValue(), "20");
  await root.choose("Modern (recommended)", again);
  await root.press("Save changes", again);
  const modern = await root.dialog("Set the modern password rules?");
  await root.press("Set modern", modern);
  await root.sees("The modern password rules are in force.");
  await root.sees(/^15 to 128 characters/, root.page.getByRole("main"));
});
