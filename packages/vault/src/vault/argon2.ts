/** A passphrase becomes a key by argon2id, at a price that the vault names. */

import type { Bytes } from "../bytes.ts";
import type { Argon2Cost, SlowHashes } from "../slow-hashes.ts";
import { VaultFault } from "./fault.ts";

/** The second choice of RFC 9106 §4, for devices that have no 2 GiB to spare. */
export const usualCost: Argon2Cost = { memoryKiB: 65_536, iterations: 3, lanes: 4 };

/** What a vault may ask for. A damaged number must not hang a phone; ten times the usual cost leaves room. */
const mostCost: Argon2Cost = { memoryKiB: 524_288, iterations: 16, lanes: 16 };

export function isPossibleCost({ memoryKiB, iterations, lanes }: Argon2Cost): boolean {
  return (
    isBetween(lanes, 1, mostCost.lanes) &&
    isBetween(iterations, 1, mostCost.iterations) &&
    isBetween(memoryKiB, 8 * lanes, mostCost.memoryKiB)
  );
}

/** 32 bytes from a passphrase. */
export async function stretch(
  { argon2id }: SlowHashes,
  passphrase: Bytes,
  { salt, cost }: { readonly salt: Bytes; readonly cost: Argon2Cost },
): Promise<Bytes> {
  try {
    return await argon2id(passphrase, salt, cost);
  } catch (error) {
    // What WebAssembly.Memory throws where the device has not so much.
    throw error instanceof RangeError ? new VaultFault("notEnoughMemory", { cause: error }) : error;
  }
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
