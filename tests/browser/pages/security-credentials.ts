import type { Locator } from "playwright-core";
import type { Visitor } from "../../support/visitor.ts";
import { MfaDialog } from "./mfa-dialog.ts";

export const sections = {
  password: "Password",
  mfa: "Multi-factor authentication (MFA)",
  keys: "Access keys (access key ID and secret access key)",
  sync: "Authenticator sync",
} as const;

/** One's own credentials: "Your Security Credentials" of root, "My security credentials" of an IAM user. */
export class SecurityCredentials {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  /** Goes there as a person who knows the address. */
  async open(): Promise<void> {
    await this.#visitor.open("/console/security-credentials");
    await this.#visitor.page
      .getByRole("heading", { level: 1, name: /security credentials$/i })
      .waitFor();
  }

  head(section: keyof typeof sections): Locator {
    return this.#visitor.find("button", sections[section]);
  }

  async expand(section: keyof typeof sections): Promise<void> {
    const head = this.head(section);
    await head.waitFor();
    if ((await head.getAttribute("aria-expanded")) !== "true") {
      await this.#visitor.hands.press(head);
    }
  }

  async activateMfa(): Promise<void> {
    await this.expand("mfa");
    await this.#visitor.press("Activate MFA");
  }

  /** Gives oneself a virtual device: the session goes on with MFA where it was the first. */
  async setUpMfa(): Promise<void> {
    await this.open();
    await this.activateMfa();
    const dialog = new MfaDialog(this.#visitor);
    await dialog.assignVirtual();
    await dialog.close();
  }

  /** The row of a device in the table. */
  device(name: string): Locator {
    return this.#visitor
      .find("table", "MFA devices")
      .getByRole("row")
      .filter({ has: this.#visitor.page.getByRole("rowheader", { name, exact: true }) });
  }

  /** Selects a device and presses a button for it. */
  async manage(name: string, button: "Resync" | "Remove"): Promise<void> {
    await this.device(name).waitFor();
    const radio = this.#visitor.find("radio", `Select ${name}`);
    if (!(await radio.isChecked())) await this.#visitor.hands.choose(radio);
    await this.#visitor.press(button);
  }
}
