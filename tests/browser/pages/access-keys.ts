import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Locator } from "playwright-core";
import type { Visitor } from "../../support/visitor.ts";

export interface TakenKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Somebody's table of access keys, on a page of one's own or of a user. */
export class AccessKeys {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  place(): Locator {
    return this.#visitor.find("region", "Access keys");
  }

  /** Opens the dialog that creates a key. */
  async begin(): Promise<Locator> {
    await this.#visitor.press("Create access key");
    return this.#visitor.dialog("Create access key");
  }

  /** Takes the new key away as a file, and closes its dialog. */
  async take(fileName: string): Promise<TakenKey> {
    const dialog = await this.made();
    const download = this.#visitor.page.waitForEvent("download");
    await this.#visitor.press("Download .csv file", dialog);
    const file = await download;
    assert.equal(file.suggestedFilename(), fileName);
    const [head, row = "", ...rest] = (await readFile(await file.path(), "utf8")).split("\r\n");
    assert.deepEqual([head, rest], ["Access key ID,Secret access key", [""]]);
    const [accessKeyId = "", secretAccessKey = ""] = row.split(",");
    await this.#visitor.press("Done", dialog);
    await dialog.waitFor({ state: "hidden" });
    return { accessKeyId, secretAccessKey };
  }

  made(): Promise<Locator> {
    return this.#visitor.dialog("The new access key");
  }

  row(accessKeyId: string): Locator {
    return this.#visitor
      .find("table", "Access keys")
      .getByRole("row")
      .filter({ hasText: accessKeyId });
  }

  async select(accessKeyId: string): Promise<void> {
    await this.row(accessKeyId).waitFor();
    const radio = this.#visitor.find("radio", `Select ${accessKeyId}`);
    if (!(await radio.isChecked())) await this.#visitor.hands.choose(radio);
  }

  async isDisabled(button: string, reason: RegExp): Promise<void> {
    const control = this.#visitor.find("button", button, this.place());
    assert.equal(await control.getAttribute("aria-disabled"), "true", button);
    await control.blur(); // the dialog that closed may have left the focus here
    await control.focus();
    await this.#visitor.sees(reason);
  }
}
