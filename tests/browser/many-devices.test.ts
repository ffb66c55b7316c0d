import assert from "node:assert/strict";
import { mouse } from "../support/hands.ts";
import { journey, type Stage } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";
import { Users } from "./pages/users.ts";

async function rootAtCredentials(stage: Stage) {
  const lab = await stage.startLab();
  const visitor = await stage.visit(lab);
  await visitor.open("/console/security-credentials#mfa");
  const signIn = new SignIn(visitor);
  await signIn.asRoot(lab.root);
  await visitor.isAt("Your Security Credentials");
  const credentials = new SecurityCredentials(visitor);
  return { lab, visitor, signIn, credentials, dialog: new MfaDialog(visitor) };
}

journey(
  "a person has up to eight devices, each of which signs in, and the ninth is refused",
  async (stage) => {
    const { lab, visitor, signIn, credentials, dialog } = await rootAtCredentials(stage);
    const names = ["phone", "tablet", "Watch.2", "work+laptop", "desk@home", "spare_1", "a=b", "8"];
    const apps = [];
    for (const deviceName of names) {
      await credentials.activateMfa();
      apps.push(await dialog.assignVirtual({ deviceName }));
      await dialog.close();
      await credentials.device(deviceName).waitFor();
    }
    const activate = visitor.find("button", "Activate MFA");
    assert.equal(await activate.getAttribute("aria-disabled"), "true");
    await activate.hover();
    await visitor.sees("All 8 devices that are allowed are assigned. Remove one first.");
    await visitor.checkScreen("eight-devices");

    await credentials.manage("tablet", "Remove");
    const remove = await visitor.dialog("Remove MFA device");
    await visitor.sees("Remove tablet from your own sign-in?", remove);
    await visitor.press("Remove", remove);
    await visitor.sees("MFA device tablet was removed.");
    await credentials.device("tablet").waitFor({ state: "hidden" });
    assert.equal(await activate.getAttribute("aria-disabled"), null);

    // A name that is taken is told at its field; one whose device is gone is free again.
    await credentials.activateMfa();
    await dialog.manage();
    await visitor.type("Device name", "phone");
    await visitor.press("Continue");
    await visitor.sees("A device of this name exists already in this account.");
    await dialog.assignVirtual({ deviceName: "tablet" });
    await dialog.close();

    await new Console(visitor).signOut("Lab");
    await signIn.asRoot(lab.root);
    const removed = apps[1];
    if (removed !== undefined) await signIn.submitCode(await removed.freshCode());
    await visitor.sees("That code is not valid.");
    const last = apps.at(-1);
    if (last !== undefined) await signIn.submitFreshCode(last);
    await new Console(visitor).isOpen();
  },
  [mouse],
);

journey(
  "a wizard that was left behind leaves nothing, whichever way it was left",
  async (stage) => {
    const { lab, visitor, credentials, dialog } = await rootAtCredentials(stage);
    const begin = async () => {
      await credentials.activateMfa();
      await dialog.chooseVirtual({ deviceName: "phone" });
      await dialog.scan();
    };
    const nothingIsLeft = async () => {
      await visitor.page.getByRole("dialog").waitFor({ state: "hidden" });
      await credentials.expand("mfa");
      await visitor.sees("No MFA devices");
    };

    await begin();
    await visitor.press("Cancel");
    await nothingIsLeft();

    await begin();
    await visitor.page.keyboard.press("Escape");
    await nothingIsLeft();

    await begin();
    await visitor.press("Previous");
    await dialog.manage();
    assert.equal(await visitor.find("textbox", "Device name").inputValue(), "phone");
    await visitor.press("Cancel");
    await nothingIsLeft();

    await begin();
    await visitor.page.reload();
    await nothingIsLeft();

    // The tab is closed; the person comes back in another.
    await begin();
    const tab = await visitor.page.context().newPage();
    await visitor.page.close();
    const back = visitor.inTab(tab);
    const again = { credentials: new SecurityCredentials(back), dialog: new MfaDialog(back) };
    await again.credentials.open();
    await again.credentials.expand("mfa");
    await back.sees("No MFA devices");
    await again.credentials.activateMfa();
    await again.dialog.assignVirtual({ deviceName: "phone" });
    await again.dialog.close();
    await again.credentials.device("phone").waitFor();
    assert.ok(lab.origin);
  },
);

journey(
  "an administrator removes a user's lost device, and the user signs in without it",
  async (stage) => {
    const lab = await stage.startLab();
    const { accountId, passwords } = lab;
    const admin = await stage.visit(lab);
    const user = await stage.visit(lab);
    const s3User = { accountId, userName: "S3User", password: passwords.S3User };

    await new SignIn(user).asUser(s3User);
    await new Console(user).isOpen();
    const credentials = new SecurityCredentials(user);
    await credentials.open();
    await credentials.activateMfa();
    await new MfaDialog(user).assignVirtual();
    await new MfaDialog(user).close();
    await new Console(user).signOut(`S3User @ ${accountId}`);

    await new SignIn(admin).asUser({ accountId, userName: "Admin", password: passwords.Admin });
    await new Console(admin).isOpen();
    await new Users(admin).openTabOf("S3User", "Security credentials");
    await admin.press("Manage MFA device");
    await admin.press("Remove", await new MfaDialog(admin).manage());
    const remove = await admin.dialog("Remove MFA device");
    await admin.sees("Remove S3User-phone from S3User?", remove);
    await admin.press("Remove", remove);
    await admin.sees("MFA device S3User-phone was removed.");
    await admin.sees("Not assigned");

    await new SignIn(user).asUser(s3User);
    await new Console(user).isOpen();
  },
);
