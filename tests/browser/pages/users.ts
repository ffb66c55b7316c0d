import type { Locator } from "playwright-core";
import type { Visitor } from "../../support/visitor.ts";

/** The list of users, and the page of one. */
export class Users {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  async open(): Promise<void> {
    await this.#visitor.open("/console/users");
    await this.#visitor.isAt("Users");
  }

  row(userName: string): Locator {
    return this.#table()
      .getByRole("row")
      .filter({ has: this.#visitor.find("link", userName) });
  }

  /** What a column of the list says about a user. */
  async cell(userName: string, column: string): Promise<string> {
    const row = this.row(userName);
    await row.waitFor();
    const headers = await this.#table().getByRole("columnheader").allInnerTexts();
    const index = headers.findIndex((header) => header.trim() === column);
    return (await row.locator("th, td").nth(index).innerText()).trim();
  }

  async openUser(userName: string): Promise<void> {
    await this.#visitor.follow(userName, this.row(userName));
    await this.#visitor.isAt(userName);
  }

  /** Goes to a tab of a user's page as a person who knows the address. */
  async openTabOf(userName: string, tab: string): Promise<void> {
    await this.#visitor.open(`/console/users/${encodeURIComponent(userName)}`);
    await this.#visitor.isAt(userName);
    await this.openTab(tab);
  }

  async openTab(tab: string): Promise<void> {
    await this.#visitor.hands.openTab(this.#visitor.find("tab", tab));
    await this.#visitor.find("tabpanel", tab).waitFor();
  }

  #table(): Locator {
    return this.#visitor.find("table", "Users");
  }
}
