// The authenticator's vault: how it opens, what is kept in it, and how that moves.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { AuthenticatorApp } from "../support/authenticator-app.ts";
import { chooseFile, link, scene, secret } from "../support/authenticator-stage.ts";
import { keyboard } from "../support/hands.ts";
import { Authenticator, passphrase } from "./pages/authenticator.ts";

scene(
  "it locks by hand and by itself, and a wrong passphrase costs nothing",
  async ({ device }) => {
    const app = await device();
    const { visitor } = app;
    await app.createVault();
    await app.addLink(link("Harbour"));
    await app.code("Harbour");
    await app.lock();
    await visitor.checkScreen("authenticator-locked");
    assert.doesNotMatch(await visitor.page.content(), /Harbour|alice/);
    for (const wrong of ["not this one", `${passphrase} `]) {
      await app.unlock(wrong);
      await visitor.sees("That passphrase does not open the vault. Nothing was changed.");
    }
    await visitor.press("Unlock");
    await app.unlock();
    await app.code("Harbour");

    await app.goTo("settings");
    await visitor.page.getByLabel("Lock by itself").selectOption("After 1 minute untouched");
    await visitor.sees("The browser has not promised to keep the vault");
    await visitor.checkScreen("authenticator-settings");
    await visitor.page.reload();
    await visitor.page.clock.install();
    await visitor.page.reload();
    await app.unlock();
    await visitor.isAt("Settings");
    await visitor.page.clock.fastForward("00:50");
    await visitor.page.keyboard.press("Shift");
    await visitor.page.clock.fastForward("00:50");
    await visitor.isAt("Settings");
    await visitor.page.clock.fastForward("01:05");
    await visitor.isAt("Locked");
  },
);

scene("a changed passphrase opens, and the old one no more", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  await app.goTo("settings");
  await visitor.press("Change the passphrase");
  const dialog = await visitor.dialog("New passphrase");
  await visitor.type("New passphrase", "another tide, another harbour", dialog);
  await visitor.type("Retype the passphrase", "another tide, another harbour", dialog);
  await visitor.type("Current passphrase", "wrong", dialog);
  await visitor.press("Change the passphrase", dialog);
  await visitor.sees("That passphrase does not open the vault.", dialog);
  await visitor.type("Current passphrase", passphrase, dialog);
  await visitor.checkScreen("authenticator-change-passphrase");
  await visitor.press("Change the passphrase", dialog);
  await dialog.waitFor({ state: "hidden" });
  await app.lock();
  await app.unlock();
  await visitor.sees("That passphrase does not open the vault.");
  await app.unlock("another tide, another harbour");
  await visitor.isAt("Settings");
});

scene("a passkey with PRF opens the vault, alone or beside a passphrase", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  const cdp = await visitor.page.context().newCDPSession(visitor.page);
  await cdp.send("WebAuthn.enable");
  await cdp.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      ctap2Version: "ctap2_1",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
      hasPrf: true,
    },
  });
  await visitor.press("Use a passkey");
  await visitor.find("link", "Add account").waitFor();
  await app.addLink(link("Harbour"));
  await app.code("Harbour");
  await app.lock();
  assert.equal(await visitor.find("textbox", "Passphrase").count(), 0);
  await visitor.press("Unlock with a passkey");
  await app.showsCodesOf("Harbour", secret);

  await app.goTo("settings");
  await visitor.press("Add a passphrase");
  const dialog = await visitor.dialog("New passphrase");
  await visitor.type("New passphrase", passphrase, dialog);
  await visitor.type("Retype the passphrase", passphrase, dialog);
  await visitor.press("Change the passphrase", dialog);
  await dialog.waitFor({ state: "hidden" });
  await app.lock();
  await app.unlock();
  await visitor.isAt("Settings");
  await app.lock();
  await visitor.press("Unlock with a passkey");
  await visitor.isAt("Settings");
});

scene("accounts are named, grouped, found, ordered and thrown away", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  const { page } = visitor;
  await app.createVault();
  for (const [index, name] of ["Anchor", "Buoy", "Crane", "Dock"].entries()) {
    await app.addLink(link(name, secret.replace(/^GE/, `G${"ABCD"[index]}`)));
    await app.code(name);
  }
  await visitor.press("Edit Buoy (alice@example.com)");
  const dialog = await visitor.dialog("Edit account");
  await visitor.type("Name", "The red one", dialog);
  await page.getByLabel("Group").fill("Water");
  await visitor.choose("Red", dialog);
  await visitor.choose("Home", dialog);
  await page.getByLabel("Notes").fill("beside the lighthouse");
  await visitor.checkScreen("authenticator-edit");
  await visitor.press("Save", dialog);
  await app.code("The red one");
  await visitor.press("Water");
  assert.deepEqual(await app.titles(), ["The red one"]);
  await visitor.press("All");
  await page.getByRole("searchbox").fill("lighthouse");
  assert.deepEqual(await app.titles(), ["The red one"]);
  await page.getByRole("searchbox").fill("");

  // By the keyboard, then by dragging.
  await visitor.press("Reorder");
  await page.getByRole("button", { name: "Move Dock" }).focus();
  await page.keyboard.press("ArrowUp");
  await page.keyboard.press("ArrowUp");
  await visitor.page.getByText("Now at position 2 of 4").waitFor({ state: "attached" });
  assert.deepEqual(await app.titles(), ["Anchor", "Dock", "The red one", "Crane"]);
  await visitor.checkScreen("authenticator-reorder");
  const from = await page.getByRole("button", { name: "Move Crane" }).boundingBox();
  const to = await page.getByRole("button", { name: "Move Anchor" }).boundingBox();
  assert.ok(from !== null && to !== null);
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(to.x + 10, to.y + 10, { steps: 12 });
  await page.mouse.up();
  assert.deepEqual(await app.titles(), ["Crane", "Anchor", "Dock", "The red one"]);
  await visitor.press("Done");
  await page.getByLabel("Order of the accounts").selectOption("Last used first");
  await page.getByRole("button", { name: /^Copy the code of Dock/ }).click();
  await page.waitForFunction(() => document.querySelector("li h2")?.textContent === "Dock");

  await visitor.press("Edit The red one");
  await visitor.press("Move to trash");
  await visitor.press("Undo");
  await app.code("The red one");
  await visitor.press("Edit The red one");
  await visitor.press("Move to trash");
  await app.goTo("trash");
  await visitor.press("Delete The red one for good");
  const erase = await visitor.dialog("Delete The red one for good?");
  await visitor.checkScreen("authenticator-erase");
  await visitor.becomes("Delete for good: disabled", () =>
    visitor.find("button", "Delete for good", erase).isDisabled(),
  );
  await visitor.tick("The service no longer asks me for these codes", erase);
  await visitor.press("Delete for good", erase);
  await visitor.sees("The trash is empty.");
  await page.reload();
  await app.unlock();
  await visitor.isAt("Trash");
  await app.goTo("");
  await app.code("Dock");
  assert.equal((await app.titles()).length, 3);
});

scene("a backup moves to another device, and other apps' exports come in", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  await app.addLink(link("Harbour"));
  await app.code("Harbour");
  await app.goTo("backup");
  await visitor.checkScreen("authenticator-backup");
  await visitor.type("New passphrase", "a backup of its own");
  await visitor.type("Retype the passphrase", "a backup of its own");
  const downloading = visitor.page.waitForEvent("download");
  await visitor.press("Save the backup");
  const backup = await readFile(await (await downloading).path());
  assert.equal(backup.subarray(0, 8).toString(), "SALLYVLT");
  assert.ok(!backup.includes("alice"));

  await visitor.press("Export unprotected …");
  const warning = await visitor.dialog("Export without a passphrase");
  await visitor.checkScreen("authenticator-plain-export");
  await visitor.becomes("Save the unprotected file: disabled", () =>
    visitor.find("button", "Save the unprotected file", warning).isDisabled(),
  );
  await visitor.tick("I understand that the file is unprotected", warning);
  const plain = visitor.page.waitForEvent("download");
  await visitor.press("Save the unprotected file", warning);
  const list = await readFile(await (await plain).path(), "utf8");
  assert.equal(list, `${link("Harbour")}\n`);

  const other = await device();
  await other.visitor.press("Restore it");
  await chooseFile(other, "notes.txt", "no vault");
  await other.visitor.sees("This is not a vault of this app.");
  await chooseFile(other, "backup.vault", backup.subarray(0, 200));
  await other.visitor.sees("The vault is damaged");
  await chooseFile(other, "backup.vault", backup);
  await other.visitor.type("Passphrase", "not its own");
  await other.visitor.press("Restore");
  await other.visitor.sees("That passphrase does not open the vault.");
  await other.visitor.type("Passphrase", "a backup of its own");
  await other.visitor.press("Restore");
  await other.showsCodesOf("Harbour", secret);
  assert.equal(await other.visitor.page.getByText("There is no backup yet.").count(), 0);

  await other.goTo("backup");
  await chooseFile(other, "list.txt", `${list}${link("Pier", secret.replace(/Q$/, "A"))}\n`);
  await other.visitor.sees("list.txt – otpauth links");
  await other.visitor.sees("1 is there already, and is left as it is");
  await other.visitor.press("Add 1 account");
  await other.code("Pier");

  await other.goTo("backup");
  await chooseFile(other, "backup.vault", backup);
  await other.visitor.type("Passphrase of the file", "wrong");
  await other.visitor.press("Open the file");
  await other.visitor.sees("That passphrase does not open this file.");
  await other.goTo("");
  assert.deepEqual(await other.titles(), ["Harbour", "Pier"]);
});

scene("a damaged vault is kept and named", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  await app.addLink(link("Harbour"));
  await app.code("Harbour");
  // In turn with the app, which may still be storing what it shows already.
  const damage = () =>
    visitor.page.evaluate(() =>
      navigator.locks.request("vault", async () => {
        const database = await new Promise<IDBDatabase>((resolve) => {
          const opening = indexedDB.open("sallyport-authenticator");
          opening.onsuccess = () => resolve(opening.result);
        });
        const transaction = database.transaction("kept", "readwrite");
        const store = transaction.objectStore("kept");
        const asking = store.getAllKeys();
        asking.onsuccess = () => {
          if (asking.result.includes("vault")) {
            store.put(new Uint8Array([83, 65, 76, 76, 89, 86, 76, 84]), "vault");
          }
        };
        await new Promise((resolve) => {
          transaction.oncomplete = resolve;
        });
        database.close();
        return asking.result.map(String);
      }),
    );
  await damage();
  await visitor.page.reload();
  await visitor.isAt("The vault cannot be read");
  await visitor.checkScreen("authenticator-unreadable");
  await visitor.press("Begin anew");
  const dialog = await visitor.dialog("Begin anew");
  await visitor.press("Begin anew", dialog);
  await visitor.isAt("Your codes, on this device alone");
  assert.match((await damage()).join(), /^aside-/);
});

scene(
  "the browser's promise to keep the vault is asked for, and told as it is",
  async ({ device }) => {
    const app = await device();
    const { visitor } = app;
    await app.createVault();
    await app.goTo("settings");
    await visitor.sees(/^The browser has not promised to keep the vault: .* make a backup\.$/);
    await visitor.press("Ask the browser to keep it");
    await visitor.sees(/^The browser has not promised/);
    // Chromium decides by itself, and would promise it to an app that is installed or much used.
    const cdp = await visitor.page.context().newCDPSession(visitor.page);
    const { targetInfo } = await cdp.send("Target.getTargetInfo");
    const { browserContextId = "" } = targetInfo;
    await cdp.send("Browser.grantPermissions", {
      ...{ permissions: ["durableStorage"], origin: visitor.origin, browserContextId },
    });
    await visitor.press("Ask the browser to keep it");
    await visitor.sees("The browser has promised to keep the vault, also when space runs short.");
    assert.equal(await visitor.find("button", "Ask the browser to keep it").count(), 0);
  },
);

scene("it works with the keyboard alone, hidden codes too", async ({ device }) => {
  const app = await device({ hands: keyboard });
  const { visitor } = app;
  await app.createVault();
  await visitor.follow("Add account");
  await visitor.isAt("Add account");
  await visitor.type("Secret key or otpauth link", link("Harbour"));
  await visitor.press("Add");
  await app.code("Harbour");
  await visitor.follow("Settings");
  await visitor.tick("Hide each code until it is tapped");
  await visitor.follow("Back to the codes");
  await visitor.press("Show the code of Harbour (alice@example.com)");
  const code = await app.code("Harbour");
  await visitor.hands.press(
    visitor.page.getByRole("button", { name: /^Copy the code of Harbour/ }),
  );
  await visitor.sees("Copied.");
  const copied = await visitor.page.evaluate(() => navigator.clipboard.readText());
  const now = AuthenticatorApp.now();
  const near = await Promise.all(
    [now - 1, now].map((step) => AuthenticatorApp.typed(secret).codeAt(step)),
  );
  assert.ok(near.includes(copied) && near.includes(code));
  await visitor.press("Lock now");
  await visitor.isAt("Locked");
});

scene("two windows show the same, and neither undoes what the other did", async ({ device }) => {
  const one = await device();
  await one.createVault();
  const page = await one.visitor.page.context().newPage();
  const two = new Authenticator(one.visitor.inTab(page));
  await two.open();
  await two.unlock();
  await two.addLink(link("Harbour"));
  await one.code("Harbour");
  await one.addLink(link("Pier", secret.replace(/Q$/, "A")));
  await two.code("Pier");
  await two.lock();
  await two.unlock();
  await two.code("Pier");
  assert.deepEqual(await two.titles(), await one.titles());
});
