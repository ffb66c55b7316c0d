/**
 * A vault seals entries under a random key (AES-256-GCM), which is wrapped once for each way to open it. An open vault is a
 * read-only value: a change makes another, and `sealVault` writes it. Nothing here stores anything, so that nothing can be
 * destroyed: whoever keeps the bytes replaces them only once the new ones are there.
 */

import { type Bytes, equalBytes, type RandomBytes, systemRandom } from "../bytes.ts";
import { emptyContents, type VaultContents } from "../entry/entry.ts";
import { merge } from "../merge.ts";
import { type SlowHashes, slowHashes } from "../slow-hashes.ts";
import { parseSealed, writeSealed } from "./contents-json.ts";
import { VaultFault } from "./fault.ts";
import {
  buildHeader,
  idLength,
  isWhole,
  mostSlots,
  nonceLength,
  parseVaultFile,
  type Slot,
  type SlotHead,
  type VaultFile,
  vaultIdOf,
  writeVaultFile,
} from "./format.ts";
import { type Credential, findKeyInSlot, isWrongTag, type Way, wrapInSlot } from "./slots.ts";
import { keepOpen, mergeWays, recordsOf, slotsOf, type WayRecord, withoutWay } from "./ways.ts";

/** A vault whose contents can be read. The key cannot be taken out of it. */
export interface OpenVault {
  /** The same on every device that has this vault: 32 hexadecimal digits. */
  readonly id: string;
  readonly contents: VaultContents;
  readonly ways: readonly SlotHead[];
  /** False where some bytes were damaged that were not needed to open it: another way in may be lost. Sealing mends it. */
  readonly isWhole: boolean;
  /** What sealing needs; nobody else's business. */
  readonly sealing: {
    readonly header: Bytes;
    /** Every way in that is known of, those too that were removed. */
    readonly ways: readonly WayRecord[];
    readonly key: CryptoKey;
  };
}

/** Makes a vault with a fresh key. For a new key with the same contents, make another vault of them. */
export async function createVault({
  ways,
  contents,
  atMs,
  random = systemRandom,
  hashes = slowHashes,
}: {
  readonly ways: readonly [Way, ...(readonly Way[])];
  readonly contents: VaultContents;
  readonly atMs: number;
  readonly random?: RandomBytes;
  readonly hashes?: SlowHashes;
}): Promise<OpenVault> {
  const header = buildHeader(random(idLength));
  const rawKey = random(32);
  const vaultKey = await importVaultKey(rawKey, true);
  const slots: Slot[] = [];
  for (const way of ways) {
    slots.push(await wrapInSlot({ way, vaultKey, header, createdAt: atMs, random, hashes }));
  }
  const key = await importVaultKey(rawKey, false);
  rawKey.fill(0);
  return openVaultOf({ header, ways: recordsOf(slots), key, contents, isWhole: true });
}

/** The ways to open a vault, which anyone may see who has its bytes. */
export function waysInto(bytes: Uint8Array): readonly SlotHead[] {
  return parseVaultFile(bytes).slots.map(({ head }) => head);
}

/** Opens a vault, or throws a {@link VaultFault}. */
export async function openVault(
  bytes: Uint8Array,
  credential: Credential,
  { hashes = slowHashes }: { readonly hashes?: SlowHashes } = {},
): Promise<OpenVault> {
  const file = parseVaultFile(bytes);
  const whole = await isWhole(bytes);
  const key = await findKey(file, { credential, extractable: false, hashes });
  if (key === undefined) throw refusal(file.slots, credential, whole);
  return openVaultOf({ ...(await unseal(file, key)), header: file.header, key, isWhole: whole });
}

/**
 * Opens other bytes of a vault that is open already: what another window or another device made of it. It is for merging;
 * bytes of another vault are refused as one that the key does not open.
 */
export async function openAgain(vault: OpenVault, bytes: Uint8Array): Promise<OpenVault> {
  const file = parseVaultFile(bytes);
  const { header, key } = vault.sealing;
  if (!equalBytes(file.header, header)) throw new VaultFault("otherVault");
  const opened = await unseal(file, key);
  return openVaultOf({ ...opened, header, key, isWhole: await isWhole(bytes) });
}

/**
 * Puts two copies of one vault together: entries as {@link merge} does, and the ways in. By whichever way round and how
 * often copies meet, all become the same, and what exists in either and was not deleted is there.
 */
export function mergeVaults(a: OpenVault, b: OpenVault): OpenVault {
  const { header, key } = a.sealing;
  if (!equalBytes(header, b.sealing.header)) throw new VaultFault("otherVault");
  return openVaultOf({
    header,
    key,
    ways: mergeWays(a.sealing.ways, b.sealing.ways),
    contents: merge(a.contents, b.contents),
    isWhole: a.isWhole && b.isWhole,
  });
}

/** Whether two copies of one vault hold the same, so that merging would change neither. */
export function isSameVault(a: OpenVault, b: OpenVault): boolean {
  const written = ({ sealing, contents }: OpenVault) =>
    writeSealed(merge(contents, emptyContents), mergeWays(sealing.ways, []));
  return equalBytes(a.sealing.header, b.sealing.header) && equalBytes(written(a), written(b));
}

/** The same vault with other contents. */
export function withContents(vault: OpenVault, contents: VaultContents): OpenVault {
  return { ...vault, contents };
}

/** The vault as bytes. Each call seals anew, under a fresh nonce. */
export async function sealVault(
  { sealing: { header, ways, key }, contents }: OpenVault,
  { random = systemRandom }: { readonly random?: RandomBytes } = {},
): Promise<Bytes> {
  const nonce = random(nonceLength);
  const seal = { name: "AES-GCM", iv: nonce, additionalData: header };
  const sealed = await crypto.subtle.encrypt(seal, key, writeSealed(contents, ways));
  const slots = slotsOf(ways);
  return writeVaultFile({ header, slots, nonce, sealed: new Uint8Array(sealed) });
}

/** Gives the vault a further way in. Whoever asks must open it once more: an open vault does not let its key out. */
export async function addWay(
  vault: OpenVault,
  {
    opener,
    way,
    atMs,
    random = systemRandom,
    hashes = slowHashes,
  }: {
    readonly opener: Credential;
    readonly way: Way;
    readonly atMs: number;
    readonly random?: RandomBytes;
    readonly hashes?: SlowHashes;
  },
): Promise<OpenVault> {
  const { header, ways } = vault.sealing;
  const slots = slotsOf(ways);
  if (slots.length >= mostSlots) throw new VaultFault("tooManyWays");
  const opening = { credential: opener, extractable: true, hashes };
  const vaultKey = await findKey({ header, slots }, opening);
  if (vaultKey === undefined) throw refusal(slots, opener, true);
  const slot = await wrapInSlot({ way, vaultKey, header, createdAt: atMs, random, hashes });
  return withWays(vault, [...keepOpen(ways, atMs), ...recordsOf([slot])]);
}

/** Takes a way in from the vault. Copies of the file made before still have it. */
export function removeWay(vault: OpenVault, wayId: string, atMs: number): OpenVault {
  const kept = vault.ways.filter(({ id }) => id !== wayId);
  if (kept.length === vault.ways.length) throw new VaultFault("noSuchWay");
  if (kept.length === 0) throw new VaultFault("lastWay");
  return withWays(vault, withoutWay(vault.sealing.ways, wayId, atMs));
}

function withWays(
  { sealing: { header, key }, contents, isWhole: whole }: OpenVault,
  ways: readonly WayRecord[],
): OpenVault {
  return openVaultOf({ header, ways, key, contents, isWhole: whole });
}

function openVaultOf({
  header,
  ways,
  key,
  contents,
  isWhole: whole,
}: OpenVault["sealing"] & Pick<OpenVault, "contents" | "isWhole">): OpenVault {
  return {
    id: vaultIdOf(header),
    contents,
    ways: slotsOf(ways).map(({ head }) => head),
    isWhole: whole,
    sealing: { header, ways, key },
  };
}

/** Tries one slot after the other: only the right credential opens one. */
async function findKey(
  { header, slots }: Pick<VaultFile, "header" | "slots">,
  opening: {
    readonly credential: Credential;
    readonly extractable: boolean;
    readonly hashes: SlowHashes;
  },
): Promise<CryptoKey | undefined> {
  for (const slot of slots) {
    const key = await findKeyInSlot({ slot, header, ...opening });
    if (key !== undefined) return key;
  }
  return undefined;
}

function refusal(slots: readonly Slot[], { kind }: Credential, whole: boolean): VaultFault {
  if (!whole) return new VaultFault("damaged");
  if (!slots.some(({ head }) => head.kind === kind)) return new VaultFault("noSuchWay");
  return new VaultFault(kind === "passphrase" ? "wrongPassphrase" : "wrongPasskey");
}

/** What is under the seal. Slots in front of it that it does not vouch for are somebody else's, and are dropped. */
async function unseal(
  file: VaultFile,
  key: CryptoKey,
): Promise<{ readonly contents: VaultContents; readonly ways: readonly WayRecord[] }> {
  const { contents, ways } = parseSealed(await decrypt(file, key));
  return { contents, ways: ways ?? recordsOf(file.slots) };
}

async function decrypt({ header, nonce, sealed }: VaultFile, key: CryptoKey): Promise<Bytes> {
  const seal = { name: "AES-GCM", iv: nonce, additionalData: header };
  try {
    return new Uint8Array(await crypto.subtle.decrypt(seal, key, sealed));
  } catch (error) {
    throw isWrongTag(error) ? new VaultFault("damaged", { cause: error }) : error;
  }
}

function importVaultKey(raw: Bytes, extractable: boolean): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", raw, "AES-GCM", extractable, ["encrypt", "decrypt"]);
}
