import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import { AuthenticatorApp } from "../../support/authenticator-app.ts";
import { until } from "../../support/patience.ts";
import type { Visitor } from "../../support/visitor.ts";

/** "Manage MFA device" and the wizard in it. */
export class MfaDialog {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  /** The dialog where the kind of device is chosen, and its name typed. */
  manage(): Promise<Locator> {
    return this.#visitor.dialog("Manage MFA device");
  }

  setUp(): Promise<Locator> {
    return this.#visitor.dialog("Set up virtual MFA device");
  }

  /** Chooses a virtual device, and continues. */
  async chooseVirtual({ deviceName }: { readonly deviceName?: string } = {}): Promise<void> {
    const dialog = await this.manage();
    await this.#visitor.choose("Virtual MFA device", dialog);
    if (deviceName !== undefined) await this.#visitor.type("Device name", deviceName, dialog);
    await this.#visitor.press("Continue", dialog);
    await this.setUp();
  }

  /** Shows the QR code and reads it out of a picture of the screen. */
  async scan(): Promise<{ readonly app: AuthenticatorApp; readonly uri: URL }> {
    const dialog = await this.setUp();
    await this.#visitor.press("Show QR code", dialog);
    await this.#visitor.find("img", "QR code", dialog).waitFor();
    // The picture stands in the document before it is painted.
    return until("a QR code that a camera can read", async () =>
      AuthenticatorApp.scan(await this.#visitor.screenshot()).catch(() => undefined),
    );
  }

  /** Shows the secret key, and answers with its text as it stands there. */
  async showSecretKey(): Promise<string> {
    const dialog = await this.setUp();
    await this.#visitor.press("Show secret key", dialog);
    const key = this.#visitor.find("region", "Secret key", dialog).getByRole("code");
    return (await key.innerText()).trim();
  }

  /** Types a pair of codes, whichever form in the dialog asks for them. */
  async typePair([first, second]: readonly [string, string]): Promise<void> {
    const dialog = this.#visitor.page.getByRole("dialog");
    await this.#visitor.type("MFA code 1", first, dialog);
    await this.#visitor.type("MFA code 2", second, dialog);
  }

  async assign(pair: readonly [string, string]): Promise<void> {
    await this.typePair(pair);
    await this.#visitor.press("Assign MFA");
  }

  /** From the first dialog to the success screen, with codes of the moment. */
  async assignVirtual(options: { readonly deviceName?: string } = {}): Promise<AuthenticatorApp> {
    await this.chooseVirtual(options);
    const { app } = await this.scan();
    await this.assign(await app.freshPair());
    await this.isAssigned();
    return app;
  }

  async isAssigned(): Promise<Locator> {
    const dialog = await this.manage();
    await this.#visitor.sees("You have successfully assigned virtual MFA", dialog);
    await this.#visitor.sees("This virtual MFA will be required during sign-in.", dialog);
    return dialog;
  }

  async close(): Promise<void> {
    const dialog = this.#visitor.page.getByRole("dialog");
    await this.#visitor.press("Close", dialog);
    await dialog.waitFor({ state: "hidden" });
  }

  /** What the field of a refused code says about it. */
  async faultAt(field: "MFA code 1" | "MFA code 2", words: RegExp): Promise<void> {
    const dialog = this.#visitor.page.getByRole("dialog");
    await this.#visitor.sees(words, dialog);
    const input = this.#visitor.find("textbox", field, dialog);
    assert.equal(await input.getAttribute("aria-invalid"), "true", `${field} is marked as wrong`);
    const described = await input.evaluate((element) =>
      (element.getAttribute("aria-describedby") ?? "")
        .split(" ")
        .map((id) => document.getElementById(id)?.textContent ?? "")
        .join(" "),
    );
    assert.match(described, words);
  }
}
