// Roles: made so that MFA is asked for, changed, their sessions ended, deleted.

import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { SignIn } from "./pages/sign-in.ts";

journey("a role is made that asks for MFA, and deleted", async (stage) => {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;
  const visitor = await stage.visit(lab);
  const { page, hands } = visitor;
  await new SignIn(visitor).asUser({ accountId, userName: "Admin", password: passwords.Admin });
  await new Console(visitor).isOpen();
  await new Console(visitor).follow("Roles");
  await visitor.isAt("Roles");
  await visitor.sees("No roles yet");
  await visitor.checkScreen("roles-empty");

  await hands.press(visitor.find("button", "Create role").first());
  await visitor.isAt("Select trusted entity");
  await visitor.choose("Certain users or roles of this account");
  await visitor.press("Next");
  await visitor.sees("Choose a user or a role.");
  await hands.pickFromList(page.getByRole("button", { name: /^Users / }), [
    page.getByRole("option", { name: /^S3User/ }),
  ]);
  assert.ok(await visitor.find("checkbox", "Require MFA").isChecked());
  await visitor.checkScreen("create-role-trust");
  await visitor.press("Next");
  await visitor.isAt("Add permissions");
  await hands.pickFromList(page.getByRole("button", { name: /^Policies / }), [
    page.getByRole("option", { name: /^IAMReadOnlyAccess/ }),
  ]);
  await visitor.checkScreen("create-role-permissions");
  await page.reload();
  await visitor.isAt("Select trusted entity");
  await visitor.sees("S3User"); // kept on reload
  await visitor.press("Next");
  await visitor.isAt("Add permissions");
  await visitor.sees("IAMReadOnlyAccess");
  await visitor.press("Next");
  await visitor.isAt("Name, review, and create");
  await visitor.press("Create role");
  await visitor.sees("Type a role name.");
  await visitor.type("Role name", "Deputy");
  await visitor.checkScreen("create-role-review");
  await visitor.press("Create role");

  await visitor.isAt("Deputy");
  const kept = await page.evaluate(() => JSON.stringify(Object.keys(sessionStorage)));
  assert.doesNotMatch(kept, /createRole/, "a draft that is done is forgotten");
  await visitor.sees("User S3User");
  const policy = await visitor.find("region", "The text of Trust policy").innerText();
  assert.deepEqual(JSON.parse(policy).Statement, [
    {
      Effect: "Allow",
      Principal: { AWS: [`arn:aws:iam::${accountId}:user/S3User`] },
      Action: "sts:AssumeRole",
      Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
    },
  ]);
  await visitor.checkScreen("role-trust");

  await visitor.press("Edit trust policy");
  const dialog = await visitor.dialog("Edit the trust policy of Deputy");
  const anyone = policy.replace(/,\s*"Condition": \{[^}]*\}\s*\}/, "");
  await visitor.type("Policy", anyone, dialog);
  await visitor.sees(/can assume the role without MFA/);
  await visitor.checkScreen("role-trust-advice");
  await visitor.press("Save changes", dialog);
  await visitor.sees("MFA is not required");

  await hands.openTab(visitor.find("tab", "Permissions"));
  await visitor.find("link", "IAMReadOnlyAccess").waitFor();
  await visitor.checkScreen("role-permissions");
  await hands.openTab(visitor.find("tab", "Sessions"));
  await visitor.sees(`role_arn = arn:aws:iam::${accountId}:role/Deputy`);
  await visitor.checkScreen("role-sessions");
  await visitor.press("Revoke active sessions");
  const question = await visitor.dialog("Revoke the active sessions of Deputy?");
  await visitor.press("Revoke active sessions", question);
  await visitor.sees("The active sessions of Deputy were revoked.");

  await new Console(visitor).follow("Roles");
  await visitor.find("link", "Deputy").waitFor();
  await visitor.checkScreen("roles");
  await visitor.follow("Deputy");
  await visitor.isAt("Deputy");
  await visitor.press("Delete");
  const last = await visitor.dialog("Delete role Deputy?");
  await visitor.type("To confirm, type Deputy", "Deputy", last);
  await visitor.press("Delete", last);
  await visitor.sees("No roles yet");
});
