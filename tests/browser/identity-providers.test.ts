// Identity providers of both kinds: added, changed and deleted. What counts as MFA there is decided on by nobody who has shown none.

import { after, before } from "node:test";
import {
  type ForeignKey,
  type ForeignProvider,
  openForeignKey,
  openForeignProvider,
} from "@sallyport/saml/testing";
import { journey } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

let foreign: ForeignProvider;
let foreignKey: ForeignKey;
before(() => {
  foreign = openForeignProvider();
  foreignKey = openForeignKey();
});
after(() => {
  foreign.close();
  foreignKey.close();
});

journey("an OpenID Connect provider is added, changed and deleted", async (stage) => {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;
  const visitor = await stage.visit(lab);
  await new SignIn(visitor).asUser({ accountId, userName: "Admin", password: passwords.Admin });
  await new Console(visitor).isOpen();
  await new Console(visitor).follow("Identity providers");
  await visitor.isAt("Identity providers");
  await visitor.sees("No identity providers yet");
  await visitor.checkScreen("identity-providers-empty");

  await visitor.hands.press(visitor.find("button", "Add provider").first());
  const adding = await visitor.dialog("Add provider");
  await visitor.type("Provider URL", "http://id.example.com", adding);
  await visitor.type("Audience", "sts.amazonaws.com", adding);
  await visitor.checkScreen("identity-providers-add");
  await visitor.press("Add provider", adding);
  await visitor.sees(/^Give the issuer as its tokens name it/);
  await visitor.type("Provider URL", "https://id.example.com/realms/works", adding);
  await visitor.press("Add provider", adding);

  const name = "id.example.com/realms/works";
  await visitor.isAt(name);
  await visitor.sees(`arn:aws:iam::${accountId}:oidc-provider/${name}`);
  await visitor.sees("sts.amazonaws.com");
  await visitor.sees("Nothing counts");
  await visitor.checkScreen("identity-provider");

  await visitor.press("Edit audiences");
  const audiences = await visitor.dialog("Edit audiences");
  await visitor.type("Audiences", "our-app\nour-other-app", audiences);
  await visitor.press("Save changes", audiences);
  await visitor.sees("our-app, our-other-app");

  await visitor.press("Edit MFA rule");
  const rule = await visitor.dialog("Edit MFA rule");
  await visitor.type("Values of amr that stand for MFA", "mfa", rule);
  await visitor.checkScreen("identity-provider-mfa-rule");
  await visitor.press("Save changes", rule);
  await visitor.sees(/^Set up MFA for yourself first/);
  await visitor.press("Cancel", rule);

  await visitor.press("Delete");
  const question = await visitor.dialog(`Delete ${name}?`);
  await visitor.type(`To confirm, type ${name}`, name, question);
  await visitor.press("Delete", question);
  await visitor.isAt("Identity providers");
  await visitor.sees(`The identity provider ${name} was deleted.`);
});

journey(
  "a SAML provider is added, what it says of MFA is given weight, and it is deleted",
  async (stage) => {
    const lab = await stage.startLab();
    const { accountId, passwords } = lab;
    const visitor = await stage.visit(lab);
    await new SignIn(visitor).asUser({ accountId, userName: "Admin", password: passwords.Admin });
    await new Console(visitor).isOpen();
    await new SecurityCredentials(visitor).setUpMfa();

    await new Console(visitor).follow("Identity providers");
    await visitor.isAt("Identity providers");
    await visitor.hands.press(visitor.find("button", "Add provider").first());
    const adding = await visitor.dialog("Add provider");
    await visitor.choose("SAML", adding);
    await visitor.type("Name", "Works", adding);
    await visitor.type("Metadata document", foreign.metadata().slice(0, -40), adding);
    await visitor.press("Add provider", adding);
    await visitor.sees(/^It is no .*XML/, adding);
    await visitor.type("Metadata document", foreign.metadata(), adding);
    await visitor.checkScreen("identity-providers-add-saml");
    await visitor.press("Add provider", adding);

    await visitor.isAt("Works");
    await visitor.sees("The provider was added. Now let a role trust it.");
    await visitor.sees(`arn:aws:iam::${accountId}:saml-provider/Works`);
    await visitor.sees("Nothing counts");
    await visitor.checkScreen("identity-provider-saml");

    await visitor.press("Edit MFA rule");
    const rule = await visitor.dialog("Edit MFA rule");
    const proof = "https://refeds.org/profile/mfa";
    await visitor.type("AuthnContextClassRef values that stand for MFA", proof, rule);
    await visitor.type("Sign-in may be as old as, in minutes", "15", rule);
    await visitor.checkScreen("identity-provider-saml-mfa-rule");
    await visitor.press("Save changes", rule);
    await visitor.sees("The MFA rule was saved.");
    await visitor.sees(proof);
    await visitor.sees("15 minutes");
    await visitor.page.reload();
    await visitor.sees(proof);
    await visitor.checkScreen("identity-provider-saml-mfa-saved");

    await visitor.sees("None: encrypted assertions are refused.");
    await visitor.press("Add private key");
    const key = await visitor.dialog("Add private key");
    await visitor.type("Private key", foreignKey.pem.replace("BEGIN", "END"), key);
    await visitor.press("Add private key", key);
    await visitor.sees(/^It is no PEM of one RSA private key/, key);
    await visitor.type("Private key", foreignKey.pem, key);
    await visitor.press("Add private key", key);
    await visitor.sees("The encryption settings were saved.");
    await visitor.press("Edit encryption");
    const encryption = await visitor.dialog("Edit encryption");
    await visitor.choose("Must be encrypted", encryption);
    await visitor.press("Save changes", encryption);
    await visitor.sees("Must be encrypted");
    await visitor.checkScreen("identity-provider-saml-encryption");

    await visitor.press("Delete");
    const question = await visitor.dialog("Delete Works?");
    await visitor.type("To confirm, type Works", "Works", question);
    await visitor.press("Delete", question);
    await visitor.isAt("Identity providers");
    await visitor.sees("The identity provider Works was deleted.");
    await visitor.sees("No identity providers yet");
  },
);
