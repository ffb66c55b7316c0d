// Who did what: an administrator finds a refused attempt, reads its record and sends the search on as a link.

import assert from "node:assert/strict";
import { journey } from "../support/journey.ts";
import { Console } from "./pages/console.ts";
import { SignIn } from "./pages/sign-in.ts";

journey("an administrator looks up what was refused, and what a user did", async (stage) => {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;

  // Whoever may not see it is told so, and the attempt is an event.
  const other = await stage.visit(lab);
  await new SignIn(other).asUser({ accountId, userName: "S3User", password: passwords.S3User });
  await new Console(other).isOpen();
  await new Console(other).follow("Event history");
  await other.sees(/no identity-based policy allows the sallyport:ListEvents action/);
  await other.checkScreen("event-history-denied");

  const visitor = await stage.visit(lab);
  await new SignIn(visitor).asUser({ accountId, userName: "Admin", password: passwords.Admin });
  await new Console(visitor).isOpen();
  await new Console(visitor).follow("Event history");
  await visitor.isAt("Event history");
  const table = visitor.find("table", "Event history");
  const signIn = visitor.find("button", "ConsoleLogin: show the record", table);
  await signIn.first().waitFor();
  await visitor.checkScreen("event-history");

  await visitor.hands.press(signIn.first());
  const dialog = visitor.find("dialog", "ConsoleLogin");
  await visitor.sees(/"eventName": "ConsoleLogin"/, dialog);
  await visitor.checkScreen("event-history-record");
  await visitor.hands.press(dialog.getByRole("button", { name: "Close" }).last());

  // A search is a link.
  await visitor.open("/console/event-history?show=userName&q=s3user&range=1h");
  await signIn.first().waitFor();
  const rows = table.getByRole("row").filter({ hasText: "ConsoleLogin" });
  assert.deepEqual(await rows.filter({ hasText: "Admin" }).count(), 0);
  await visitor.open("/console/event-history?show=eventName&q=DeleteGroup");
  await visitor.sees("No event is like that. Names are looked up in full.");
  await visitor.checkScreen("event-history-no-match");
  await visitor.press("Clear search");
  await signIn.first().waitFor();
});
