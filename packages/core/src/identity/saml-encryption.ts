// Private keys that encrypted assertions are read with, and whether assertions have to be encrypted (iam-semantics §3.12).

import { IamError, refusals } from "../errors.ts";
import type { Instant } from "../instant.ts";
import type { Ports, Sealed } from "../ports.ts";
import type { IdentityProviderRecord, SamlPrivateKeyRecord, SamlTrust } from "../records.ts";
import type { Tx } from "../store.ts";
import { newIds } from "./ids.ts";

/** One in use, and the next one. */
const privateKeysPerProvider = 2;

export type EncryptionMode = "Required" | "Allowed";

export interface SealedPrivateKey {
  readonly keyId: string;
  readonly sealedKey: Sealed;
}

/** The key as it is kept: the text that it came as is not. */
export function sealPrivateKey(
  { assertions, random, seals }: Ports,
  pem: string | undefined,
): SealedPrivateKey | undefined {
  if (pem === undefined) return undefined;
  const read = assertions.readPrivateKey(pem);
  if ("refused" in read) {
    throw new IamError("InvalidInput", `Could not parse private key. ${read.refused}`, {
      fields: [{ name: "addPrivateKey", message: read.refused }],
    });
  }
  const keyId = newIds.samlPrivateKey(random);
  const sealedKey = seals.seal(read, keyId);
  read.fill(0);
  return { keyId, sealedKey };
}

/** What is recorded of it. */
export const addedInShort = (added: SealedPrivateKey | undefined) =>
  added === undefined ? {} : { addedPrivateKey: added.keyId };

interface EncryptionChange {
  readonly mode: EncryptionMode | undefined;
  readonly added: SealedPrivateKey | undefined;
  readonly removed: string | undefined;
}

/** Changes keys and mode, and refuses what would leave a provider whose assertions nobody could read. */
export async function changeEncryption(
  tx: Tx,
  { accountId, providerId }: IdentityProviderRecord,
  { mode, added, removed, now }: EncryptionChange & { readonly now: Instant },
): Promise<void> {
  const { samlProviders } = tx;
  if (
    removed !== undefined &&
    !(await samlProviders.deletePrivateKey(accountId, providerId, removed))
  )
    throw new IamError("NoSuchEntity", `Private key ${removed} cannot be found.`);
  if (added !== undefined) {
    await samlProviders.insertPrivateKey({ accountId, providerId, ...added, createdAt: now });
  }
  if (mode !== undefined) {
    await samlProviders.setEncryptionRequired(accountId, providerId, mode === "Required");
  }
  const keys = await samlProviders.listPrivateKeys(accountId, providerId);
  if (keys.length > privateKeysPerProvider) {
    throw refusals.overQuota("PrivateKeysPerSAMLProvider", privateKeysPerProvider);
  }
  const trust = await samlProviders.findTrust(accountId, providerId);
  if (keys.length === 0 && trust?.encryptionRequired === true) throw keyMissing(removed);
}

function keyMissing(removed: string | undefined): IamError {
  if (removed !== undefined) {
    return new IamError(
      "InvalidInput",
      "Unable to remove the last private key while assertion encryption mode is Required.",
    );
  }
  const message =
    "Unable to set assertion encryption mode to Required because no private key is provided";
  return new IamError("InvalidInput", message, {
    fields: [{ name: "assertionEncryptionMode", message: "Add a private key first." }],
  });
}

export const encryptionModeOf = ({ encryptionRequired }: SamlTrust): EncryptionMode =>
  encryptionRequired ? "Required" : "Allowed";

/** The keys, opened when somebody asks for them: most assertions come in the clear. */
export const openPrivateKeys =
  ({ seals }: Ports, keys: readonly SamlPrivateKeyRecord[]) =>
  (): readonly Uint8Array[] =>
    keys.map(({ keyId, sealedKey }) => seals.open(sealedKey, keyId));
