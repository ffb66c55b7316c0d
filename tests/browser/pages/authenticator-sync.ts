import type { Locator } from "playwright-core";
import type { Visitor } from "../../support/visitor.ts";
import { SecurityCredentials } from "./security-credentials.ts";

/** "Authenticator sync" among one's own credentials in the console: the devices that are kept in step. */
export class AuthenticatorSync {
  readonly #visitor: Visitor;
  readonly #credentials: SecurityCredentials;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
    this.#credentials = new SecurityCredentials(visitor);
  }

  /** A new pairing code, typed out and as a picture. */
  async pairingCode(): Promise<{ readonly code: string; readonly qrCode: Buffer }> {
    const section = await this.#open();
    await section.getByRole("button", { name: /^(Turn on|Pair a device)$/ }).click();
    const dialog = await this.#visitor.dialog("Pair a device");
    const code = dialog.getByRole("region", { name: "Pairing code" }).locator("code");
    const picture = dialog.getByRole("img", { name: "QR code with the pairing code" });
    const [typed, address] = [await code.textContent(), await picture.getAttribute("src")];
    await this.#visitor.press("Close", dialog);
    return {
      code: typed ?? "",
      qrCode: Buffer.from((address ?? "").replace("data:image/png;base64,", ""), "base64"),
    };
  }

  async devices(): Promise<readonly string[]> {
    const section = await this.#open();
    const off = section.getByText("Sync is off");
    const heads = section.getByRole("table").getByRole("rowheader");
    await off.or(heads.first()).waitFor();
    return heads.allTextContents();
  }

  async remove(name: string): Promise<void> {
    const section = await this.#open();
    await section.getByRole("radio", { name: new RegExp(`^Select ${name},`) }).check();
    await this.#visitor.press("Remove", section);
    await this.#visitor.press("Remove", await this.#visitor.dialog(`Remove ${name}?`));
    await this.#visitor.sees(`${name} was removed.`);
  }

  async #open(): Promise<Locator> {
    await this.#credentials.open();
    const head = this.#visitor.find("button", "Authenticator sync");
    await head.waitFor();
    if ((await head.getAttribute("aria-expanded")) !== "true") {
      await this.#visitor.hands.press(head);
    }
    return this.#visitor.find("region", "Authenticator sync");
  }
}
