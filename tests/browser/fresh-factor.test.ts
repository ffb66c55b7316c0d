// Which signed requests need a fresh code, on Account settings.

import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { Console } from "./pages/console.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

async function openSettings(visitor: Visitor): Promise<void> {
  await visitor.open("/console/account-settings");
  await visitor.isAt("Account settings");
  await visitor.press("Edit fresh MFA code by access key");
}

const title = "Edit fresh MFA code by access key";

journey(
  "what signed requests need is made stricter by an administrator, and lifted by root alone",
  async (stage) => {
    const lab = await stage.startLab();
    const { accountId, passwords } = lab;
    const admin = await stage.visit(lab);
    await new SignIn(admin).asUser({ accountId, userName: "Admin", password: passwords.Admin });
    await new Console(admin).isOpen();
    await openSettings(admin);
    const early = await admin.dialog(title);
    await admin.choose("For everything that needs it in the console", early);
    await admin.press("Save changes", early);
    await admin.sees(/Set up MFA for yourself first/, early);
    await admin.press("Cancel", early);

    await new SecurityCredentials(admin).setUpMfa();
    await openSettings(admin);
    const form = await admin.dialog(title);
    const never = form.getByRole("radio", { name: "Never, as at AWS", exact: true });
    assert.ok(await never.isDisabled());
    await admin.sees("Only the root user can choose this.", form);
    await admin.choose("For everything that needs it in the console", form);
    await admin.checkScreen("fresh-factor-form");
    await admin.press("Save changes", form);
    await admin.sees("Saved. It holds for the next signed request.");
    await admin.checkScreen("fresh-factor-all");

    const root = await stage.visit(lab);
    await root.open("/signin");
    await new SignIn(root).asRoot(lab.root);
    await new Console(root).isOpen();
    await new SecurityCredentials(root).setUpMfa();
    await openSettings(root);
    const choice = await root.dialog(title);
    await root.choose("Never, as at AWS", choice);
    await root.press("Next", choice);
    const sure = await root.dialog("Ask no signed request for a fresh code?");
    await root.checkScreen("fresh-factor-lift");
    assert.ok(await sure.getByRole("button", { name: "Stop asking", exact: true }).isDisabled());
    await root.type("To confirm, type lift", "lift", sure);
    await root.press("Stop asking", sure);
    await root.sees("Saved. It holds for the next signed request.");
    await root.sees("Never, as at AWS");
  },
);
