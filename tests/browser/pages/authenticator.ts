import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { type TotpSettings, totp } from "../../support/oathtool.ts";
import type { Visitor } from "../../support/visitor.ts";

export const passphrase = "quiet harbour lantern moss violin";

export interface ShownCodes extends TotpSettings {
  /** How far the app's clock is ahead of this machine's. */
  readonly aheadMs?: number;
}

/** The authenticator app. */
export class Authenticator {
  readonly visitor: Visitor;

  constructor(visitor: Visitor) {
    this.visitor = visitor;
  }

  async open(route = ""): Promise<void> {
    await this.visitor.open(route === "" ? "/" : `/#${route}`);
  }

  /** The first run: a vault under a passphrase. */
  async createVault(text: string = passphrase): Promise<void> {
    const { visitor } = this;
    await visitor.isAt("Your codes, on this device alone");
    await visitor.type("New passphrase", text);
    await visitor.type("Retype the passphrase", text);
    await visitor.press("Create my vault");
    await visitor.find("link", "Add account").waitFor();
  }

  async unlock(text: string = passphrase): Promise<void> {
    await this.visitor.type("Passphrase", text);
    await this.visitor.press("Unlock");
  }

  async lock(): Promise<void> {
    await this.visitor.press("Lock now");
    await this.visitor.isAt("Locked");
  }

  async goTo(route: "add" | "settings" | "sync" | "backup" | "trash" | ""): Promise<void> {
    await this.visitor.page.evaluate((hash) => {
      location.hash = hash;
    }, route);
  }

  /** Adds an account by its otpauth link, or types a bare key. */
  async addLink(link: string): Promise<void> {
    await this.goTo("add");
    await this.visitor.isAt("Add account");
    await this.visitor.type("Secret key or otpauth link", link);
    await this.visitor.press("Add");
    await this.isStored(); // only then does the screen go on to the codes
  }

  /** Waits until what was changed is stored, and not only shown: while it is being stored its lock is held. */
  async isStored(): Promise<void> {
    await this.visitor.becomes("everything stored", () =>
      this.visitor.page.evaluate(async () => {
        const { held = [], pending = [] } = await navigator.locks.query();
        return held.length + pending.length === 0;
      }),
    );
  }

  card(title: string): Locator {
    const heading = this.visitor.page.getByRole("heading", { level: 2, name: title, exact: true });
    return this.visitor.page.getByRole("listitem").filter({ has: heading });
  }

  /** The code that is shown, as a screen reader is told it. */
  async code(title: string, which: "code" | "next code" = "code"): Promise<string> {
    const button = this.card(title).getByRole("button", {
      name: new RegExp(`^Copy the ${which} of `),
    });
    await button.waitFor();
    const name = (await button.locator(".for-ears").textContent()) ?? "";
    return name.slice(name.lastIndexOf(":")).replace(/\D/g, "");
  }

  /** The code and the next one are what oathtool makes of the same key. */
  async showsCodesOf(
    title: string,
    secret: string,
    { aheadMs = 0, periodSeconds = 30, ...settings }: ShownCodes = {},
  ): Promise<void> {
    const step = () => Math.floor((Date.now() + aheadMs) / 1000 / periodSeconds);
    for (let tries = 0; ; tries++) {
      const before = step();
      const shown = [await this.code(title), await this.code(title, "next code")];
      const code = (index: number) => totp(secret, index, { periodSeconds, ...settings });
      const wanted = [await code(before), await code(before + 1)];
      if (shown.join() === wanted.join()) return;
      // A new step may just have begun, and a busy page may not have heard of it.
      if (tries === 20) assert.deepEqual(shown, wanted, `the codes of ${title}`);
      await new Promise((resolve) => setTimeout(resolve, 700));
    }
  }

  titles(): Promise<string[]> {
    return this.visitor.page
      .getByRole("listitem")
      .getByRole("heading", { level: 2 })
      .allTextContents(); // of cards too that are not in view, and so not drawn
  }
}
