// A journey is one test in a real browser, with servers and windows of its own that are gone when it ends. It fails too when a
// page did on the way what no page may do.

import assert from "node:assert/strict";
import { existsSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { after, test } from "node:test";
import { type Browser, type BrowserContextOptions, chromium } from "playwright-core";
import { type Hands, keyboard, mouse } from "./hands.ts";
import { type Installation, type Lab, type Served, startEmpty, startLab } from "./installation.ts";
import { patienceMs } from "./patience.ts";
import { slowDown } from "./slowness.ts";
import { Visitor, watch } from "./visitor.ts";

export const flags = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export interface Stage {
  startLab(): Promise<Lab>;
  startEmpty(): Promise<Installation>;
  /** A person at a window of their own: another browser, as far as the server can tell. */
  visit(server: Served, options?: VisitOptions): Promise<Visitor>;
}

export interface VisitOptions extends BrowserContextOptions {
  readonly hands?: Hands;
}

let browser: Promise<Browser> | undefined;

function openBrowser(): Promise<Browser> {
  browser ??= chromium.launch({ executablePath: findChromium(), args: flags });
  return browser;
}

export function findChromium(): string {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  const found = folders.map((folder) => join(folder, "chromium")).find(existsSync);
  if (found === undefined)
    throw new Error("There is no chromium in the PATH: npm test installs it.");
  return found;
}

after(async () => {
  await (await browser)?.close();
});

/** A test in a browser, for each pair of hands: with the mouse, and again with the keyboard alone. */
export function journey(
  name: string,
  walk: (stage: Stage) => Promise<void>,
  walkers: readonly Hands[] = [mouse, keyboard],
): void {
  for (const hands of walkers) test(`${name} (${hands.name})`, () => stageFor(hands, walk));
}

async function stageFor(hands: Hands, walk: (stage: Stage) => Promise<void>): Promise<void> {
  const ends: (() => Promise<unknown>)[] = [];
  const visitors: Visitor[] = [];
  const watched: (readonly string[])[] = [];
  const kept = async <T extends Served>(start: () => Promise<T>) => {
    const server = await start();
    ends.push(() => server.stop());
    return server;
  };
  const stage: Stage = {
    startLab: () => kept(startLab),
    startEmpty: () => kept(startEmpty),
    async visit(server, { hands: own = hands, ...options } = {}) {
      const context = await (await openBrowser()).newContext({
        viewport: { width: 1280, height: 900 },
        reducedMotion: "reduce",
        ...options,
      });
      context.setDefaultTimeout(patienceMs);
      ends.push(() => context.close());
      watched.push(watch(context, server.origin));
      await slowDown(context);
      const visitor = new Visitor(await context.newPage(), own, server.origin);
      visitors.push(visitor);
      return visitor;
    },
  };
  try {
    await walk(stage);
    assert.deepEqual(watched.flat(), [], "what no page may do");
  } catch (error) {
    throw await withPictures(error, visitors, watched.flat());
  } finally {
    for (const end of ends.reverse()) await end();
  }
}

/** What went wrong, with where each window stood: its picture, and what a screen reader is told. */
async function withPictures(
  error: unknown,
  visitors: readonly Visitor[],
  seen: readonly string[],
): Promise<Error> {
  const folder = mkdtempSync(join(tmpdir(), "sallyport-failed-journey-"));
  const places = await Promise.all(
    visitors.map(async (visitor, index) => {
      const picture = join(folder, `window-${index + 1}.png`);
      try {
        writeFileSync(picture, await visitor.screenshot());
        const spoken = await visitor.page.locator("body").ariaSnapshot();
        writeFileSync(join(folder, `window-${index + 1}.txt`), spoken);
        return `window ${index + 1} at ${visitor.path()}: ${picture}`;
      } catch {
        return `window ${index + 1} shows no picture`;
      }
    }),
  );
  const told = error instanceof Error ? error.message : String(error);
  return new Error([told, ...places, ...seen].join("\n"), { cause: error });
}
