// The main screens in the dark and on a telephone: as readable, nothing cut off, the QR code still one.

import assert from "node:assert/strict";
import { mouse } from "../support/hands.ts";
import { journey, type Stage, type VisitOptions } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { Console } from "./pages/console.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";
import { Users } from "./pages/users.ts";

const looks: Readonly<Record<string, VisitOptions>> = {
  dark: { colorScheme: "dark" },
  narrow: { viewport: { width: 375, height: 740 } },
  "dark and narrow": { colorScheme: "dark", viewport: { width: 375, height: 740 } },
};

for (const [look, options] of Object.entries(looks)) {
  journey(
    `the main screens are whole and readable: ${look}`,
    (stage) => walk(stage, look, options),
    [mouse],
  );
}

async function walk(stage: Stage, look: string, options: VisitOptions): Promise<void> {
  const lab = await stage.startLab();
  const visitor = await stage.visit(lab, options);
  const check = async (screen: string) => {
    await visitor.checkScreen(`${look.replaceAll(" ", "-")}-${screen}`);
    await fitsAcross(visitor, screen);
  };
  const signIn = new SignIn(visitor);
  const top = new Console(visitor);
  const credentials = new SecurityCredentials(visitor);
  const dialog = new MfaDialog(visitor);

  await visitor.open("/");
  await visitor.isAt("Sign in");
  await check("sign-in");
  await visitor.open(`/signin/${lab.accountId}`);
  await check("sign-in-user");
  await visitor.open("/signin");
  await signIn.asRoot(lab.root);
  await top.isOpen();
  await visitor.isAt("IAM Dashboard");
  await check("dashboard");
  await top.pickFromMenu("Lab", "My Security Credentials");
  await visitor.dialog("You are signed in as the root user");
  await check("root-advice");
  await visitor.press("Continue to Security Credentials");
  await visitor.isAt("Your Security Credentials");
  await credentials.activateMfa();
  await dialog.manage();
  await check("manage-mfa-device");
  await dialog.chooseVirtual();
  await check("set-up-virtual");
  const { app } = await dialog.scan();
  await check("set-up-virtual-qr");
  assert.match(app.secret, /^[A-Z2-7]{64}$/, "the picture is read from the screen");
  await dialog.showSecretKey();
  await check("set-up-virtual-key");
  await dialog.assign(await app.freshPair());
  await dialog.isAssigned();
  await check("assigned");
  await dialog.close();
  await credentials.device("root-phone").waitFor();
  await check("security-credentials");
  const users = new Users(visitor);
  await users.open();
  await users.row("S3User").waitFor();
  await check("users");
  for (const tab of ["Permissions", "Groups", "Tags", "Security credentials"]) {
    await users.openTabOf("S3User", tab);
    await check(`user-${tab.toLowerCase().replace(" ", "-")}`);
  }
  for (const [path, heading] of [
    ["add-users", "Specify user details"],
    ["groups", "User groups"],
    ["groups/s3GROUP", "s3GROUP"],
    ["roles", "Roles"],
    ["create-role", "Select trusted entity"],
    ["account-settings", "Account settings"],
    ["account", "My Account"],
  ] as const) {
    await visitor.open(`/console/${path}`);
    await visitor.isAt(heading);
    await check(path.replace("/", "-"));
  }
  await top.signOut("Lab");
  await signIn.asRoot(lab.root);
  await visitor.isAt("Multi-factor authentication");
  await check("mfa-code");
  await visitor.follow("Troubleshoot MFA");
  await visitor.isAt("Troubleshoot MFA");
  await check("troubleshoot-mfa");
}

/** Nobody has to scroll a whole page sideways. A table may scroll within itself. */
async function fitsAcross({ page }: Visitor, screen: string): Promise<void> {
  const { needed, there } = await page.evaluate(() => ({
    needed: document.documentElement.scrollWidth,
    there: document.documentElement.clientWidth,
  }));
  assert.ok(needed <= there, `${screen} is ${needed} px wide on ${there} px`);
}
