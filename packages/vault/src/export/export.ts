/** What leaves the app: a vault of its own, sealed under a passphrase, or a plain list for any other app. */

import { buildOtpauthUri, OtpauthError } from "@sallyport/otp";
import { type Bytes, type RandomBytes, systemRandom } from "../bytes.ts";
import { entriesOf } from "../entry/contents.ts";
import type { Entry, VaultContents } from "../entry/entry.ts";
import { type Argon2Cost, type SlowHashes, slowHashes } from "../slow-hashes.ts";
import { createVault, sealVault } from "../vault/vault.ts";

/** A vault with the same contents, a key of its own and this passphrase alone. */
export async function exportSealed({
  contents,
  passphrase,
  atMs,
  cost,
  random = systemRandom,
  hashes = slowHashes,
}: {
  readonly contents: VaultContents;
  readonly passphrase: string;
  readonly atMs: number;
  readonly cost?: Argon2Cost;
  readonly random?: RandomBytes;
  readonly hashes?: SlowHashes;
}): Promise<Bytes> {
  const way = { kind: "passphrase", passphrase, ...(cost && { cost }) } as const;
  return sealVault(await createVault({ ways: [way], contents, atMs, random, hashes }), { random });
}

/**
 * One otpauth address a line, which every authenticator reads. Whoever sees it has the keys: only behind a warning. What has
 * no place in an address (groups, notes, own names) is not in it, nor is the trash.
 */
export function exportPlain(contents: VaultContents): string {
  return entriesOf(contents)
    .map((entry) => `${uriOf(entry)}\n`)
    .join("");
}

/** The otpauth address of one entry. Names that an address cannot hold are changed as little as possible. */
export function uriOf(entry: Entry): string {
  const issuer = entry.issuer.toWellFormed().trim();
  const account = entry.account.toWellFormed().trim();
  try {
    return buildOtpauthUri({ ...keyOf(entry), account, ...(issuer && { issuer }) });
  } catch (error) {
    if (!(error instanceof OtpauthError) || error.code !== "label") throw error;
    return uriOfCleaned(entry, issuer, account);
  }
}

/** A colon would part the names where it should not, and one of them must be there. */
function uriOfCleaned(entry: Entry, issuer: string, account: string): string {
  const cleaned = { issuer: issuer.replaceAll(":", " "), account: account.replaceAll(":", " ") };
  const named = (cleaned.account || entry.name?.toWellFormed().replaceAll(":", " ")) ?? "";
  return buildOtpauthUri({
    ...keyOf(entry),
    account: named.trim() || "?",
    ...(cleaned.issuer.trim() && { issuer: cleaned.issuer.trim() }),
  });
}

function keyOf(entry: Entry) {
  const { secret, hash, digits } = entry;
  return entry.kind === "totp"
    ? { kind: entry.kind, secret, hash, digits, periodSeconds: entry.periodSeconds }
    : { kind: entry.kind, secret, hash, digits, counter: entry.counter };
}
