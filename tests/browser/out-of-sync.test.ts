// Devices whose codes came late, or whose clock is off: assigned all the same, told about it, and mended.

import assert from "node:assert/strict";
import { journey, type Stage } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

/** In time steps. */
const fourMinutes = 8;

/** Signed in as root at the dialog, with the codes of four minutes ago just sent. */
async function assignLate(stage: Stage) {
  const lab = await stage.startLab();
  const visitor = await stage.visit(lab);
  const parts = {
    lab,
    visitor,
    signIn: new SignIn(visitor),
    top: new Console(visitor),
    credentials: new SecurityCredentials(visitor),
    dialog: new MfaDialog(visitor),
  };
  await visitor.open("/console/security-credentials#mfa");
  await parts.signIn.asRoot(lab.root);
  await visitor.isAt("Your Security Credentials");
  await parts.credentials.activateMfa();
  await parts.dialog.chooseVirtual();
  const { app } = await parts.dialog.scan();
  await parts.dialog.assign(await app.latePair(fourMinutes));
  const success = await parts.dialog.isAssigned();
  return { ...parts, app, success };
}

journey(
  "codes sent late leave the device out of sync, and “Resync now” mends it",
  async (stage) => {
    const { lab, visitor, signIn, top, credentials, dialog, app, success } =
      await assignLate(stage);
    await visitor.sees("This device is out of sync", success);
    await visitor.sees("about 4 minutes behind", success);
    await visitor.find("button", "Sign in again", success).waitFor();
    await visitor.checkScreen("assigned-out-of-sync");

    await visitor.press("Resync now", success);
    const resync = await visitor.dialog("Resync MFA device");
    await visitor.checkScreen("resync");
    await dialog.typePair(await app.freshPairToResync());
    await visitor.press("Resync", resync);
    await visitor.sees("The device is in sync again", resync);
    await visitor.checkScreen("resynced");
    await dialog.close();
    assert.match(await credentials.device("root-phone").innerText(), /In sync/);

    await top.signOut("Lab");
    await signIn.asRoot(lab.root);
    await signIn.submitFreshCode(app);
    await top.isOpen();
  },
);

journey(
  "a device that is out of sync still signs in with the code of the moment",
  async (stage) => {
    const { lab, visitor, signIn, credentials, app, success } = await assignLate(stage);
    await visitor.press("Sign in again", success);
    await signIn.asRoot(lab.root);
    await signIn.submitFreshCode(app);
    await visitor.isAt("Your Security Credentials");
    assert.match(
      visitor.path(),
      /security-credentials/,
      "sign-in leads back to where it was asked for",
    );
    await credentials.expand("mfa");
    assert.match(await credentials.device("root-phone").innerText(), /In sync/);
  },
);

journey("without a fresh factor a device is not removed before a code is typed", async (stage) => {
  const { visitor, credentials, dialog, app } = await assignLate(stage);
  await dialog.close();
  assert.match(await credentials.device("root-phone").innerText(), /behind[\s\S]*Out of sync/);
  await visitor.checkScreen("security-credentials-out-of-sync");
  await credentials.manage("root-phone", "Remove");
  const remove = await visitor.dialog("Remove MFA device");
  await visitor.sees("This is the last MFA device.", remove);
  await visitor.checkScreen("remove-device");
  await visitor.press("Remove", remove);

  const confirm = await visitor.dialog("Confirm it is you");
  await visitor.checkScreen("confirm-factor");
  await visitor.press("Cancel", confirm);
  await visitor.sees("This needs a fresh MFA code.", remove);
  await visitor.press("Remove", remove);
  await visitor.type("MFA code", await app.wrongCode(), confirm);
  await visitor.press("Confirm", confirm);
  await visitor.sees("That code is not valid.", confirm);
  await visitor.checkScreen("confirm-factor-refused");
  await visitor.type("MFA code", await app.freshCode(), confirm);
  await visitor.press("Confirm", confirm);
  await visitor.sees("MFA device root-phone was removed.");
  await visitor.sees("No MFA devices");
});

journey("a phone whose clock went wrong is resynced from the sign-in page", async (stage) => {
  const lab = await stage.startLab();
  const visitor = await stage.visit(lab);
  const signIn = new SignIn(visitor);
  const top = new Console(visitor);
  const credentials = new SecurityCredentials(visitor);
  await visitor.open("/console/security-credentials#mfa");
  await signIn.asRoot(lab.root);
  await visitor.isAt("Your Security Credentials");
  await credentials.activateMfa();
  const dialog = new MfaDialog(visitor);
  const app = await dialog.assignVirtual();
  await dialog.close();
  await top.signOut("Lab");

  app.turnClockBack(fourMinutes);
  await signIn.asRoot(lab.root);
  const offer = visitor.find("link", "Re-synchronize your device");
  for (let failures = 1; failures <= 3; failures++) {
    await signIn.submitCode(await app.shownCode());
    await visitor.sees("That code is not valid.");
    assert.equal(await offer.count(), failures === 3 ? 1 : 0);
  }
  await visitor.checkScreen("mfa-code-three-failures");
  await visitor.hands.press(offer);
  await visitor.isAt("Troubleshoot MFA");
  await visitor.checkScreen("troubleshoot-mfa");
  const [first, second] = await app.freshPairToResync();
  await typePair(second, first);
  await visitor.sees("The two codes are in reverse order. Type the older one first.");
  await visitor.checkScreen("troubleshoot-mfa-refused");
  await typePair(first, second);

  // The pair opens nothing by itself: password and a fresh code are asked for again.
  await visitor.isAt("Sign in");
  await visitor.sees("Your device is in sync with our servers again.");
  await signIn.asRoot(lab.root);
  await signIn.submitFreshCode(app);
  await top.isOpen();
  await credentials.open();
  await credentials.expand("mfa");
  const row = await credentials.device("root-phone").innerText();
  assert.match(row, /[Aa]bout 4 minutes behind[\s\S]*In sync/);

  async function typePair(code1: string, code2: string): Promise<void> {
    await visitor.type("MFA code 1", code1);
    await visitor.type("MFA code 2", code2);
    await visitor.press("Re-sync authentication device");
  }
});
