import type { Clock, Digests, Seals } from "@sallyport/core";
import { type DataKeyring, type Keyring, openDataKeys } from "./data-keys.ts";
import { openDigests } from "./digests.ts";
import { OperatorFault } from "./fault.ts";
import { type MasterKeys, unwrapKey } from "./key-wraps.ts";
import { loadMasterKey, type MasterKeySource } from "./master-key.ts";
import { createSeals } from "./seals.ts";

export interface Secrets {
  readonly digests: Digests;
  readonly seals: Seals;
  readonly dataKeys: DataKeyring;
  readonly masterKeys: MasterKeys;
  /** The master key file that was made just now: the operator should back it up. */
  readonly madeKeyFile: string | undefined;
}

/**
 * From the master key to what the core asks for. A key file is made only for a database that was never sealed. `previousSource`:
 * the master key of before an exchange; what it wrapped opens too.
 */
export async function openSecrets({
  source,
  previousSource,
  keyring,
  clock,
}: {
  readonly source: MasterKeySource;
  readonly previousSource?: MasterKeySource | undefined;
  readonly keyring: Keyring;
  readonly clock: Clock;
}): Promise<Secrets> {
  const ring = await keyring.list();
  const sealedBefore = ring.length > 0 || (await keyring.listDigestKeys()).length > 0;
  const { masterKey, madeFile } = await loadMasterKey(source, { mayMake: !sealedBefore });
  const previous = await loadPrevious(previousSource);
  const masterKeys = { current: masterKey, previous };
  if (previous?.subkey("likeness").equals(masterKey.subkey("likeness")) === true) {
    throw new OperatorFault("The previous master key is the same as the master key.");
  }
  const newest = ring.at(-1);
  const openedBy = newest && unwrapKey(masterKeys, `data key ${newest.version}`, newest.wrapped).by;
  // Before the first data key: whoever finds that finds these as well.
  const digests = await openDigests({ keyring, masterKeys, openedBy });
  const dataKeys = await openDataKeys({
    keyring,
    masterKeys,
    clock,
    reload: async () => ({
      current: (await loadMasterKey(source, { mayMake: false })).masterKey,
      previous: await loadPrevious(previousSource),
    }),
  });
  return { digests, seals: createSeals(dataKeys), dataKeys, masterKeys, madeKeyFile: madeFile };
}

async function loadPrevious(source: MasterKeySource | undefined) {
  if (source === undefined) return undefined;
  return (
    await loadMasterKey(source, { mayMake: false, variables: "SALLYPORT_PREVIOUS_MASTER_KEY" })
  ).masterKey;
}
