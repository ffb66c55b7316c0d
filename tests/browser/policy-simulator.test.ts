// The policy simulator: a refusal is seen beforehand, with the statement that makes it, and what MFA would change.

import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { Console } from "./pages/console.ts";
import { SignIn } from "./pages/sign-in.ts";
import { Users } from "./pages/users.ts";

journey(
  "an administrator sees who is refused without MFA, and by which statement",
  async (stage) => {
    const lab = await stage.startLab();
    const { accountId, passwords } = lab;
    const visitor = await stage.visit(lab);
    await new SignIn(visitor).asUser({ accountId, userName: "Admin", password: passwords.Admin });
    await new Console(visitor).isOpen();
    for (const name of ["SallyportRequireMFA", "IAMReadOnlyAccess"]) await attach(visitor, name);

    await visitor.open("/console/users");
    await new Users(visitor).openTabOf("S3User", "Permissions");
    await visitor.follow("Simulate what S3User may do");
    await visitor.isAt("Policy simulator");
    await visitor.checkScreen("policy-simulator");
    const actions = visitor.page.getByRole("combobox", { name: "Actions", exact: true });
    await visitor.hands.type(actions, "iam:ListUse");
    await visitor.find("option", "iam:ListUsers").waitFor();
    await visitor.hands.type(actions, "iam:ListUsers");
    await visitor.press("Run simulation");

    await visitor.sees("Denied: a statement denies it");
    await visitor.sees(/^Statement NothingElseWithoutMFA, lines \d+ to \d+$/);
    await visitor.sees("Comes by: the group s3GROUP");
    const lit = visitor.page.locator("mark");
    const statement = JSON.parse((await lit.textContent()) ?? "") as { readonly Effect: string };
    assert.equal(statement.Effect, "Deny");
    await visitor.sees("MFA would help");
    await visitor.checkScreen("policy-simulator-denied");

    await visitor.press("Simulate with MFA");
    await visitor.find("link", "IAMReadOnlyAccess").waitFor();
    await visitor.sees("Allowed");
    assert.equal(await visitor.page.getByText("Denied: a statement denies it").count(), 0);
    assert.match(visitor.path(), /action=iam%3AListUsers.*signed-in=mfa/);
    await visitor.checkScreen("policy-simulator-allowed");

    // The address is the whole question: whoever opens it sees the same.
    await visitor.page.reload();
    await visitor.find("link", "IAMReadOnlyAccess").waitFor();
    await visitor.becomes("In a session with MFA: checked", () =>
      visitor.find("radio", "In a session with MFA").isChecked(),
    );

    // Whom the guard refuses may not ask either, whatever the address says.
    const person = await stage.visit(lab);
    const userName = "S3User";
    await new SignIn(person).asUser({ accountId, userName, password: passwords.S3User });
    await new Console(person).isOpen();
    await person.open(visitor.path());
    await person.sees(/^Your policies allow this once you have signed in with MFA/);
    await person.becomes("Run simulation: disabled", () =>
      person.find("button", "Run simulation").isDisabled(),
    );
    assert.equal(await person.page.locator("mark").count(), 0);
  },
);

journey("a policy is tried out before anybody has it", async (stage) => {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;
  const visitor = await stage.visit(lab);
  await new SignIn(visitor).asUser({ accountId, userName: "Admin", password: passwords.Admin });
  await new Console(visitor).isOpen();
  const arn = encodeURIComponent("arn:aws:iam::aws:policy/SallyportRequireMFA");
  await visitor.open(`/console/policies/details?arn=${arn}`);
  await visitor.isAt("SallyportRequireMFA");
  await visitor.press("Simulate");
  await visitor.isAt("Policy simulator");
  await visitor.becomes("Nobody's: only the policy below: checked", () =>
    visitor.find("radio", "Nobody's: only the policy below").isChecked(),
  );
  const actions = visitor.page.getByRole("combobox", { name: "Actions", exact: true });
  await visitor.hands.type(actions, "s3:GetObject");
  await visitor.press("Run simulation");
  await visitor.sees("Denied: a statement denies it");
  await visitor.sees("MFA alone would not help: it is denied with a fresh code as well.");

  const own = `{"Version": "2012-10-17", "Statement": [
  {"Sid": "Reading", "Effect": "Allow", "Action": "s3:Get*", "Resource": "*",
   "Condition": {"IpAddress": {"aws:SourceIp": "192.0.2.0/24"}}}]}`;
  await visitor.type("Policy", own);
  await visitor.type("aws:SourceIp", "192.0.2.7");
  await visitor.press("Run simulation");
  await visitor.sees("Allowed");
  await visitor.sees("Statement Reading, lines 2 to 3");
  await visitor.checkScreen("policy-simulator-tried");
});

journey("whoever is refused and may simulate is led to the reason", async (stage) => {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;
  const person = await stage.visit(lab);
  const userName = "S3User";
  await new SignIn(person).asUser({ accountId, userName, password: passwords.S3User });
  await new Console(person).isOpen();
  const links = person.page.getByRole("link", { name: /^See why in the policy simulator/ });
  await person.open("/console/account-settings");
  await person.sees("You do not have permission for this", person.page.getByRole("main"));
  await person.open("/console/users");
  await person.sees("You do not have permission to see this");
  assert.equal(await links.count(), 0, "whoever may not simulate is led nowhere");

  const admin = await stage.visit(lab);
  await new SignIn(admin).asUser({ accountId, userName: "Admin", password: passwords.Admin });
  await new Console(admin).isOpen();
  await attach(admin, "IAMReadOnlyAccess");

  await person.page.reload();
  await person.find("link", "See why in the policy simulator (iam:CreateUser)").waitFor();
  await person.checkScreen("why-disabled");
  await person.follow("See why in the policy simulator (iam:CreateUser)");
  await person.isAt("Policy simulator");
  await person.sees("Denied: nothing allows it");
  assert.match(person.path(), /source=arn.*%3Auser%2FS3User&action=iam%3ACreateUser$/);

  await person.open("/console/account-settings");
  await links.first().waitFor();
  await person.checkScreen("why-denied");
  await person.hands.press(links.first());
  await person.isAt("Policy simulator");
  await person.sees("Denied: nothing allows it");
  assert.match(person.path(), /action=(?:iam|sallyport)%3A\w+/);
});

/** By the console's own API, in the administrator's session. */
async function attach({ page }: Visitor, policyName: string): Promise<void> {
  const status = await page.evaluate(async (policyArn) => {
    const answer = await fetch("/api/AttachGroupPolicy", {
      method: "POST",
      headers: { "content-type": "application/json", "x-sallyport-csrf": "1" },
      body: JSON.stringify({ groupName: "s3GROUP", policyArn }),
    });
    return answer.status;
  }, `arn:aws:iam::aws:policy/${policyName}`);
  assert.equal(status, 200);
}
