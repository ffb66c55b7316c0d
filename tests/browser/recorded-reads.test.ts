// Reads in the event history: root asks for them on "Account settings", finds them, and stops it again.

import { journey } from "../support/journey.ts";
import { until } from "../support/patience.ts";
import { Console } from "./pages/console.ts";
import { SignIn } from "./pages/sign-in.ts";

journey("root has reads recorded, and sees who looked at what", async (stage) => {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;
  const root = await stage.visit(lab);
  await root.open("/");
  await new SignIn(root).asRoot(lab.root);
  await new Console(root).isOpen();
  await new Console(root).follow("Account settings");
  await root.sees("Not recorded");
  await root.press("Record reads");
  const ask = await root.dialog("Record successful reads?");
  await root.checkScreen("recorded-reads-ask");
  await root.press("Record reads", ask);
  await root.sees("Successful reads are recorded from now on.");
  await root.checkScreen("recorded-reads-on");

  const reads = root.find("button", "ListUserSummaries: show the record");
  /** It is written within a second or two after it was asked. */
  const untilRead = () =>
    until("the read in the event history", async () => {
      await other.open("/console/users");
      await other.isAt("Users");
      await root.open("/console/event-history?show=reads&range=1h");
      await root.isAt("Event history");
      await root.page.getByRole("table").getByRole("button").first().waitFor();
      return (await reads.count()) > 0 || undefined;
    });
  const other = await stage.visit(lab);
  await new SignIn(other).asUser({ accountId, userName: "Admin", password: passwords.Admin });
  await new Console(other).isOpen();
  await untilRead();
  await root.checkScreen("recorded-reads-event-history");
  await root.hands.press(reads.first());
  const record = root.find("dialog", "ListUserSummaries");
  await root.sees(/"readOnly": true/, record);
  await root.sees(/"userName": "Admin"/, record);
  await root.hands.press(record.getByRole("button", { name: "Close" }).last());

  await new Console(root).follow("Account settings");
  await root.press("Stop recording reads");
  await root.press("Stop recording reads", await root.dialog("Stop recording successful reads?"));
  await root.sees("Successful reads are not recorded any more.");
  await root.sees("Not recorded");
});
