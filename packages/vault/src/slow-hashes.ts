/**
 * The hashes that make a key of a passphrase: slow on purpose, and hungry for memory. Each holds its thread for about a second, so
 * whoever draws a screen gives the engine other ones, which have the work done elsewhere.
 */

import type { Bytes } from "./bytes.ts";

export type { Bytes };

/** What one guess costs. It is written into the vault, so that it can rise. */
export interface Argon2Cost {
  readonly memoryKiB: number;
  readonly iterations: number;
  readonly lanes: number;
}

/** RFC 7914 §2: N, r and p. */
export interface ScryptCost {
  readonly n: number;
  readonly r: number;
  readonly p: number;
}

/** Each answers with 32 bytes, and throws a RangeError where the device has too little memory. */
export interface SlowHashes {
  /** RFC 9106, version 1.3. */
  argon2id(passphrase: Bytes, salt: Bytes, cost: Argon2Cost): Promise<Bytes>;
  /** RFC 7914. */
  scrypt(passphrase: Bytes, salt: Bytes, cost: ScryptCost): Promise<Bytes>;
}

/** A hash that is yet to be made, as data: for whoever has it made elsewhere. */
export type HashJob = {
  readonly [Name in keyof SlowHashes]: {
    readonly hash: Name;
    readonly input: Parameters<SlowHashes[Name]>;
  };
}[keyof SlowHashes];

/** Does the job with these hashes. */
export function doHashJob(hashes: SlowHashes, job: HashJob): Promise<Bytes> {
  return job.hash === "argon2id" ? hashes.argon2id(...job.input) : hashes.scrypt(...job.input);
}

const keyLength = 32;

/**
 * The hashes on the thread that asks. The library is loaded when first needed, since only opening needs it; it is WebAssembly,
 * which in the same time does three times the work of plain JavaScript, so an attacker's guess costs three times as much.
 */
export const slowHashes: SlowHashes = {
  async argon2id(password, salt, { memoryKiB, iterations, lanes }) {
    const { argon2id } = await import("./hash-wasm.ts");
    const key = await argon2id({
      ...{ password, salt, memorySize: memoryKiB, iterations, parallelism: lanes },
      ...{ hashLength: keyLength, outputType: "binary" },
    });
    return Uint8Array.from(key);
  },
  async scrypt(password, salt, { n, r, p }) {
    const { scrypt } = await import("./hash-wasm.ts");
    const key = await scrypt({
      ...{ password, salt, costFactor: n, blockSize: r, parallelism: p },
      ...{ hashLength: keyLength, outputType: "binary" },
    });
    return Uint8Array.from(key);
  },
};
