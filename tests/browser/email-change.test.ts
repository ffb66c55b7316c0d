// Root gives the account another e-mail address: asked for under "My Account", confirmed with the code that was mailed there.

import assert from "node:assert/strict";
import { createAccount, mailed } from "../support/installation.ts";
import { journey, type Stage } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { Console } from "./pages/console.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

async function withRoot(stage: Stage) {
  const server = await stage.startEmpty();
  const account = await createAccount(server, { name: "Harbour", email: "root@example.org" });
  const visitor = await stage.visit(server);
  await visitor.open("/console/account");
  await new SignIn(visitor).asRoot(account);
  return { server, account, visitor, top: new Console(visitor) };
}

async function ask(visitor: Visitor, email: string, password: string) {
  await visitor.press("Change email address");
  const dialog = await visitor.dialog("Change email address");
  await visitor.type("New email address", email, dialog);
  await visitor.type("Your password", password, dialog);
  return dialog;
}

const code = /((?:[A-Z2-7]{5}-){4}[A-Z2-7]{5})/;

journey(
  "root's address is changed by the code that the new one got, and signs in from then on",
  async (stage) => {
    const { server, account, visitor, top } = await withRoot(stage);
    await visitor.isAt("My Account");
    await visitor.open("/console/security-credentials");
    await visitor.isAt("Your Security Credentials");
    await new SecurityCredentials(visitor).activateMfa();
    await new MfaDialog(visitor).assignVirtual();
    await new MfaDialog(visitor).close();
    await visitor.open("/console/account");
    await visitor.isAt("My Account");

    const dialog = await ask(visitor, "new.root@example.org", "not-the-password-1");
    await visitor.checkScreen("change-email");
    await visitor.press("Send code", dialog);
    await visitor.sees("The old password was incorrect.", dialog);
    await visitor.type("Your password", account.password, dialog);
    await visitor.press("Send code", dialog);
    await visitor.sees("The change to new.root@example.org waits for its code");
    await visitor.checkScreen("email-change-pending");
    await mailed(server, /Another e-mail address was asked for/);

    await visitor.type("Code from the mail", "AAAAA-AAAAA-AAAAA-AAAAA-AAAAA");
    await visitor.press("Confirm new address");
    await visitor.sees("Type the code of the latest mail, or ask for a new one.");
    await visitor.type("Code from the mail", await mailed(server, code));
    await visitor.press("Confirm new address");
    await visitor.sees("The email address is now new.root@example.org.");
    await visitor.sees("new.root@example.org", visitor.page.getByRole("main"));
    await mailed(server, /The e-mail address of your account was changed/);

    await top.signOut("Harbour");
    const signIn = new SignIn(visitor);
    await visitor.open("/signin");
    await signIn.asRoot(account);
    await visitor.sees("Your authentication information is incorrect. Please try again.");
    await visitor.open("/signin");
    await signIn.asRoot({ ...account, email: "new.root@example.org" });
    await visitor.isAt("Multi-factor authentication");
  },
);

journey(
  "a change that waits is seen in every session of root, and can be given up",
  async (stage) => {
    const { server, account, visitor } = await withRoot(stage);
    await visitor.isAt("My Account");
    const dialog = await ask(visitor, "new.root@example.org", account.password);
    await visitor.press("Send code", dialog);
    await visitor.sees("The change to new.root@example.org waits for its code");

    const elsewhere = await stage.visit(server);
    await elsewhere.open("/console/account");
    await new SignIn(elsewhere).asRoot(account);
    await elsewhere.isAt("My Account");
    await elsewhere.sees(
      "It was asked for in another session, and the code is of use there alone.",
    );
    assert.equal(await elsewhere.find("textbox", "Code from the mail").count(), 0);
    await elsewhere.checkScreen("email-change-elsewhere");
    await elsewhere.press("Cancel change");
    await elsewhere.sees("The change of the email address was cancelled.");

    await visitor.type("Code from the mail", await mailed(server, code));
    await visitor.press("Confirm new address");
    await visitor.sees("Type the code of the latest mail, or ask for a new one.");
    await visitor.page.reload();
    await visitor.isAt("My Account");
    await visitor.sees(account.email);
    await visitor.find("button", "Confirm new address").waitFor({ state: "detached" });
  },
);
