import { encodeBase32 } from "@sallyport/otp";
import type { Ports } from "../ports.ts";

/** As AWS's: 64 base32 letters. */
const seedBytes = 40;

/** A fresh seed, sealed to the row that will hold it, with the keyed fingerprint that names it in the register of spent steps. */
export function newSeed(ports: Ports, rowId: string) {
  const seed = ports.random.bytes(seedBytes);
  return {
    sealedSeed: ports.seals.seal(seed, rowId),
    seedFingerprint: ports.digests.keyed("seed-fingerprint", seed),
    secretKey: encodeBase32(seed),
  };
}
