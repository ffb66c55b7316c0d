// The authenticators of one person, kept in step through a Sallyport that was really started: what comes over, what comes in
// between, and what the server has of it all.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import {
  browser,
  choosePicture,
  link,
  qrPicture,
  secret,
  show,
} from "../support/authenticator-stage.ts";
import { type Hands, keyboard, mouse } from "../support/hands.ts";
import { createAccount, type Installation, startEmpty } from "../support/installation.ts";
import { patienceMs, until } from "../support/patience.ts";
import { Visitor, watch } from "../support/visitor.ts";
import { Authenticator, passphrase } from "./pages/authenticator.ts";
import { AuthenticatorSync } from "./pages/authenticator-sync.ts";
import { SignIn } from "./pages/sign-in.ts";

const otherPassphrase = "grey gull over cold sea";
const secrets = {
  Harbour: secret,
  Pier: secret.replace(/Q$/, "A"),
  Lighthouse: secret.replace(/^GE/, "GM"),
} as const;
type Name = keyof typeof secrets;

interface SyncStage {
  readonly server: Installation;
  /** The person in Sallyport's console. */
  readonly console: AuthenticatorSync;
  device(options?: { readonly hands?: Hands; readonly isPhone?: boolean }): Promise<Authenticator>;
  /** Every request of a device that left it for the server, whole. */
  readonly sent: readonly { readonly line: string; readonly body: Buffer }[];
}

/** A test with a server, a person who is signed in there, and devices of theirs. */
function syncScene(name: string, play: (stage: SyncStage) => Promise<void>): void {
  test(name, async () => {
    const server = await startEmpty();
    const ends: (() => Promise<unknown>)[] = [() => server.stop()];
    const watched: (readonly string[])[] = [];
    const sent: { line: string; body: Buffer }[] = [];
    const authenticatorOrigin = server.origin.replace("localhost", "authenticator.localhost");
    const open = async (isPhone: boolean) => {
      const context = await (await browser()).newContext({
        viewport: isPhone ? { width: 375, height: 760 } : { width: 1280, height: 900 },
        ...(isPhone && { colorScheme: "dark" }),
        reducedMotion: "reduce",
        permissions: ["clipboard-read", "clipboard-write", "camera"],
      });
      context.setDefaultTimeout(patienceMs);
      ends.push(() => context.close());
      return context;
    };
    const device = async ({ hands = mouse, isPhone = false } = {}) => {
      const context = await open(isPhone);
      context.on("request", (request) => {
        if (!request.url().startsWith(`${server.origin}/`)) return;
        const line = `${request.method()} ${request.url().slice(server.origin.length)}`;
        sent.push({ line, body: request.postDataBuffer() ?? Buffer.alloc(0) });
      });
      watched.push(watch(context, authenticatorOrigin));
      const visitor = new Visitor(await context.newPage(), hands, authenticatorOrigin);
      const app = new Authenticator(visitor);
      await app.open();
      return app;
    };
    try {
      const account = await createAccount(server, { name: "Harbour", email: "root@example.org" });
      const context = await open(false);
      watched.push(watch(context, server.origin));
      const visitor = new Visitor(await context.newPage(), mouse, server.origin);
      await visitor.open("/signin");
      await new SignIn(visitor).asRoot(account);
      await visitor.page.waitForURL(/\/console\//);
      await play({ server, console: new AuthenticatorSync(visitor), device, sent });
      assert.deepEqual(watched.flat().filter(isUnexpected(server)), [], "what no page may do");
    } finally {
      for (const end of ends.reverse()) await end();
    }
  });
}

/** A device asks its Sallyport once sync is on, and meets no network when it has none. */
function isUnexpected({ origin }: Installation): (seen: string) => boolean {
  return (seen) =>
    !seen.startsWith(`asked another host: ${origin}/vault-sync/`) &&
    !seen.includes("net::ERR_INTERNET_DISCONNECTED");
}

async function addAccounts(app: Authenticator, names: readonly Name[]): Promise<void> {
  for (const name of names) {
    await app.addLink(link(name, secrets[name]));
    await app.code(name);
  }
}

/** Types the console's code. */
async function connect(app: Authenticator, code: string, name: string): Promise<void> {
  const { visitor } = app;
  await app.goTo("sync");
  await visitor.type("Pairing code", code);
  await visitor.type("Name of this device", name);
  await visitor.press("Connect");
}

async function rename(app: Authenticator, title: string, name: string): Promise<void> {
  const { visitor } = app;
  await app.goTo("");
  await visitor.page.getByRole("button", { name: new RegExp(`^Edit ${title}`) }).click();
  const dialog = await visitor.dialog("Edit account");
  await visitor.type("Name", name, dialog);
  await visitor.press("Save", dialog);
  await app.code(name);
}

/** The same on the first device, whose vault becomes the synced one. */
async function connectFirst({ console }: SyncStage, app: Authenticator): Promise<void> {
  await connect(app, (await console.pairingCode()).code, "Desk");
  await app.visitor.sees(/^These are the devices of root user, account \d{12}\./);
  await app.visitor.checkScreen("authenticator-sync-first");
  await app.visitor.press("Start syncing");
  await app.visitor.sees("Synced just now");
}

/** Presses "Sync now" and waits until that is done. */
async function syncNow(app: Authenticator): Promise<void> {
  await app.goTo("sync");
  await app.visitor.page.getByRole("button", { name: "Sync now" }).click();
  await app.visitor.sees("Synced.");
  await app.visitor.press("Dismiss");
  await app.goTo("");
}

async function offline(app: Authenticator): Promise<void> {
  await app.visitor.page.context().setOffline(true);
}

/** The network is back, and the device syncs by itself. */
async function online(app: Authenticator): Promise<void> {
  await app.goTo("settings");
  await app.visitor.sees("Sallyport cannot be reached.");
  await app.visitor.page.context().setOffline(false);
  await app.visitor.sees("Synced just now");
  await app.visitor.page.getByText("Sallyport cannot be reached.").waitFor({ state: "hidden" });
}

/** Waits until the codes' screen shows these, in whatever order. */
async function shows(app: Authenticator, titles: readonly string[]): Promise<void> {
  await app.goTo("");
  const wanted = [...titles].sort().join();
  await until(`the accounts ${wanted}`, async () =>
    (await app.titles()).sort().join() === wanted ? true : undefined,
  );
}

syncScene("two devices come to have the same, and lose nothing by it", async (stage) => {
  const one = await stage.device();
  await one.createVault();
  await addAccounts(one, ["Harbour", "Pier"]);
  assert.deepEqual(stage.sent, [], "while sync is off nothing is asked of the server");
  await connectFirst(stage, one);
  await one.visitor.sees("root user");
  await one.visitor.checkScreen("authenticator-sync-on");

  // The other has a vault of its own, and an account that the first has too.
  const two = await stage.device({ isPhone: true });
  const { visitor } = two;
  await two.createVault(otherPassphrase);
  await addAccounts(two, ["Pier", "Lighthouse"]);
  await two.goTo("add");
  await choosePicture(two, (await stage.console.pairingCode()).qrCode);
  await visitor.sees("That code adds no account");
  await visitor.checkScreen("authenticator-sync-scanned");
  await visitor.press("Go to Sync");
  await visitor.sees("The code was read.");
  await visitor.type("Name of this device", "Phone");
  await visitor.checkScreen("authenticator-sync-connect");
  await visitor.press("Connect");
  await visitor.sees("Your other devices share a vault already.");
  await visitor.type("Passphrase", otherPassphrase);
  await visitor.press("Open it");
  await visitor.sees("That passphrase does not open the vault. Nothing was changed.");
  await visitor.checkScreen("authenticator-sync-shut");
  await visitor.type("Passphrase", passphrase);
  await visitor.press("Open it");
  await visitor.sees("2 accounts here, 2 in the synced vault, 1 in both");
  await visitor.sees("Each of your devices will have 3 accounts.");
  await visitor.checkScreen("authenticator-sync-preview");
  await visitor.press("Put together and sync");
  await visitor.sees("Synced just now");
  await visitor.checkScreen("authenticator-sync-on-phone");
  await syncNow(one);
  for (const app of [one, two]) {
    await shows(app, ["Harbour", "Pier", "Lighthouse"]);
    for (const name of ["Harbour", "Pier", "Lighthouse"] as const) {
      await app.showsCodesOf(name, secrets[name]);
    }
  }
  await two.lock();
  await two.unlock(otherPassphrase);
  await visitor.sees("That passphrase does not open the vault.");
  await two.unlock();

  // Without a network each changes something else, and both rename one; the later name stays.
  await offline(one);
  await offline(two);
  await rename(one, "Harbour", "North harbour");
  await rename(one, "Pier", "Pier by one");
  await rename(two, "Lighthouse", "Old lighthouse");
  await rename(two, "Pier", "Pier by two");
  await one.goTo("settings");
  await one.visitor.sees("Sallyport cannot be reached.");
  await one.visitor.checkScreen("authenticator-sync-offline");
  await online(one);
  await online(two);
  await syncNow(one);
  for (const app of [one, two]) {
    await shows(app, ["North harbour", "Pier by two", "Old lighthouse"]);
  }

  // One throws an account away while the other renames another.
  await offline(two);
  await rename(two, "Pier by two", "Long pier");
  await one.visitor.press("Edit Old lighthouse");
  await one.visitor.press("Move to trash");
  await shows(one, ["North harbour", "Pier by two"]);
  await syncNow(one);
  await online(two);
  await syncNow(one);
  for (const app of [one, two]) await shows(app, ["North harbour", "Long pier"]);

  // A new passphrase comes over too, and the old one opens neither.
  await one.goTo("settings");
  await one.visitor.press("Change the passphrase");
  const dialog = await one.visitor.dialog("New passphrase");
  await one.visitor.type("New passphrase", otherPassphrase, dialog);
  await one.visitor.type("Retype the passphrase", otherPassphrase, dialog);
  await one.visitor.type("Current passphrase", passphrase, dialog);
  await one.visitor.press("Change the passphrase", dialog);
  await dialog.waitFor({ state: "hidden" });
  await syncNow(one);
  await syncNow(two);
  for (const app of [one, two]) {
    await app.lock();
    await app.unlock(passphrase);
    await app.visitor.sees("That passphrase does not open the vault.");
    await app.unlock(otherPassphrase);
    await shows(app, ["North harbour", "Long pier"]);
  }
});

syncScene(
  "a device that is removed in the console stops, and keeps its accounts",
  async (stage) => {
    const one = await stage.device();
    await one.createVault();
    await addAccounts(one, ["Harbour"]);
    await connectFirst(stage, one);
    const two = await stage.device({ hands: keyboard });
    await two.createVault();
    await connect(two, (await stage.console.pairingCode()).code, "Lost phone");
    await two.visitor.type("Passphrase", passphrase);
    await two.visitor.press("Open it");
    await two.visitor.sees("0 accounts here, 1 in the synced vault, 0 in both");
    await two.visitor.press("Put together and sync");
    await two.visitor.sees("Synced just now");
    await shows(two, ["Harbour"]);

    await stage.console.remove("Lost phone");
    await addAccounts(two, ["Pier"]);
    await two.visitor.sees("Sync is off: Sallyport does not know this device any more.");
    await two.goTo("sync");
    await two.visitor.isAt("Sync between devices");
    await two.visitor.sees("Sync is off: Sallyport does not know this device any more.");
    await two.visitor.checkScreen("authenticator-sync-ended");
    const asked = stage.sent.length;
    await addAccounts(two, ["Lighthouse"]);
    await two.visitor.page.reload();
    await two.unlock();
    await shows(two, ["Harbour", "Pier", "Lighthouse"]);
    await syncNow(one);
    await shows(one, ["Harbour"]);
    const after = stage.sent.slice(asked).filter(({ line }) => !line.startsWith("OPTIONS"));
    assert.ok(after.length > 0);
    assert.ok(
      after.every(({ line }) => line === "GET /vault-sync/vault"),
      "only the first device asked anything since",
    );

    // The one that is left leaves too; with the last device the stored vault goes.
    await one.goTo("sync");
    await one.visitor.press("Stop syncing this device");
    const dialog = await one.visitor.dialog("Stop syncing this device");
    await one.visitor.checkScreen("authenticator-sync-leave");
    await one.visitor.press("Stop syncing this device", dialog);
    await one.visitor.sees("This device syncs no more. All your accounts are still here.");
    await shows(one, ["Harbour"]);
    assert.deepEqual(await stage.console.devices(), []);
  },
);

syncScene("a device that opens by a passkey goes on doing so", async (stage) => {
  const one = await stage.device();
  await one.createVault();
  await addAccounts(one, ["Harbour"]);
  await connectFirst(stage, one);

  const two = await stage.device();
  const { visitor } = two;
  await addVirtualPasskey(visitor.page);
  await visitor.press("Use a passkey");
  await visitor.find("link", "Add account").waitFor();
  await addAccounts(two, ["Pier"]);
  const { code } = await stage.console.pairingCode();
  await two.goTo("sync");
  await film(visitor, { server: "https://id.example.com", code });
  await visitor.sees("That code is of another Sallyport, https://id.example.com.");
  await visitor.checkScreen("authenticator-sync-other-server");
  assert.equal(await visitor.find("textbox", "Pairing code").inputValue(), "");
  await visitor.press("Stop the camera");
  await film(visitor, { server: stage.server.origin, code });
  await visitor.sees("The code was read.");
  await visitor.press("Connect");
  await visitor.type("Passphrase", passphrase);
  await visitor.press("Open it");
  await visitor.sees("1 account here, 1 in the synced vault, 0 in both");
  await visitor.checkScreen("authenticator-sync-preview-passkey");
  await visitor.press("Put together and sync");
  await visitor.sees("Synced just now");
  await two.lock();
  await visitor.press("Unlock with a passkey");
  await shows(two, ["Harbour", "Pier"]);
  await two.lock();
  await two.unlock();
  await shows(two, ["Harbour", "Pier"]);
});

/** Holds the console's QR code before the camera. */
async function film(visitor: Visitor, pairing: object): Promise<void> {
  await show(qrPicture(`sallyport-sync:${JSON.stringify(pairing)}`));
  await visitor.press("Scan the code");
}

async function addVirtualPasskey(page: Page): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
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
}

syncScene(
  "the server has nothing that makes a code, nor the device its token in the open",
  async (stage) => {
    const one = await stage.device();
    await one.createVault();
    await addAccounts(one, ["Harbour", "Pier"]);
    const paired = one.visitor.page.waitForResponse(/\/vault-sync\/devices$/);
    await connectFirst(stage, one);
    const { token } = (await (await paired).json()) as { token: string };
    assert.ok(token.length >= 43);
    await rename(one, "Pier", "Long pier");
    await syncNow(one);

    const stored = bytesOfFolder(stage.server.dataDirectory);
    assert.ok(stored.includes("SALLYVLT"), "the sealed vault is there");
    const everySent = Buffer.concat(stage.sent.map(({ body }) => body));
    assert.ok(everySent.includes("SALLYVLT"));
    for (const key of [secrets.Harbour, secrets.Pier]) {
      for (const [encoding, text] of encodingsOf(key)) {
        assert.ok(!stored.includes(text), `a key in ${encoding} on the server's disk`);
        assert.ok(!everySent.includes(text), `a key in ${encoding} on the way`);
      }
    }
    for (const word of [passphrase, "Harbour:alice", "Long pier", "alice@example.com"]) {
      assert.ok(!stored.includes(word), word);
      assert.ok(!everySent.includes(word), word);
    }
    assert.ok(!stored.includes(token), "the token is stored as a digest");
    assert.ok(!stage.server.output().includes(token));
    for (const { line } of stage.sent)
      assert.ok(!line.includes(token) && !line.includes("?"), line);

    const kept = await keptOnDevice(one);
    assert.ok(kept.includes("SALLYVLT"));
    for (const text of [token, ...encodingsOf(secrets.Harbour).map(([, each]) => each)]) {
      assert.ok(!kept.includes(text), "what the browser keeps is sealed");
    }
  },
);

/** All that the server has on its disk, its database and what is beside it. */
function bytesOfFolder(folder: string): Buffer {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Buffer.concat(
    files
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name))),
  );
}

function encodingsOf(base32: string): readonly (readonly [string, string | Buffer])[] {
  const bits = [...base32]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2))
    .map((digits) => digits.padStart(5, "0"))
    .join("");
  const raw = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  assert.equal(raw.length, 20);
  return [
    ["base32", base32],
    ["small base32", base32.toLowerCase()],
    ["bytes", raw],
    ["hexadecimal", raw.toString("hex")],
    ["capital hexadecimal", raw.toString("hex").toUpperCase()],
    ["base64", raw.toString("base64").replace(/=+$/, "").slice(0, -1)],
    ["base64url", raw.toString("base64url").slice(0, -1)],
    ["JSON numbers", [...raw].join(",")],
  ];
}

/** Everything that the browser keeps for the app. */
async function keptOnDevice({ visitor }: Authenticator): Promise<Buffer> {
  const parts = await visitor.page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open("sallyport-authenticator");
      opening.onsuccess = () => resolve(opening.result);
    });
    const store = database.transaction("kept").objectStore("kept");
    const values = await new Promise<unknown[]>((resolve) => {
      const asking = store.getAll();
      asking.onsuccess = () => resolve(asking.result);
    });
    const texts = [localStorage, sessionStorage].map((storage) => JSON.stringify({ ...storage }));
    return [
      ...values.map((value) => (value instanceof Uint8Array ? [...value] : [])),
      ...texts.map((text) => [...new TextEncoder().encode(text)]),
    ];
  });
  return Buffer.concat(parts.map((part) => Buffer.from(part)));
}
