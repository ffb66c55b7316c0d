import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import type { Visitor } from "../../support/visitor.ts";

/** The wizard behind "Add users". */
export class AddUsers {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  async open(): Promise<void> {
    await this.#visitor.open("/console/add-users");
    await this.#visitor.isAt("Specify user details");
  }

  /** Goes on to another step. */
  async next(title: string): Promise<void> {
    await this.#visitor.press("Next");
    await this.#visitor.isAt(title);
  }

  /** Picks groups by name from the list that reads them from the server. */
  async pickGroups(names: readonly string[]): Promise<void> {
    const { page, hands } = this.#visitor;
    const list = page.getByRole("button", { name: /^Groups / });
    const options = names.map((name) => this.#visitor.find("option", name));
    await hands.pickFromList(list, options);
  }

  async addTag(number: number, key: string, value: string): Promise<void> {
    await this.#visitor.press("Add tag");
    await this.#visitor.type(`Key of tag ${number}`, key);
    await this.#visitor.type(`Value of tag ${number}`, value);
  }

  /** Shows the password that is seen only now, and takes the file away too. */
  async takePassword(userName: string): Promise<string> {
    const { page } = this.#visitor;
    await this.#visitor.press("Show");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      this.#visitor.press("Download .csv"),
    ]);
    assert.equal(download.suggestedFilename(), `${userName}_credentials.csv`);
    const [head = "", line = ""] = (await readFile(await download.path(), "utf8"))
      .replace(/^\uFEFF/, "")
      .split(/\r?\n/);
    assert.match(head, /user name/i);
    const password = /^[^,]*,"?(.*?)"?,"?http/.exec(line)?.[1]?.replaceAll('""', '"') ?? "";
    await this.#visitor.find("button", "Hide").waitFor();
    assert.ok((await page.locator("body").innerText()).includes(password), "file and page agree");
    return password;
  }
}
