// Codes of every kind by oathtool, which is not ours.

import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface TotpSettings {
  readonly hash?: string;
  readonly digits?: number;
  readonly periodSeconds?: number;
}

/** The code of a time step; the key is in base32. */
export async function totp(
  secret: string,
  step: number,
  { hash = "SHA1", digits = 6, periodSeconds = 30 }: TotpSettings = {},
): Promise<string> {
  const time = [`--now=@${step * periodSeconds}`, `--time-step-size=${periodSeconds}s`];
  const words = [`--totp=${hash}`, `--digits=${digits}`, ...time, "--base32", secret];
  return (await run("oathtool", words)).stdout.trim();
}

/** The code of a counter: the same as that of so many seconds, and so by any hash, which oathtool has not for counters. */
export function hotp(
  secret: string,
  counter: number,
  settings: Omit<TotpSettings, "periodSeconds">,
): Promise<string> {
  return totp(secret, counter, { ...settings, periodSeconds: 1 });
}
