import { randomBytes } from "node:crypto";
import { hash, type Options, parseOptions, verify } from "@node-rs/argon2";
import type { HashSource, Passwords } from "@sallyport/core";
import { HashQueue, type HashQueueOptions } from "./hash-queue.ts";

// argon2id in the library's own threads, two at a time: more buys five percent and doubles every other request's tail.

/** `Algorithm.Argon2id` and `Version.V0x13` are const enums, which Node's type stripping cannot read. */
const argon2id = 2;
const version19 = 1;

/** OWASP's first recommendation: 19 MiB, two passes, one lane. */
export const argon2Parameters = {
  memoryCost: 19_456,
  timeCost: 2,
  parallelism: 1,
} as const;

const options: Options = { ...argon2Parameters, algorithm: argon2id };

const queueDefaults: HashQueueOptions = { workers: 2, places: 256, patience: 2000 };

/** Makes the decoy, hence the promise: the first unknown name must cost no more than the thousandth. */
export async function createPasswords(
  queueOptions: Partial<HashQueueOptions> = {},
): Promise<Passwords> {
  const queue = new HashQueue({ ...queueDefaults, ...queueOptions });
  const decoy = await hash(randomBytes(32), options);
  return {
    hash: (password: string, source: HashSource) =>
      queue.run(source, () => hash(password, options)),
    async verify(password, phc, source) {
      const matches = await queue.run(source, () => verify(phc ?? decoy, password));
      return phc === undefined || !matches
        ? { ok: false, stale: false }
        : { ok: true, stale: isStale(phc) };
    },
  };
}

/** Whether a password should be hashed anew because it was hashed with less than today's parameters. */
function isStale(phc: string): boolean {
  const { algorithm, version, memoryCost, timeCost, parallelism } = parseOptions(phc);
  return (
    algorithm !== argon2id ||
    version !== version19 ||
    memoryCost < argon2Parameters.memoryCost ||
    timeCost < argon2Parameters.timeCost ||
    parallelism < argon2Parameters.parallelism
  );
}
