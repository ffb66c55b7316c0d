// The phone of the journeys: zbarimg is its camera and oathtool its clockwork. Neither is ours, so that a fault of ours cannot
// hide behind itself.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const stepSeconds = 30;

export class AuthenticatorApp {
  readonly secret: string;
  /** The last step whose code was given out: no code is good twice. */
  #last = 0;

  private constructor(secret: string) {
    this.secret = secret;
  }

  /** Scans what a screenshot shows. */
  static async scan(screenshot: Buffer): Promise<{ app: AuthenticatorApp; uri: URL }> {
    const folder = await mkdtemp(join(tmpdir(), "sallyport-camera-"));
    try {
      const picture = join(folder, "screen.png");
      await writeFile(picture, screenshot);
      const { stdout } = await run("zbarimg", ["-q", "--raw", picture]);
      const uri = new URL(stdout.trim());
      return { uri, app: new AuthenticatorApp(uri.searchParams.get("secret") ?? "") };
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  /** Types the secret key in, with or without the spaces. */
  static typed(secretKey: string): AuthenticatorApp {
    return new AuthenticatorApp(secretKey.replaceAll(" ", ""));
  }

  static now(): number {
    return Math.floor(Date.now() / 1000 / stepSeconds);
  }

  /** What the app shows in a time step. */
  async codeAt(step: number): Promise<string> {
    const moment = new Date(step * stepSeconds * 1000).toISOString();
    const now = `${moment.slice(0, 10)} ${moment.slice(11, 19)} UTC`;
    const { stdout } = await run("oathtool", ["--totp", "--base32", "--now", now, this.secret]);
    return stdout.trim();
  }

  /** A code that sign-in takes and that was not given out before; waits for it where it must. */
  async freshCode(): Promise<string> {
    const step = Math.max(this.#last + 1, AuthenticatorApp.now());
    await untilStep(step - 1);
    return this.#give(step);
  }

  /**
   * Two codes in a row, of the moment or shortly before. They leave the next two steps for signing in, so that a journey
   * need not wait a minute.
   */
  async freshPair(): Promise<readonly [string, string]> {
    const step = Math.max(this.#last + 1, AuthenticatorApp.now() - 2);
    await untilStep(step);
    return [await this.#give(step), await this.#give(step + 1)];
  }

  /** Two codes in a row that ended so many steps ago. */
  async latePair(stepsAgo: number): Promise<readonly [string, string]> {
    const step = AuthenticatorApp.now() - stepsAgo - 1;
    return [await this.#give(step), await this.#give(step + 1)];
  }

  /** The code that was given out last. */
  lastCode(): Promise<string> {
    return this.codeAt(this.#last);
  }

  /** Six digits that this device shows at no time near now. */
  async wrongCode(): Promise<string> {
    const now = AuthenticatorApp.now();
    const near = await Promise.all([-3, -2, -1, 0, 1, 2, 3].map((d) => this.codeAt(now + d)));
    let code = 271828;
    while (near.includes(String(code))) code++;
    return String(code);
  }

  #give(step: number): Promise<string> {
    this.#last = Math.max(this.#last, step);
    return this.codeAt(step);
  }
}

/** Resolves once this time step has begun: at once, where it is over. */
async function untilStep(step: number): Promise<void> {
  const leftMs = step * stepSeconds * 1000 - Date.now();
  if (leftMs > 0) await new Promise((resolve) => setTimeout(resolve, leftMs + 50));
}
