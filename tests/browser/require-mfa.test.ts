// "Require MFA" on Account settings: seen beforehand, switched on, and met by whoever signs in without a device.

import { AuthenticatorApp } from "../support/authenticator-app.ts";
import { journey, type Stage } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { Console } from "./pages/console.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

/** An administrator in a session with MFA. */
async function withAdmin(stage: Stage) {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;
  const visitor = await stage.visit(lab);
  await new SignIn(visitor).asUser({ accountId, userName: "Admin", password: passwords.Admin });
  await new Console(visitor).isOpen();
  await new SecurityCredentials(visitor).setUpMfa();
  return { lab, accountId, passwords, visitor };
}

async function requireMfa(visitor: Visitor, graceDays: string) {
  await visitor.open("/console/account-settings");
  await visitor.isAt("Account settings");
  await visitor.sees("Off", visitor.page.getByRole("main"));
  await visitor.press("Require MFA");
  const form = await visitor.dialog("Require MFA");
  await visitor.type("Days of grace", graceDays, form);
  await visitor.checkScreen("require-mfa-form");
  await visitor.press("Preview", form);
  const preview = await visitor.dialog("Preview: who would be shut out");
  await visitor.sees(/Users without a device: 1,/, preview);
  await visitor.sees("S3User", preview);
  await visitor.sees(/The root user has no MFA device/, preview);
  await visitor.checkScreen("require-mfa-preview");
  await visitor.press("Require MFA", preview);
  await visitor.sees("MFA is now required.");
  await visitor.checkScreen("require-mfa-on");
}

journey("MFA is required after a preview, and set up at the next sign-in", async (stage) => {
  const { lab, visitor, accountId, passwords } = await withAdmin(stage);
  await requireMfa(visitor, "0");
  const source = `arn:aws:iam::${accountId}:user/S3User`;
  await visitor.open(
    `/console/policy-simulator?${new URLSearchParams({ source, action: "s3:GetObject" })}`,
  );
  await visitor.sees("Denied: a statement denies it");
  await visitor.sees(/This account requires MFA of this user/);
  await visitor.checkScreen("policy-simulator-requirement");

  const person = await stage.visit(lab);
  const user = { accountId, userName: "S3User", password: passwords.S3User };
  await new SignIn(person).asUser(user);
  await person.isAt("Set up virtual MFA device");
  await person.sees("This account requires MFA. Set up a device to go on.");
  await person.open("/console/");
  await person.isAt("Sign in");
  await new SignIn(person).asUser(user);
  await person.isAt("Set up virtual MFA device");
  await person.press("Show QR code");
  await person.find("img", "QR code").waitFor();
  await person.checkScreen("required-enrolment");
  const { app } = await AuthenticatorApp.scan(await person.screenshot());
  const [first, second] = await app.freshPair();
  await person.type("MFA code 1", first);
  await person.type("MFA code 2", second);
  await person.press("Assign MFA");
  await new Console(person).isOpen();
});

journey(
  "in the days of grace setting MFA up can be put off, and the console says so",
  async (stage) => {
    const { lab, visitor, accountId, passwords } = await withAdmin(stage);
    await requireMfa(visitor, "7");

    const person = await stage.visit(lab);
    await new SignIn(person).asUser({ accountId, userName: "S3User", password: passwords.S3User });
    await person.isAt("Set up virtual MFA device");
    await person.sees(/You can skip this for (?:6|7) more days/);
    await person.checkScreen("enrolment-in-grace");
    await person.press("Skip for now");
    await new Console(person).isOpen();
    await person.sees("This account requires MFA");
    await person.checkScreen("banner-in-grace");
  },
);
