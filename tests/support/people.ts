// People who do what the walk-through does, over HTTP.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { type Answer, Client } from "./client.ts";
import { runSallyport, type Settings } from "./sallyport.ts";

export const rootEmail = "root@example.org";
export const rootPassword = "Root-walks-through-1";

export interface MadeAccount {
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly signInUrl: string;
  readonly accessKey?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** An account, made by the command. */
export async function makeAccount(
  settings: Settings,
  email = rootEmail,
  more: readonly string[] = [],
): Promise<MadeAccount> {
  const args = ["account", "create", "--email", email, "--name", "Example", ...more];
  const { code, stdout, stderr } = await runSallyport([...args, "--password-stdin", "--json"], {
    settings,
    stdin: rootPassword,
  });
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as MadeAccount;
}

export async function signInRoot(origin: string, email = rootEmail): Promise<Client> {
  const client = new Client(origin);
  await client.open("/signin");
  await client.submit("/signin/root/email", { email });
  const answer = await client.submit("/signin/root/password", { email, password: rootPassword });
  expectStep(answer, "/console/");
  return client;
}

export interface UserPassword {
  readonly account: string;
  readonly userName: string;
  readonly password: string;
}

/** The first step of an IAM user's sign-in: leads to the next one, whatever that is. */
export async function typePassword(client: Client, user: UserPassword): Promise<Answer> {
  await client.open(`/signin/${user.account}`);
  return client.submit("/signin/user/password", { ...user });
}

export function expectStep(answer: Answer, location: string): void {
  assert.deepEqual(
    { status: answer.status, location: answer.headers.location },
    { status: 303, location },
    answer.text,
  );
}

/** The sentence in the alert of a sign-in page. */
export function alertOf({ text }: Answer): string | undefined {
  return /<div class="alert"[^>]*>\s*<p>([^<]*)<\/p>/.exec(text)?.[1];
}

export const periodMs = 30_000;

/** The time step of a moment (RFC 6238). */
export function stepAt(now = Date.now()): number {
  return Math.floor(now / periodMs);
}

/** The six-digit code of a step (RFC 4226), written out here so that no fault test trusts our own codes. */
export function codeOf(seed: Uint8Array, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac("sha1", seed).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fff_ffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** The bytes of a key in base32, as it is shown: in groups of four. */
export function seedOf(key: string): Uint8Array {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  const bits = [...key.replaceAll(/\s/g, "").toUpperCase()]
    .map((letter) => letters.indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
}
