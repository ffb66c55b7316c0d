// Policies: written with advice, attached to a group, and MFA enforced by one.

import { journey, type Stage } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";
import { Users } from "./pages/users.ts";

async function withAdmin(stage: Stage) {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;
  const visitor = await stage.visit(lab);
  await new SignIn(visitor).asUser({ accountId, userName: "Admin", password: passwords.Admin });
  await new Console(visitor).isOpen();
  return { lab, accountId, passwords, visitor, top: new Console(visitor) };
}

journey("a policy is written with advice, changed, and attached", async (stage) => {
  const { visitor, top, accountId } = await withAdmin(stage);
  await top.follow("Policies");
  await visitor.isAt("Policies");
  await visitor.find("link", "AdministratorAccess").waitFor();
  await visitor.checkScreen("policies");

  await visitor.press("Create policy");
  await visitor.isAt("Create policy");
  await visitor.sees("No faults found.");
  await visitor.type("Policy name", "Readers");
  await visitor.type("Policy", '{\n  "Version": "2012-10-17",\n  "Statement": [}\n}');
  await visitor.find("button", "Error, line 3, column 17").waitFor();
  await visitor.sees("A value was expected here.");
  await visitor.checkScreen("policy-faults");
  const condition = '"Condition": {"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}';
  const statement = (more: string) =>
    `{"Version": "2012-10-17", "Statement": [\n{"Effect": "Allow", "Action": "iam:List*", "Resource": "*"${more}}\n]}`;
  await visitor.type("Policy", statement(`, ${condition}`));
  await visitor.sees(/also allows requests signed with access keys/);
  await visitor.checkScreen("policy-advice");
  await visitor.type("Policy", statement(""));
  await visitor.sees("No faults found.");
  await visitor.press("Create policy");
  await visitor.isAt("Readers");
  await visitor.sees(`arn:aws:iam::${accountId}:policy/Readers`);
  await visitor.sees("Nobody has this policy");
  await visitor.checkScreen("policy");

  await visitor.press("Edit");
  await visitor.isAt("Edit Readers");
  await visitor.type("Policy", statement("").replace("List*", "Get*"));
  await visitor.press("Save as a new version");
  await visitor.isAt("Readers");
  await visitor.sees("v2 of Readers was saved.");
  await visitor.checkScreen("policy-versions");

  await visitor.hands.openTab(visitor.find("tab", "Tags"));
  await visitor.press("Edit tags");
  const tags = await visitor.dialog("Edit tags");
  await visitor.press("Add tag", tags);
  await visitor.type("Key of tag 1", "team", tags);
  await visitor.type("Value of tag 1", "red", tags);
  await visitor.press("Save changes", tags);
  await visitor.sees("The tags were saved.");
  await visitor.sees("red", visitor.find("tabpanel", "Tags"));
  await visitor.checkScreen("policy-tags");
});

journey("a guard lets nobody on without MFA, and leads them to it", async (stage) => {
  const { lab, visitor, passwords, accountId } = await withAdmin(stage);
  await visitor.open("/console/groups/s3GROUP?tab=permissions");
  await visitor.isAt("s3GROUP");
  for (const name of ["SallyportRequireMFA", "IAMReadOnlyAccess"]) {
    await visitor.hands.press(
      visitor.page.getByRole("button", { name: "Attach policies", exact: true }).first(),
    );
    const dialog = await visitor.dialog("Attach policies to s3GROUP");
    const list = dialog.getByRole("button", { name: /^Policies / });
    await visitor.hands.pickFromList(list, [
      visitor.page.getByRole("option", { name: new RegExp(`^${name}`) }),
    ]);
    await visitor.press("Attach policies", dialog);
    await dialog.waitFor({ state: "hidden" });
    await visitor.find("link", name).waitFor();
  }
  await visitor.checkScreen("group-permissions");

  const person = await stage.visit(lab);
  const userName = "S3User";
  await new SignIn(person).asUser({ accountId, userName, password: passwords.S3User });
  await new Console(person).isOpen();
  await person.open("/console/users");
  await person.sees(/It is allowed once you have signed in with MFA/);
  await person.checkScreen("refused-without-mfa");

  const credentials = new SecurityCredentials(person);
  await credentials.open();
  await credentials.activateMfa();
  const dialog = new MfaDialog(person);
  await dialog.assignVirtual();
  await dialog.close();
  await person.open("/console/users");
  await person.find("link", "S3User").waitFor();

  const users = new Users(person);
  await users.openTabOf(userName, "Permissions");
  await person.find("link", "SallyportRequireMFA").waitFor();
  await person.find("heading", "What every user may do").waitFor();
  await person.checkScreen("user-permissions");
  await person.becomes("'Set boundary' disabled", () =>
    person.find("button", "Set boundary").isDisabled(),
  );
});
