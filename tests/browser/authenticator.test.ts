// The authenticator in a real browser: served by Sallyport beside the console, and by a host that only serves files.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import {
  browser,
  choosePicture,
  dist,
  link,
  qrFile,
  qrPicture,
  scene,
  secret,
  show,
} from "../support/authenticator-stage.ts";
import { send } from "../support/client.ts";
import type { GreyPicture } from "../support/fake-camera.ts";
import { mouse } from "../support/hands.ts";
import { startLab } from "../support/installation.ts";
import { watchSlowHashes } from "../support/slow-hash-watch.ts";
import { serveFolder } from "../support/static-host.ts";
import { Visitor, watch } from "../support/visitor.ts";
import { Authenticator } from "./pages/authenticator.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";

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
    await show(await greyOf(visitor.page));

    const phone = await (await browser()).newContext({
      viewport: { width: 375, height: 760 },
      permissions: ["camera"],
    });
    const phoneSeen = watch(phone, authenticatorOrigin);
    const app = new Authenticator(new Visitor(await phone.newPage(), mouse, authenticatorOrigin));
    const hashes = watchSlowHashes(app.visitor.page);
    await app.open("add");
    await app.createVault();
    await hashes.areInWorkers(1);
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
  await show(qrPicture(link("Harbour")));
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
  await app.goTo("settings");
  await app.visitor.sees("Sync is off: everything stays on this device.");
  for (const route of ["backup", "trash", "add"] as const) await app.goTo(route);
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

  // Only who opens the screen for sync asks which Sallyport there is; here there is none.
  await app.goTo("sync");
  await app.visitor.sees("Sync is not offered here");
  await app.visitor.checkScreen("authenticator-sync-not-offered");
  assert.equal(host.asked.filter((line) => line.endsWith(" /server.json")).length, 1);
  assert.deepEqual(
    urls.filter((url) => !url.startsWith("data:") && new URL(url).origin !== host.origin),
    [],
  );
});

scene(
  "a wrong clock is named, and corrected only if the person agrees",
  async ({ host, device }) => {
    host.setClock(-40_000);
    const app = await device();
    const { visitor } = app;
    await app.createVault();
    await app.addLink(link("Harbour"));
    // Measured to a second, and half of what the question took.
    await visitor.sees(/This device's clock is (3[6-9]|4[0-4]) seconds fast\./);
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

scene("its looks are calm: dark, on a telephone, from right to left", async ({ device }) => {
  const app = await device({ viewport: { width: 375, height: 760 }, colorScheme: "dark" });
  const { visitor } = app;
  const { page } = visitor;
  await visitor.checkScreen("authenticator-dark-first-run");
  await app.createVault();
  await app.addLink(link("Harbour"));
  await app.code("Harbour");
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
  await app.addLink(`otpauth://totp/Ten:bob?secret=${secret}&digits=10`);
  await app.code("Ten");
  for (const width of [320, 375, 1280]) {
    await page.setViewportSize({ width, height: 760 });
    assert.ok(await isWhole(app.card("Ten")), `ten digits and their ring on ${width} pixels`);
  }
  await page.setViewportSize({ width: 375, height: 760 });
  await visitor.checkScreen("authenticator-dark-phone");
  for (const route of ["", "add", "settings", "sync", "backup", "trash"] as const) {
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

/** Whether all that is in a card lies within it. */
function isWhole(card: Locator): Promise<boolean> {
  return card.evaluate((element) => {
    const { left, right } = element.getBoundingClientRect();
    return [...element.querySelectorAll(".digits, .ring")].every((part) => {
      const box = part.getBoundingClientRect();
      return box.left >= left && box.right <= right;
    });
  });
}

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
    const texts = await Promise.all(loaded.map((name) => readFile(join(dist, name), "utf8")));
    assert.ok(!texts.join("").includes("/vault-sync/"), "what syncs comes only where that is on");

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
