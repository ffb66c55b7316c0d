// The authenticator in a real browser: served by Sallyport beside the console, and by a host that only serves files.

import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import encodeQR from "qr";
import { AuthenticatorApp } from "../support/authenticator-app.ts";
import { send } from "../support/client.ts";
import { filmOf, type GreyPicture } from "../support/fake-camera.ts";
import { type Hands, keyboard, mouse } from "../support/hands.ts";
import { startLab } from "../support/installation.ts";
import { repository } from "../support/sallyport.ts";
import { type StaticHost, serveFolder } from "../support/static-host.ts";
import { Visitor, watch } from "../support/visitor.ts";
import { Authenticator, passphrase } from "./pages/authenticator.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

const dist = join(repository, "apps/authenticator/dist");
const folder = await mkdtemp(join(tmpdir(), "sallyport-authenticator-test-"));
const film = join(folder, "camera.y4m");
writeFileSync(film, filmOf({ width: 0, height: 0, pixels: new Uint8Array() }));

const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--use-fake-ui-for-media-stream",
];
const oneCamera = [
  "--use-fake-device-for-media-stream",
  `--use-file-for-fake-video-capture=${film}`,
];
/** The "screen" that a person chooses to capture is the window itself. */
const twoCameras = ["--use-fake-device-for-media-stream=device-count=2,display-media-type=browser"];

const launched = new Map<readonly string[], Promise<Browser>>();

function browser(cameras: readonly string[] = oneCamera): Promise<Browser> {
  const open =
    launched.get(cameras) ??
    chromium.launch({ executablePath: "/usr/bin/chromium", args: [...flags, ...cameras] });
  launched.set(cameras, open);
  return open;
}

after(async () => {
  for (const open of launched.values()) await (await open).close();
  await rm(folder, { recursive: true, force: true });
});

interface Stage {
  readonly host: StaticHost;
  /** A device with a browser of its own. */
  device(options?: DeviceOptions): Promise<Authenticator>;
}

interface DeviceOptions extends BrowserContextOptions {
  readonly hands?: Hands;
  readonly cameras?: readonly string[];
}

/** A test on a host of files; what no page may do fails it too. */
function scene(name: string, play: (stage: Stage) => Promise<void>): void {
  test(name, async () => {
    const host = await serveFolder(dist);
    const ends: (() => Promise<unknown>)[] = [() => host.stop()];
    const watched: (readonly string[])[] = [];
    const device = async ({ hands = mouse, cameras, ...rest }: DeviceOptions = {}) => {
      const context = await (await browser(cameras)).newContext({
        viewport: { width: 1280, height: 900 },
        reducedMotion: "reduce",
        permissions: ["clipboard-read", "clipboard-write", "camera"],
        ...rest,
      });
      context.setDefaultTimeout(20_000);
      ends.push(() => context.close());
      watched.push(watch(context, host.origin));
      const app = new Authenticator(new Visitor(await context.newPage(), hands, host.origin));
      await app.open();
      return app;
    };
    try {
      await play({ host, device });
      assert.deepEqual(watched.flat(), [], "what no page may do");
    } finally {
      for (const end of ends.reverse()) await end();
    }
  });
}

const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const link = (name: string, key = secret) =>
  `otpauth://totp/${name}:alice@example.com?secret=${key}&issuer=${name}`;

/** A QR code as a camera would see it on a screen. */
function qrPicture(text: string, pixelsAModule = 5): GreyPicture {
  const modules = encodeQR(text, "raw", { border: 4 });
  const width = modules.length * pixelsAModule;
  const pixels = new Uint8Array(width * width);
  for (let index = 0; index < pixels.length; index++) {
    const row = modules[Math.floor(index / width / pixelsAModule)];
    pixels[index] = row?.[Math.floor((index % width) / pixelsAModule)] === true ? 0 : 255;
  }
  return { width, height: width, pixels };
}

/** The same as a picture file, made by the browser itself. */
async function qrFile(page: Page, text: string): Promise<Buffer> {
  const svg = encodeQR(text, "svg", { border: 4, scale: 6 });
  const base64 = await page.evaluate(async (source) => {
    const picture = new Image(480, 480);
    picture.src = `data:image/svg+xml;base64,${btoa(source)}`;
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 480;
    canvas.height = 480;
    canvas.getContext("2d")?.drawImage(picture, 0, 0, 480, 480);
    return canvas.toDataURL("image/png").split(",")[1] ?? "";
  }, svg);
  return Buffer.from(base64, "base64");
}

/** What the console shows as its QR code, pixel by pixel. */
async function greyOf(page: Page): Promise<GreyPicture> {
  const { side, pixels } = await page.getByRole("img", { name: "QR code" }).evaluate((element) => {
    const side = 420;
    const canvas = document.createElement("canvas");
    canvas.width = side;
    canvas.height = side;
    const context = canvas.getContext("2d");
    if (context === null || !(element instanceof HTMLImageElement)) throw new Error("no picture");
    context.fillStyle = "#fff";
    context.fillRect(0, 0, side, side);
    context.imageSmoothingEnabled = false;
    context.drawImage(element, 10, 10, side - 20, side - 20);
    const { data } = context.getImageData(0, 0, side, side);
    return { side, pixels: Array.from({ length: side * side }, (_, i) => data[i * 4] ?? 0) };
  });
  return { width: side, height: side, pixels: Uint8Array.from(pixels) };
}

async function choosePicture({ visitor }: Authenticator, picture: Buffer): Promise<void> {
  const file = { name: "code.png", mimeType: "image/png", buffer: picture };
  await visitor.page.getByLabel("Choose a picture").first().setInputFiles(file);
}

async function chooseFile(
  { visitor }: Authenticator,
  name: string,
  content: string | Buffer,
): Promise<void> {
  const buffer = typeof content === "string" ? Buffer.from(content) : content;
  const file = { name, mimeType: "application/octet-stream", buffer };
  await visitor.page.locator('input[type="file"]').first().setInputFiles(file);
}

test("the console's QR code is scanned, and two codes assign the device: no key is typed", async () => {
  const lab = await startLab();
  const authenticatorOrigin = lab.origin.replace("localhost", "authenticator.localhost");
  try {
    const context = await (await browser()).newContext({ viewport: { width: 1280, height: 900 } });
    const seen = watch(context, lab.origin);
    const visitor = new Visitor(await context.newPage(), mouse, lab.origin);
    const dialog = new MfaDialog(visitor);
    await visitor.open("/signin");
    await new SignIn(visitor).asRoot(lab.root);
    await visitor.page.waitForURL(/\/console\//);
    const credentials = new SecurityCredentials(visitor);
    await credentials.open();
    await credentials.activateMfa();
    await dialog.chooseVirtual();

    await visitor.follow("list of compatible applications");
    const offered = visitor.page.getByRole("link", { name: /^Sallyport Authenticator/ });
    assert.equal(await offered.getAttribute("href"), `${authenticatorOrigin}/#add`);
    await visitor.press("Hide the list");
    await visitor.press("Show QR code");
    await writeFile(film, filmOf(await greyOf(visitor.page)));

    const phone = await (await browser()).newContext({
      viewport: { width: 375, height: 760 },
      permissions: ["camera"],
    });
    const phoneSeen = watch(phone, authenticatorOrigin);
    const app = new Authenticator(new Visitor(await phone.newPage(), mouse, authenticatorOrigin));
    await app.open("add");
    await app.createVault();
    await app.visitor.isAt("Add account");
    await app.visitor.press("Start the camera");
    const card = app.visitor.page.getByRole("listitem").filter({ hasText: "Sallyport" });
    await card.waitFor();
    assert.deepEqual(await app.titles(), ["Sallyport"]);
    await app.visitor.checkScreen("authenticator-phone");

    const pair = [await app.code("Sallyport"), await app.code("Sallyport", "next code")] as const;
    await dialog.assign(pair);
    await dialog.isAssigned();
    assert.deepEqual([...seen, ...phoneSeen], []);
    assert.deepEqual(await phone.cookies(), [], "there are no cookies at the authenticator");
    await phone.close();
    await context.close();
  } finally {
    await lab.stop();
  }
});

test("neither host name has what belongs to the other", async () => {
  const lab = await startLab();
  try {
    const { port } = new URL(lab.origin);
    const [script = ""] = readdirSync(join(dist, "assets")).filter((name) => name.endsWith(".js"));
    const at = async (host: string, path: string) =>
      (await send(`http://127.0.0.1:${port}`, { target: path, headers: { host } })).status;
    const own = `authenticator.localhost:${port}`;
    for (const path of ["/", "/sw.js", `/assets/${script}`, "/manifest.webmanifest"]) {
      assert.equal(await at(own, path), 200, path);
      if (path !== "/") assert.equal(await at(`localhost:${port}`, path), 404, path);
    }
    for (const path of ["/signin", "/console/", "/api/GetConsoleContext", "/setup", "/iam/"]) {
      assert.equal(await at(own, path), 404, path);
    }
  } finally {
    await lab.stop();
  }
});

scene("codes are oathtool's, and are there without any network", async ({ host, device }) => {
  const app = await device();
  const { visitor } = app;
  await visitor.checkScreen("authenticator-first-run");
  await app.createVault();
  await visitor.sees("No accounts yet");
  await writeFile(film, filmOf(qrPicture(link("Harbour"))));
  await app.goTo("add");
  await visitor.checkScreen("authenticator-add");
  await visitor.press("Start the camera");
  await app.showsCodesOf("Harbour", secret);
  await visitor.sees("There is no backup yet.");
  await visitor.checkScreen("authenticator-codes");

  await visitor.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  const seenBefore = host.asked.length;
  await visitor.page.context().setOffline(true);
  await host.stop();
  await visitor.page.reload();
  await visitor.isAt("Locked");
  await app.unlock();
  await app.showsCodesOf("Harbour", secret);
  await choosePictureAt(app, "Pier");
  await app.showsCodesOf("Pier", secret.toLowerCase().replace(/q$/, "a"));
  assert.equal(host.asked.length, seenBefore, "nothing was asked for");
});

async function choosePictureAt(app: Authenticator, name: string): Promise<void> {
  await app.goTo("add");
  await app.visitor.isAt("Add account");
  await choosePicture(app, await qrFile(app.visitor.page, link(name, secret.replace(/Q$/, "A"))));
  await app.visitor.sees(`${name} (alice@example.com) was added.`);
}

scene("a whole session asks for the app's own files and nothing else", async ({ host, device }) => {
  const app = await device();
  const urls: string[] = [];
  app.visitor.page.context().on("request", (request) => {
    urls.push(request.url());
  });
  await app.createVault();
  await app.addLink(link("Harbour"));
  await app.code("Harbour");
  await app.visitor.page.getByRole("button", { name: /^Copy the code of/ }).click();
  await app.visitor.sees("Copied.");
  for (const route of ["settings", "backup", "trash", "add"] as const) await app.goTo(route);
  await app.visitor.page.reload();
  await app.unlock();
  await app.visitor.isAt("Add account");
  const own = new Set([
    "/",
    "/sw.js",
    ...readdirSync(dist, { recursive: true, encoding: "utf8" }).map((name) => `/${name}`),
  ]);
  const foreign = urls.filter((url) => {
    const { origin, pathname } = new URL(url);
    return !url.startsWith("data:") && (origin !== host.origin || !own.has(pathname));
  });
  assert.deepEqual(foreign, []);
  const odd = host.asked.filter((line) => {
    const [method = "", path = ""] = line.split(" ");
    return !["GET", "HEAD"].includes(method) || !own.has(path);
  });
  assert.deepEqual(odd, []);
  assert.ok(host.asked.length >= 5);
});

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

scene("what is no key is named, and nothing is added", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  await app.goTo("add");
  const picture = (text: string) => qrFile(visitor.page, text);
  await choosePicture(app, await picture("https://example.com/join?secret=ABCDEFGH"));
  await visitor.sees("That is a web address, not the key of an account.");
  await choosePicture(app, await picture("WIFI:S:Harbour;T:WPA;P:secret;;"));
  await visitor.sees("That is not the key of an account.");
  await choosePicture(app, await picture("otpauth-migration://offline?data=AAAA"));
  await visitor.sees("That export code could not be read whole.");
  await choosePicture(app, Buffer.from("no picture at all"));
  await visitor.sees("That file is not a picture this browser can open.");
  await visitor.checkScreen("authenticator-add-refused");

  await visitor.type("Service", "Harbour");
  for (const [key, words] of [
    ["ABCDEFG1!", /^Character 9 is not one that a key can have/],
    ["", "Type or paste the key."],
    ["A".repeat(1_000_000), /too long to be the key/],
    ["otpauth://totp/Harbour?secret=", "Its key is missing, or is not base32."],
  ] as const) {
    await visitor.page.getByLabel("Secret key or otpauth link").fill(key);
    await visitor.press("Add");
    await visitor.sees(words);
  }
  await app.goTo("");
  await visitor.sees("No accounts yet");
});

scene(
  "a typed key may look as people write it, with whatever is unusual about it",
  async ({ device }) => {
    const app = await device();
    const { visitor } = app;
    await app.createVault();
    await app.goTo("add");
    await visitor.type("Service", "Pier");
    await visitor.type("Account", "bob");
    await visitor.type("Secret key or otpauth link", "gezd-gnbv gy3t qojq gezd gnbv gy3t q0jq");
    await visitor.page.getByText("Advanced").click();
    await visitor.page.getByLabel("Algorithm").selectOption("SHA256");
    await visitor.page.getByLabel("Digits").selectOption("8");
    await visitor.page.getByLabel("Period in seconds").fill("60");
    await visitor.press("Add");
    assert.match(await app.code("Pier"), /^\d{8}$/);

    await app.addLink(link("Harbour"));
    await app.addLink(link("Harbour"));
    await visitor.sees("You have this account already: Harbour (alice@example.com).");
    await visitor.press("Show the codes");
    assert.deepEqual(await app.titles(), ["Pier", "Harbour"]);

    // HOTP: the codes of RFC 4226, appendix D, one after the other.
    await app.addLink(`otpauth://hotp/Token?secret=${secret}&counter=0`);
    for (const code of ["755224", "287082", "359152"]) {
      await visitor.press("New code for Token");
      await visitor.page
        .getByRole("button", { name: `${[...code].slice(0, 3).join(" ")}, ` })
        .waitFor();
      assert.equal(await app.code("Token"), code);
    }
  },
);

scene("an export of several codes shows how far it came", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  await app.goTo("add");
  await choosePicture(app, await qrFile(visitor.page, batch(["One", "Two"], 0, 2)));
  await visitor.sees("1 of 2 codes of this export are read. Show code 2 to the camera.");
  await choosePicture(app, await qrFile(visitor.page, batch(["Three"], 1, 2)));
  await visitor.sees("Add 3 accounts?");
  await visitor.checkScreen("authenticator-preview");
  await visitor.press("Add 3 accounts");
  await app.code("One");
  assert.deepEqual(await app.titles(), ["One", "Two", "Three"]);
});

/** One code of a Google export (its message as packages/vault describes it). */
function batch(names: readonly string[], index: number, size: number): string {
  const field = (number: number, bytes: readonly number[]) => [
    number * 8 + 2,
    bytes.length,
    ...bytes,
  ];
  const accounts = names.flatMap((name, number) =>
    field(1, [
      ...field(1, [...Buffer.from(`key of ${name} ${number}`)]),
      ...field(2, [...Buffer.from("alice")]),
      ...field(3, [...Buffer.from(name)]),
      ...[32, 1, 40, 1, 48, 2],
    ]),
  );
  const message = Buffer.from([...accounts, 16, 1, 24, size, 32, index, 40, 77]);
  return `otpauth-migration://offline?data=${encodeURIComponent(message.toString("base64"))}`;
}

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
  assert.ok(await visitor.find("button", "Delete for good", erase).isDisabled());
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
  assert.ok(await visitor.find("button", "Save the unprotected file", warning).isDisabled());
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
  for (const [content, words] of [
    ["", "The file is empty."],
    ["dear diary", "This is no export of an authenticator that can be read here."],
    ['{"version":1,"header":{"slots":null},"db":{"entries":[{"type":"to', "The file breaks off"],
    ["x".repeat(1_000_000), "This is no export of an authenticator"],
  ] as const) {
    await chooseFile(other, "export.json", content);
    await other.visitor.sees(words);
  }
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
  const stored = () =>
    visitor.page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open("sallyport-authenticator");
        opening.onsuccess = () => resolve(opening.result);
      });
      const store = database.transaction("kept", "readwrite").objectStore("kept");
      const keys = await new Promise<IDBValidKey[]>((resolve) => {
        const asking = store.getAllKeys();
        asking.onsuccess = () => resolve(asking.result);
      });
      if (keys.includes("vault"))
        store.put(new Uint8Array([83, 65, 76, 76, 89, 86, 76, 84]), "vault");
      return keys.map(String);
    });
  await stored();
  await visitor.page.reload();
  await visitor.isAt("The vault cannot be read");
  await visitor.checkScreen("authenticator-unreadable");
  await visitor.press("Begin anew");
  const dialog = await visitor.dialog("Begin anew");
  await visitor.press("Begin anew", dialog);
  await visitor.isAt("Your codes, on this device alone");
  assert.match((await stored()).join(), /^aside-/);
});

scene(
  "a wrong clock is named, and corrected only if the person agrees",
  async ({ host, device }) => {
    host.setClock(-40_000);
    const app = await device();
    const { visitor } = app;
    await app.createVault();
    await app.addLink(link("Harbour"));
    await visitor.sees(/This device's clock is (39|40|41) seconds fast\./);
    await app.showsCodesOf("Harbour", secret);
    await visitor.press("Correct the codes");
    await visitor.sees("Codes are corrected.");
    await app.showsCodesOf("Harbour", secret, { aheadMs: -40_000 });
    await visitor.checkScreen("authenticator-clock");
    await visitor.press("Do not correct");
    await app.showsCodesOf("Harbour", secret);
  },
);

scene("a new version is announced, and comes only when asked for", async ({ host, device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  await visitor.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await visitor.page.reload();
  await app.unlock();
  await visitor.sees("No accounts yet");
  const cdp = await visitor.page.context().newCDPSession(visitor.page);
  const { installabilityErrors } = await cdp.send("Page.getInstallabilityErrors");
  const faults = installabilityErrors.map(({ errorId }) => errorId);
  assert.deepEqual(faults, ["in-incognito"], "nothing but the test's own window is in the way");

  host.rewrite("sw.js", (text) => text.replace(/[0-9a-f]{16}/, "0123456789abcdef"));
  host.rewrite("index.html", (text) => text.replace("<title>", "<title>Newer "));
  await visitor.page.evaluate(async () => {
    await (await navigator.serviceWorker.getRegistration())?.update();
  });
  await visitor.sees("A new version is ready.");
  await visitor.sees("No accounts yet");
  assert.equal(await visitor.page.title(), "Sallyport Authenticator");
  await visitor.press("Reload");
  await visitor.isAt("Locked");
  assert.equal(await visitor.page.title(), "Newer Sallyport Authenticator");
});

scene("a picture that another app shares is read", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  await visitor.page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
  await visitor.page.reload();
  await app.unlock();
  await visitor.sees("No accounts yet");
  const picture = await qrFile(visitor.page, link("Harbour"));
  await visitor.page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const form = new FormData();
    form.set("picture", new File([bytes], "shot.png", { type: "image/png" }));
    await fetch("/share", { method: "POST", body: form, redirect: "manual" });
    location.hash = "shared";
  }, picture.toString("base64"));
  await app.showsCodesOf("Harbour", secret);
});

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

scene("a pasted screenshot and a dropped picture are read", async ({ device }) => {
  const app = await device();
  const { visitor } = app;
  await app.createVault();
  for (const [name, kind] of [
    ["Pasted", "paste"],
    ["Dropped", "drop"],
  ] as const) {
    await app.goTo("add");
    await visitor.isAt("Add account");
    const key = name === "Pasted" ? secret : secret.replace(/Q$/, "A");
    const picture = await qrFile(visitor.page, link(name, key));
    await visitor.page.evaluate(
      ({ base64, type }) => {
        const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], "shot.png", { type: "image/png" }));
        const options = { bubbles: true, cancelable: true };
        document.body.dispatchEvent(
          type === "paste"
            ? new ClipboardEvent("paste", { ...options, clipboardData: data })
            : new DragEvent("drop", { ...options, dataTransfer: data }),
        );
      },
      { base64: picture.toString("base64"), type: kind },
    );
    await app.showsCodesOf(name, key);
  }
});

scene("of two cameras one is chosen, and it is off when nobody scans", async ({ device }) => {
  const app = await device({ cameras: twoCameras });
  const { visitor } = app;
  const { page } = visitor;
  await app.createVault();
  await app.goTo("add");
  await visitor.press("Start the camera");
  const choice = page.getByRole("combobox", { name: "Camera" });
  await choice.waitFor();
  assert.deepEqual(await choice.locator("option").allTextContents(), [
    "fake_device_0",
    "fake_device_1",
  ]);
  await choice.selectOption("fake_device_1");
  await page.waitForFunction(() => {
    const video = document.querySelector("video")?.srcObject;
    return video instanceof MediaStream && video.getVideoTracks()[0]?.label === "fake_device_1";
  });
  const track = await page.evaluateHandle(() => {
    const video = document.querySelector("video")?.srcObject;
    return video instanceof MediaStream ? video.getVideoTracks()[0] : undefined;
  });
  await visitor.checkScreen("authenticator-camera");
  await visitor.press("Stop the camera");
  await visitor.find("button", "Start the camera").waitFor();
  assert.equal(await track.evaluate((each) => each?.readyState), "ended");
});

scene("a code that is on this screen already is captured", async ({ device }) => {
  const app = await device({ cameras: twoCameras });
  const { visitor } = app;
  await app.createVault();
  await app.goTo("add");
  await visitor.press("Capture the screen");
  await visitor.sees("There is no QR code in that picture that can be read.");
  const base64 = (await qrFile(visitor.page, link("Harbour"))).toString("base64");
  await visitor.page.evaluate((png) => {
    const picture = new Image(260, 260);
    picture.alt = "";
    picture.src = `data:image/png;base64,${png}`;
    document.body.prepend(picture);
  }, base64);
  await visitor.press("Capture the screen");
  await app.showsCodesOf("Harbour", secret);
});

scene("its looks are calm: dark, on a telephone, from right to left", async ({ device }) => {
  const app = await device({ viewport: { width: 375, height: 760 }, colorScheme: "dark" });
  const { visitor } = app;
  const { page } = visitor;
  await visitor.checkScreen("authenticator-dark-first-run");
  await app.createVault();
  await app.addLink(link("Harbour"));
  await app.code("Harbour");
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  await visitor.checkScreen("authenticator-dark-phone");
  for (const route of ["", "add", "settings", "backup", "trash"] as const) {
    await app.goTo(route);
    await page.getByRole("heading", { level: 1 }).waitFor();
    assert.ok(await fits(), `${route} fits on 375 pixels`);
    await visitor.checkScreen(`authenticator-dark-${route}`);
  }
  await app.goTo("");
  await page.evaluate(() => {
    document.documentElement.dir = "rtl";
  });
  assert.ok(await fits(), "it fits from right to left");
  await visitor.checkScreen("authenticator-rtl");
});

test("the first load is under 150 kB, and the manifest has what installing needs", async () => {
  const host = await serveFolder(dist);
  try {
    const index = await readFile(join(dist, "index.html"), "utf8");
    const { gzipSync } = await import("node:zlib");
    const loaded = [...index.matchAll(/(?:src|href)="\/(assets\/[^"]+)"/g)].map(
      ([, name = ""]) => name,
    );
    const sizes = await Promise.all(
      ["index.html", ...loaded].map(
        async (name) => gzipSync(await readFile(join(dist, name))).length,
      ),
    );
    assert.ok(sizes.reduce((sum, size) => sum + size, 0) < 150_000, sizes.join(" + "));

    const manifest = JSON.parse(await readFile(join(dist, "manifest.webmanifest"), "utf8"));
    assert.equal(manifest.display, "standalone");
    assert.deepEqual(manifest.shortcuts[0].url, "/#add");
    assert.equal(manifest.share_target.action, "/share");
    for (const { src, sizes: size, type } of manifest.icons) {
      const icon = await readFile(join(dist, src));
      if (type === "image/png")
        assert.equal(`${icon.readUInt32BE(16)}x${icon.readUInt32BE(20)}`, size);
    }
    const worker = await readFile(join(dist, "sw.js"), "utf8");
    for (const name of readdirSync(join(dist, "assets"))) {
      assert.ok(worker.includes(`"/assets/${name}"`), `${name} is there without a network`);
    }
  } finally {
    await host.stop();
  }
});
