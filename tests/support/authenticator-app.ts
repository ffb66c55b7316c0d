// The phone of the journeys: zbarimg is its camera and oathtool its clockwork. Neither is ours, so that a fault of ours cannot
// hide behind itself.

import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const stepSeconds = 30;

/** The text of the QR code that a screenshot shows. */
export async function readQrCode(screenshot: Buffer): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-camera-"));
  try {
    const picture = join(folder, "screen.png");
    await writeFile(picture, screenshot);
    const { stdout } = await run("zbarimg", ["-q", "--raw", picture]);
    return stdout.trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export class AuthenticatorApp {
  readonly secret: string;
  /** The last step whose code was given out: no code is good twice. */
  #last = 0;
  /** How many steps the phone's clock is behind. */
  #behind = 0;

  private constructor(secret: string) {
    this.secret = secret;
  }

  /** Scans what a screenshot shows. */
  static async scan(screenshot: Buffer): Promise<{ app: AuthenticatorApp; uri: URL }> {
    const uri = new URL(await readQrCode(screenshot));
    return { uri, app: new AuthenticatorApp(uri.searchParams.get("secret") ?? "") };
  }

  /** Types the secret key in, with or without the spaces. */
  static typed(secretKey: string): AuthenticatorApp {
    return new AuthenticatorApp(secretKey.replaceAll(" ", ""));
  }

  static now(): number {
    return Math.floor(Date.now() / 1000 / stepSeconds);
  }

  /** From now on the phone's clock is that many steps slow, and it shows codes again that it had shown before. */
  turnClockBack(steps: number): void {
    this.#behind = steps;
    this.#last = 0;
  }

  /** What the phone shows at this moment. */
  shownCode(): Promise<string> {
    return this.codeAt(this.#now());
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
    const step = Math.max(this.#last + 1, this.#now());
    const early = this.#behind === 0 ? 1 : 0; // of a clock that is right, the next code is good already
    await untilStep(step + this.#behind - early);
    return this.#give(step);
  }

  /**
   * Two codes in a row, of the moment or shortly before. They leave the next two steps for signing in, so that a journey
   * need not wait a minute.
   */
  async freshPair(): Promise<readonly [string, string]> {
    const step = Math.max(this.#last + 1, this.#now() - 2);
    await untilStep(step + this.#behind);
    return [await this.#give(step), await this.#give(step + 1)];
  }

  /** The same for a resync, after which the code that follows the pair opens nothing: whoever saw the pair may guess it. */
  async freshPairToResync(): Promise<readonly [string, string]> {
    const pair = await this.freshPair();
    this.#last += 1;
    return pair;
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

  #now(): number {
    return AuthenticatorApp.now() - this.#behind;
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
