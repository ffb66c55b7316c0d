import type { Locator } from "playwright-core";
import type { Visitor } from "../../support/visitor.ts";

/** The page "Credential report". */
export class CredentialReport {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  row(userName: string): Locator {
    return this.#visitor
      .find("table", "Credential report")
      .getByRole("row")
      .filter({ has: this.#visitor.find("link", userName) });
  }

  /** Shows all users, or those alone that something is to be done about. */
  show(part: string): Promise<void> {
    const toolbar = this.#visitor.find("toolbar", "Show");
    return this.#visitor.hands.pickSegment(toolbar, this.#visitor.find("button", part, toolbar));
  }
}
