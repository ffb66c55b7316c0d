/**
 * A passphrase becomes a key by argon2id. The library is loaded when first needed, since only opening needs it; it is
 * WebAssembly, which in the same time does three times the work of plain JavaScript, so an attacker's guess costs three
 * times as much.
 */

import type { Bytes } from "../bytes.ts";
import { VaultFault } from "./fault.ts";

/** What one guess costs. It is written into the vault, so that it can rise. */
export interface Argon2Cost {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly lanes: number;
}

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
export async function stretch(passphrase: Bytes, salt: Bytes, cost: Argon2Cost): Promise<Bytes> {
  const { argon2id } = await import("../hash-wasm.ts");
  try {
    return Uint8Array.from(
      await argon2id({
        password: passphrase,
        salt,
        memorySize: cost.memoryKiB,
        iterations: cost.iterations,
        parallelism: cost.lanes,
        hashLength: 32,
        outputType: "binary",
      }),
    );
  } catch (error) {
    // What WebAssembly.Memory throws where the device has not so much.
    throw error instanceof RangeError ? new VaultFault("notEnoughMemory", { cause: error }) : error;
  }
}

function isBetween(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}
