// A person at a browser. Everything is found by its role and accessible name, as a screen reader would, and whatever should
// never happen on any page is written down while they look.

import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Locator, Page } from "playwright-core";
import type { Hands } from "./hands.ts";
import { until } from "./patience.ts";

type Place = Page | Locator;
export type Role = Parameters<Page["getByRole"]>[0];

export class Visitor {
  readonly page: Page;
  readonly hands: Hands;
  readonly origin: string;

  constructor(page: Page, hands: Hands, origin: string) {
    this.page = page;
    this.hands = hands;
    this.origin = origin;
  }

  /** The same person in another tab of their window. */
  inTab(page: Page): Visitor {
    return new Visitor(page, this.hands, this.origin);
  }

  find(role: Role, name: string, place: Place = this.page): Locator {
    return place.getByRole(role, { name, exact: true });
  }

  /** Types an address; where the page before was still loading and came in between, once more. */
  async open(path: string): Promise<void> {
    const typeAddress = () => this.page.goto(this.origin + path);
    await typeAddress().catch(async (error: Error) => {
      if (!error.message.includes("interrupted by another navigation")) throw error;
      await this.page.waitForLoadState();
      await typeAddress();
    });
  }

  press(name: string, place?: Place): Promise<void> {
    return this.hands.press(this.find("button", name, place));
  }

  follow(name: string, place?: Place): Promise<void> {
    return this.hands.press(this.find("link", name, place));
  }

  type(field: string, text: string, place?: Place): Promise<void> {
    return this.hands.type(this.find("textbox", field, place), text);
  }

  choose(radio: string, place?: Place): Promise<void> {
    return this.hands.choose(this.find("radio", radio, place));
  }

  tick(box: string, place?: Place): Promise<void> {
    return this.hands.tick(this.find("checkbox", box, place), true);
  }

  untick(box: string, place?: Place): Promise<void> {
    return this.hands.tick(this.find("checkbox", box, place), false);
  }

  /** Waits until the page's heading says this; a list's also says how many there are. */
  async isAt(heading: string): Promise<void> {
    const headings = this.page.getByRole("heading", { level: 1 });
    const plain = heading.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
    await headings.filter({ hasText: new RegExp(`^${plain}( \\(\\d+\\))?$`) }).waitFor();
  }

  /** Waits for words anywhere in view. */
  async sees(words: string | RegExp, place: Place = this.page): Promise<void> {
    await place.getByText(words).filter({ visible: true }).first().waitFor();
  }

  /** Waits until this is so: a page knows much only once its server has answered. */
  async becomes(what: string, ask: () => Promise<boolean>): Promise<void> {
    await until(what, async () => (await ask()) || undefined);
  }

  /** Waits until a dialog is open, and answers with it. */
  async dialog(title: string): Promise<Locator> {
    const dialog = this.find("dialog", title);
    await dialog.waitFor();
    return dialog;
  }

  path(): string {
    return this.page.url().slice(this.origin.length);
  }

  /** The picture of the window. Headless Chromium now and then fails to take one while the machine is busy. */
  async screenshot(): Promise<Buffer> {
    for (let tries = 1; ; tries++) {
      try {
        return await this.page.screenshot();
      } catch (error) {
        if (tries === 5) throw error;
        await new Promise((resolve) => setTimeout(resolve, 300));
      }
    }
  }

  /**
   * axe finds nothing serious here. The screens of a journey are the same for every hand, so one of them is enough. With
   * SALLYPORT_TEST_SHOTS set to a folder, the picture is kept there under this name.
   */
  async checkScreen(name: string): Promise<void> {
    if (this.hands.name === "keyboard") return;
    const shots = process.env["SALLYPORT_TEST_SHOTS"];
    if (shots !== undefined && shots !== "") {
      mkdirSync(shots, { recursive: true });
      writeFileSync(join(shots, `${name}.png`), await this.screenshot());
    }
    // Without preload: axe would fetch the style sheets again, which the sign-in pages' policy forbids. "Legacy" is what judges
    // the page where it is; the other way is for frames of other origins, and opens a page of its own for each of ours.
    const { violations } = await new AxeBuilder({ page: this.page })
      .setLegacyMode()
      .options({ preload: false, resultTypes: ["violations"] })
      .analyze();
    const grave = violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((n) => n.html).join(" | ")}`);
    assert.deepEqual(grave, [], `axe finds serious faults on ${name} (${this.path()})`);
  }
}

/** Writes down what no page may do: ask another host, break its own policy, fail in script, meet a fault of the server. */
export function watch(context: BrowserContext, origin: string): readonly string[] {
  const seen: string[] = [];
  const own = (url: string) => url.startsWith(`${origin}/`) || /^(data|blob|about):/.test(url);
  context.on("request", (request) => {
    if (!own(request.url())) seen.push(`asked another host: ${request.url()}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 500) seen.push(`${response.status()} from ${response.url()}`);
  });
  context.on("weberror", (error) => seen.push(`script failed: ${error.error().message}`));
  context.on("console", (message) => {
    const text = message.text();
    // A refusal that the page handles and shows is still told by Chromium.
    const refused = /^Failed to load resource: the server responded with a status of 4\d\d/;
    const grave = message.type() === "error" || message.type() === "warning";
    if (grave && !refused.test(text)) seen.push(`console ${message.type()}: ${text}`);
  });
  return seen;
}
