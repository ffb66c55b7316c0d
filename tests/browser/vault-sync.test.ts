// Authenticator sync in the console: a device is paired by the code that the page shows, seen there, and removed. The device is
// played by plain requests; the authenticator's own half is in authenticator-sync.test.ts.

import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { readQrCode } from "../support/authenticator-app.ts";
import type { Lab } from "../support/installation.ts";
import { journey, type Stage } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { Console } from "./pages/console.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";
import { Users } from "./pages/users.ts";

/** What a device sends to the server. */
class Device {
  readonly #origin: string;
  #token = "";

  constructor({ origin }: Lab) {
    this.#origin = origin;
  }

  async pair(pairingCode: string, name: string): Promise<number> {
    const response = await fetch(`${this.#origin}/vault-sync/devices`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ pairingCode, name }),
    });
    const { token = "" } = (await response.json()) as { token?: string };
    this.#token = token;
    return response.status;
  }

  async ask(method: "GET" | "PUT", body?: Buffer): Promise<number> {
    const response = await fetch(`${this.#origin}/vault-sync/vault`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        "content-type": "application/octet-stream",
        ...(method === "PUT" && { "if-none-match": "*" }),
      },
      ...(body !== undefined && { body: new Uint8Array(body) }),
    });
    return response.status;
  }
}

/** The code in the dialog, the same in letters and in the picture. */
async function shownCode(visitor: Visitor, dialog: Locator, { origin }: Lab): Promise<string> {
  await visitor.find("img", "QR code with the pairing code", dialog).scrollIntoViewIfNeeded();
  const typed = await visitor.find("region", "Pairing code", dialog).getByRole("code").innerText();
  const read = await readQrCode(await visitor.screenshot());
  assert.equal(read, `sallyport-sync:${JSON.stringify({ server: origin, code: typed })}`);
  return typed;
}

async function rootAtSync(stage: Stage) {
  const lab = await stage.startLab();
  const visitor = await stage.visit(lab);
  await visitor.open("/console/security-credentials");
  await new SignIn(visitor).asRoot(lab.root);
  await visitor.isAt("Your Security Credentials");
  await new SecurityCredentials(visitor).expand("sync");
  return { lab, visitor };
}

const row = (visitor: Visitor, name: string) =>
  visitor
    .find("table", "Paired devices")
    .getByRole("row")
    .filter({ has: visitor.page.getByRole("rowheader", { name, exact: true }) });

journey("a device is paired, syncs, and is removed; the last one ends it all", async (stage) => {
  const { lab, visitor } = await rootAtSync(stage);
  await visitor.sees("Sync is off");
  await visitor.sees(/neither Sallyport nor its administrators can read what is in it/);
  await visitor.checkScreen("sync-off");

  await visitor.press("Turn on");
  const pairing = await visitor.dialog("Pair a device");
  await visitor.sees(/The code is good for (?:10:00|9:\d\d)\./, pairing);
  const code = await shownCode(visitor, pairing, lab);
  await visitor.checkScreen("sync-pairing");
  const phone = new Device(lab);
  assert.equal(await phone.pair(code, "Anna’s phone"), 201);
  await visitor.sees("“Anna’s phone” is paired.", pairing);
  await visitor.checkScreen("sync-paired");
  await visitor.press("Done", pairing);
  await visitor.sees("Not yet", row(visitor, "Anna’s phone"));
  await visitor.sees("No vault is stored yet: the first device that syncs stores its own.");
  assert.equal(await new Device(lab).pair(code, "Thief"), 403, "the code was good once");

  assert.equal(await phone.ask("PUT", Buffer.from(`SALLYVLT\u0001${"sealed".repeat(500)}`)), 204);
  await visitor.press("Pair a device");
  await visitor.press("Close", await visitor.dialog("Pair a device"));
  await visitor.sees(/^A pairing code that you asked for is good until/);
  await visitor.press("Pair a device");
  const second = await visitor.dialog("Pair a device");
  const tablet = new Device(lab);
  assert.equal(await tablet.pair(await shownCode(visitor, second, lab), "Tablet"), 201);
  await visitor.sees("“Tablet” is paired.", second);
  await visitor.press("Done", second);
  assert.equal(await tablet.ask("GET"), 200);
  await visitor.page.reload();
  await visitor.sees("just now", row(visitor, "Anna’s phone"));
  await visitor.sees("The stored vault has 3 KB and was last changed just now.");
  await visitor.checkScreen("sync-devices");

  const remove = async (name: string) => {
    const radio = row(visitor, name).getByRole("radio");
    if (!(await radio.isChecked())) await visitor.hands.choose(radio);
    await visitor.press("Remove");
    return visitor.dialog(`Remove ${name}?`);
  };
  const question = await remove("Anna’s phone");
  assert.equal(await question.getByText("the last device").count(), 0);
  await visitor.press("Cancel", question);
  assert.equal(await phone.ask("GET"), 200, "nothing was removed yet");
  await visitor.press("Remove", await remove("Anna’s phone"));
  await visitor.sees("Anna’s phone was removed.");
  await row(visitor, "Anna’s phone").waitFor({ state: "detached" });
  assert.deepEqual([await phone.ask("GET"), await tablet.ask("GET")], [401, 200]);

  const last = await remove("Tablet");
  await visitor.sees(/It is the last device, so the vault that is stored here is deleted/, last);
  await visitor.checkScreen("sync-remove-last");
  await visitor.press("Remove", last);
  await visitor.sees("Sync is off");
  assert.equal(await tablet.ask("GET"), 401);
});

journey("a user turns it off, and all devices and the stored vault are gone", async (stage) => {
  const lab = await stage.startLab();
  const visitor = await stage.visit(lab, {
    viewport: { width: 390, height: 844 },
    colorScheme: "dark",
  });
  const { accountId, passwords } = lab;
  await new SignIn(visitor).asUser({ accountId, userName: "S3User", password: passwords.S3User });
  await new Console(visitor).isOpen();
  await visitor.open("/console/security-credentials#authenticator-sync");
  await visitor.press("Turn on");
  const pairing = await visitor.dialog("Pair a device");
  const device = new Device(lab);
  const code = await shownCode(visitor, pairing, lab);
  await visitor.checkScreen("sync-pairing-phone-dark");
  await device.pair(code, "Telephone in my left pocket");
  await visitor.press("Done", pairing);
  assert.equal(await device.ask("PUT", Buffer.from("SALLYVLT\u0001sealed")), 204);
  await visitor.find("button", "Turn off").scrollIntoViewIfNeeded();
  await visitor.checkScreen("sync-devices-phone-dark");
  await visitor.press("Turn off");
  const question = await visitor.dialog("Turn off authenticator sync?");
  await visitor.checkScreen("sync-turn-off-phone-dark");
  await visitor.press("Turn off and delete the stored vault", question);
  await visitor.sees("Authenticator sync is off, and the stored vault was deleted.");
  await visitor.sees("Sync is off");
  assert.equal(await device.ask("GET"), 401);
});

journey(
  "an administrator sees a user's devices and removes a lost one; the vault stays",
  async (stage) => {
    const lab = await stage.startLab();
    const { accountId, passwords } = lab;
    const own = await stage.visit(lab);
    await new SignIn(own).asUser({ accountId, userName: "S3User", password: passwords.S3User });
    await new Console(own).isOpen();
    await own.open("/console/security-credentials#authenticator-sync");
    await own.press("Turn on");
    const pairing = await own.dialog("Pair a device");
    const phone = new Device(lab);
    await phone.pair(await shownCode(own, pairing, lab), "Lost phone");
    await own.press("Done", pairing);
    assert.equal(await phone.ask("PUT", Buffer.from("SALLYVLT\u0001sealed")), 204);

    const admin = await stage.visit(lab);
    await new SignIn(admin).asUser({ accountId, userName: "Admin", password: passwords.Admin });
    await new Console(admin).isOpen();
    const users = new Users(admin);
    await users.openTabOf("Admin", "Security credentials");
    await admin.sees("Admin syncs no authenticator.");
    await users.openTabOf("S3User", "Security credentials");
    await admin.sees("just now", row(admin, "Lost phone"));
    await admin.find("button", "Remove device").scrollIntoViewIfNeeded();
    await admin.checkScreen("user-sync-devices");
    await admin.press("Remove device");
    const question = await admin.dialog("Remove Lost phone?");
    await admin.sees(
      /The sealed vault stays stored, so that S3User can pair another device/,
      question,
    );
    await admin.checkScreen("user-sync-remove");
    await admin.press("Remove", question);
    await admin.sees("Lost phone was removed.");
    await admin.sees("S3User syncs no authenticator.");
    assert.equal(await phone.ask("GET"), 401);

    await own.page.reload();
    await own.sees("No device is paired. The stored vault is there for the next one.");
    await own.checkScreen("sync-no-device-left");
    await own.press("Pair a device");
    const again = await own.dialog("Pair a device");
    const next = new Device(lab);
    await next.pair(await shownCode(own, again, lab), "New phone");
    assert.equal(await next.ask("GET"), 200, "what was synced is there for the new one");
  },
);
