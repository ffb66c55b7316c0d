import { AuthenticatorApp } from "../support/authenticator-app.ts";
import { journey } from "../support/journey.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

journey("each wrong pair of codes is told what is wrong with it, at its field", async (stage) => {
  const lab = await stage.startLab();
  const visitor = await stage.visit(lab);
  await visitor.open("/console/security-credentials#mfa");
  await new SignIn(visitor).asRoot(lab.root);
  await visitor.isAt("Your Security Credentials");
  const credentials = new SecurityCredentials(visitor);
  await credentials.activateMfa();
  const dialog = new MfaDialog(visitor);
  await dialog.manage();
  await visitor.type("Device name", "my phone");
  await visitor.press("Continue");
  await visitor.sees("A device name has only letters, digits");
  await visitor.checkScreen("manage-mfa-device-refused");
  await dialog.chooseVirtual({ deviceName: "phone" });
  const { app } = await dialog.scan();
  const now = AuthenticatorApp.now();
  const shown = (step: number) => app.codeAt(now + step);

  await dialog.assign(["", ""]);
  await dialog.faultAt("MFA code 1", /Type the six digits/);
  await dialog.assign([await shown(0), "123"]);
  await dialog.faultAt("MFA code 2", /Wait for the next code/);
  await dialog.assign([await shown(0), await shown(0)]);
  await dialog.faultAt("MFA code 2", /same code twice/);
  await dialog.assign([await shown(0), await shown(-1)]);
  await dialog.faultAt("MFA code 1", /reverse order/);
  await dialog.assign([await shown(-2), await shown(0)]);
  await dialog.faultAt("MFA code 2", /do not follow one another/);
  await visitor.checkScreen("set-up-virtual-refused");
  const stranger = AuthenticatorApp.typed("JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP");
  await dialog.assign([await stranger.codeAt(now - 1), await stranger.codeAt(now)]);
  await dialog.faultAt("MFA code 1", /not codes of this device/);

  // Nothing was lost by it: the same set-up goes on. Codes may be pasted as apps show them.
  const [first, second] = await app.freshPair();
  const spaced = (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`;
  await dialog.assign([spaced(first), spaced(second)]);
  await dialog.isAssigned();
  await dialog.close();
  await credentials.device("phone").waitFor();

  // A resync asks the same of a pair, but tells a stranger less.
  await credentials.manage("phone", "Resync");
  const resync = await visitor.dialog("Resync MFA device");
  await dialog.typePair([first, second]);
  await visitor.press("Resync", resync);
  await dialog.faultAt("MFA code 1", /already used/);
  await dialog.typePair([await shown(-8), await shown(-5)]);
  await visitor.press("Resync", resync);
  await dialog.faultAt("MFA code 1", /not two codes of phone/);
  await visitor.checkScreen("resync-refused");
});
