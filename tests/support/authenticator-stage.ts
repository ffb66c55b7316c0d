// The stage for the authenticator: a host of its files, devices that open it, cameras, and pictures with QR codes in them.

import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
// biome-ignore lint/correctness/noUndeclaredDependencies: the core brings it, and only tests import this file
import encodeQR from "qr";
import { Authenticator } from "../browser/pages/authenticator.ts";
import { filmOf, type GreyPicture } from "./fake-camera.ts";
import { type Hands, mouse } from "./hands.ts";
import { findChromium, flags } from "./journey.ts";
import { patienceMs } from "./patience.ts";
import { repository } from "./sallyport.ts";
import { slowDown } from "./slowness.ts";
import { type StaticHost, serveFolder } from "./static-host.ts";
import { Visitor, watch } from "./visitor.ts";

export const dist = join(repository, "apps/authenticator/dist");
const folder = await mkdtemp(join(tmpdir(), "sallyport-authenticator-test-"));
const film = join(folder, "camera.y4m");
writeFileSync(film, filmOf({ width: 0, height: 0, pixels: new Uint8Array() }));

/** Shows a film from now on, to whoever starts the one camera. */
export function show(picture: GreyPicture): Promise<void> {
  return writeFile(film, filmOf(picture));
}

const oneCamera = [
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream",
  `--use-file-for-fake-video-capture=${film}`,
];
/** The "screen" that a person chooses to capture is the window itself. */
export const twoCameras = [
  "--use-fake-ui-for-media-stream",
  "--use-fake-device-for-media-stream=device-count=2,display-media-type=browser",
];

const launched = new Map<readonly string[], Promise<Browser>>();

export function browser(cameras: readonly string[] = oneCamera): Promise<Browser> {
  const open =
    launched.get(cameras) ??
    chromium.launch({ executablePath: findChromium(), args: [...flags, ...cameras] });
  launched.set(cameras, open);
  return open;
}

after(async () => {
  for (const open of launched.values()) await (await open).close();
  await rm(folder, { recursive: true, force: true });
});

export interface Stage {
  readonly host: StaticHost;
  /** A device with a browser of its own. */
  device(options?: DeviceOptions): Promise<Authenticator>;
}

export interface DeviceOptions extends BrowserContextOptions {
  readonly hands?: Hands;
  readonly cameras?: readonly string[];
}

/** A test on a host of files; what no page may do fails it too. */
export function scene(name: string, play: (stage: Stage) => Promise<void>): void {
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
      context.setDefaultTimeout(patienceMs);
      ends.push(() => context.close());
      watched.push(watch(context, host.origin));
      await slowDown(context);
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

export const secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
export const link = (name: string, key = secret) =>
  `otpauth://totp/${name}:alice@example.com?secret=${key}&issuer=${name}`;

/** A QR code as a camera would see it on a screen. */
export function qrPicture(text: string, pixelsAModule = 5): GreyPicture {
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
export async function qrFile(page: Page, text: string): Promise<Buffer> {
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

export async function choosePicture({ visitor }: Authenticator, picture: Buffer): Promise<void> {
  const file = { name: "code.png", mimeType: "image/png", buffer: picture };
  await visitor.page.getByLabel("Choose a picture").first().setInputFiles(file);
}

export async function chooseFile(
  { visitor }: Authenticator,
  name: string,
  content: string | Buffer,
): Promise<void> {
  const buffer = typeof content === "string" ? Buffer.from(content) : content;
  const file = { name, mimeType: "application/octet-stream", buffer };
  await visitor.page.locator('input[type="file"]').first().setInputFiles(file);
}
