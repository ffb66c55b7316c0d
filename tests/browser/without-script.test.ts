import { mouse } from "../support/hands.ts";
import { journey } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

journey("signing in works with script switched off, as far as the console", async (stage) => {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;
  const owner = await stage.visit(lab, { hands: mouse });
  await new SignIn(owner).asUser({ accountId, userName: "S3User", password: passwords.S3User });
  await new Console(owner).isOpen();
  await new SecurityCredentials(owner).open();
  await new SecurityCredentials(owner).activateMfa();
  const app = await new MfaDialog(owner).assignVirtual();

  const plain = await stage.visit(lab, { javaScriptEnabled: false });
  const signIn = new SignIn(plain);
  await plain.open("/");
  await plain.isAt("Sign in");
  await plain.choose("IAM user");
  await plain.find("textbox", "Account ID or alias").waitFor();
  await signIn.asUser({ accountId, userName: "S3User", password: "not-the-password" });
  await plain.sees("Your authentication information is incorrect. Please try again.");
  await plain.type("Password", passwords.S3User);
  await plain.press("Sign in");
  await signIn.submitCode(await app.wrongCode());
  await plain.sees("That code is not valid.");
  await plain.follow("Troubleshoot MFA");
  await plain.isAt("Troubleshoot MFA");
  await plain.sees(/Contact your administrator/);
  await plain.follow("Back to the MFA code");
  await signIn.submitFreshCode(app);
  await plain.page.waitForURL(`${lab.origin}/console/`);
});
