// Identity providers: one is added, its audiences are changed, and it is deleted. What counts as MFA there is decided on by nobody who
// has shown none.

import { journey } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { SignIn } from "./pages/sign-in.ts";

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
