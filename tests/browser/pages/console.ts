import type { Locator } from "playwright-core";
import type { Visitor } from "../../support/visitor.ts";

/** What every screen of the console has: the bar at the top with the account's menu, and the navigation at the side. */
export class Console {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  /** Waits until the console is open, whichever screen it opened with. */
  async isOpen(): Promise<void> {
    await this.#visitor.page.waitForURL(/\/console\//);
    await this.#visitor.page.getByRole("heading", { level: 1 }).waitFor();
  }

  menu(name: string): Locator {
    return this.#visitor.find("button", name);
  }

  async pickFromMenu(name: string, item: string): Promise<void> {
    await this.#visitor.hands.pickFromMenu(this.menu(name), this.#visitor.find("menuitem", item));
  }

  /** Follows a link of the side navigation. */
  follow(link: string): Promise<void> {
    return this.#visitor.follow(link, this.#visitor.find("navigation", "Side navigation"));
  }

  async signOut(name: string): Promise<void> {
    await this.pickFromMenu(name, "Sign Out");
    await this.#visitor.isAt("Sign in");
  }
}
