import type { Visitor } from "../../support/visitor.ts";

/** What a person does in the console about the authenticators that they sync. */
export class AuthenticatorSync {
  readonly #visitor: Visitor;

  constructor(visitor: Visitor) {
    this.#visitor = visitor;
  }

  /** A new pairing code, typed out and as a picture. */
  async pairingCode(): Promise<{ readonly code: string; readonly qrCode: Buffer }> {
    const { pairingCode, qrCodePng } = await this.#ask("StartVaultPairing", {});
    return { code: String(pairingCode), qrCode: Buffer.from(String(qrCodePng), "base64") };
  }

  async devices(): Promise<readonly string[]> {
    const { devices } = await this.#ask("GetVaultSync", {});
    return (devices as { name: string }[]).map(({ name }) => name);
  }

  async remove(name: string): Promise<void> {
    const { devices } = await this.#ask("GetVaultSync", {});
    const found = (devices as { deviceId: string; name: string }[]).find((d) => d.name === name);
    await this.#ask("RemoveVaultDevice", { deviceId: found?.deviceId });
  }

  async #ask(operation: string, input: object): Promise<Record<string, unknown>> {
    const { status, text } = await this.#visitor.page.evaluate(
      async ([name, body]) => {
        const answer = await fetch(`/api/${name}`, {
          method: "POST",
          headers: { "content-type": "application/json", "x-sallyport-csrf": "1" },
          body: body ?? "",
        });
        return { status: answer.status, text: await answer.text() };
      },
      [operation, JSON.stringify(input)],
    );
    if (status !== 200) throw new Error(`${operation}: ${status} ${text}`);
    return JSON.parse(text);
  }
}
