// A pairing code has 140 bits and nobody guesses one: these keep whoever tries from filling the disk and the trail.

import { SECOND } from "../instant.ts";
import type { RequestContext } from "../operation.ts";
import type { VaultDeviceRecord } from "../records.ts";
import { sourceNetwork } from "../throttle/source.ts";
import type { Bucket } from "../throttle/source-bucket.ts";

/** Ten codes a source at once, then two a minute. Apart from passwords, so that neither holds up the other. */
export function pairingBucket({ sourceAddress }: RequestContext): Bucket {
  return {
    key: `vault-pairing:${sourceNetwork(sourceAddress)}`,
    capacity: 10,
    refillEvery: 30 * SECOND,
  };
}

/** A device stores the vault whenever something in it changed: sixty times at once, then twelve a minute. */
export function storingBucket({ deviceId }: VaultDeviceRecord): Bucket {
  return { key: `vault-storing:${deviceId}`, capacity: 60, refillEvery: 5 * SECOND };
}
