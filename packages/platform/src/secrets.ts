import type { Clock, Digests, Seals } from "@sallyport/core";
import { type DataKeyring, type Keyring, openDataKeys } from "./data-keys.ts";
import { createDigests } from "./digests.ts";
import { loadMasterKey, type MasterKeySource } from "./master-key.ts";
import { createSeals } from "./seals.ts";

export interface Secrets {
  readonly digests: Digests;
  readonly seals: Seals;
  readonly dataKeys: DataKeyring;
  /** The master key file that was made just now: the operator should back it up. */
  readonly madeKeyFile: string | undefined;
}

/** From the master key to what the core asks for. A key file is made only for a database that was never sealed. */
export async function openSecrets({
  source,
  keyring,
  clock,
}: {
  readonly source: MasterKeySource;
  readonly keyring: Keyring;
  readonly clock: Clock;
}): Promise<Secrets> {
  const sealedBefore = (await keyring.list()).length > 0;
  const { masterKey, madeFile } = await loadMasterKey(source, { mayMake: !sealedBefore });
  const dataKeys = await openDataKeys({ keyring, masterKey, clock });
  return {
    digests: createDigests(masterKey),
    seals: createSeals(dataKeys),
    dataKeys,
    madeKeyFile: madeFile,
  };
}
