// An auditor's question, "who has no MFA?", before and after a user enrols: on the screen and in the file.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { journey } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { CredentialReport } from "./pages/credential-report.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SignIn } from "./pages/sign-in.ts";

journey("a user enrols, and the credential report says so", async (stage) => {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;

  // Whoever may not see it is told so, and nothing waits to fail.
  const other = await stage.visit(lab);
  await new SignIn(other).asUser({ accountId, userName: "S3User", password: passwords.S3User });
  await new Console(other).isOpen();
  await new Console(other).follow("Credential report");
  await other.sees(/no identity-based policy allows the iam:GenerateCredentialReport action/);
  await other.becomes("the download disabled", () =>
    other.find("button", "Download credentials report").isDisabled(),
  );
  await other.checkScreen("credential-report-denied");

  const visitor = await stage.visit(lab);
  const top = new Console(visitor);
  const report = new CredentialReport(visitor);
  const dialog = new MfaDialog(visitor);

  await new SignIn(visitor).asUser({ accountId, userName: "Admin", password: passwords.Admin });
  await top.isOpen();
  await visitor.sees(/users have no MFA/);
  await visitor.checkScreen("dashboard-recommendations");
  await top.follow("Credential report");
  await visitor.isAt("Credential report");
  await report.row("S3User").waitFor();
  await visitor.checkScreen("credential-report");
  await report.show("Keys over 90 days");
  await visitor.sees("No user has an active access key that is older than 90 days.");
  await visitor.checkScreen("credential-report-nobody");
  await report.show("Without MFA");
  await report.row("S3User").waitFor();

  await visitor.follow("S3User", report.row("S3User"));
  await visitor.isAt("S3User");
  await visitor.press("Manage MFA device", visitor.find("tabpanel", "Security credentials"));
  await dialog.assignVirtual();
  await dialog.close();

  await top.follow("Credential report");
  await report.show("Without MFA");
  await report.row("S3User").waitFor({ state: "hidden" }); // among the rows of everybody
  await report.row("Admin").waitFor();
  assert.equal(await report.row("S3User").count(), 0);

  const [download] = await Promise.all([
    visitor.page.waitForEvent("download"),
    visitor.press("Download credentials report"),
  ]);
  assert.match(
    download.suggestedFilename(),
    new RegExp(`^credentials-report-${accountId}-.*Z\\.csv$`),
  );
  await visitor.sees("The credentials report was downloaded.");
  await visitor.checkScreen("credential-report-downloaded");
  const [header = [], ...rows] = (await readFile(await download.path(), "utf8"))
    .split("\n")
    .map((line) => line.split(","));
  const active = rows.map((row) => [
    row[header.indexOf("user")],
    row[header.indexOf("mfa_active")],
  ]);
  assert.deepEqual(Object.fromEntries(active)["S3User"], "true");
  assert.deepEqual(Object.fromEntries(active)["Admin"], "false");
  assert.equal(active[0]?.[0], "<root_account>");
});
