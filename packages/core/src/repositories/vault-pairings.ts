import type { Instant } from "../instant.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";

/** Codes with which a device may be paired, by their hash. */
export interface VaultPairings {
  /** One a person: replaces an earlier one. */
  put(pairing: records.VaultPairingRecord): Promise<void>;
  find(codeHash: Uint8Array): Promise<records.VaultPairingRecord | undefined>;
  findOf(ref: PersonRef): Promise<records.VaultPairingRecord | undefined>;
  /** True when this call used it up. */
  take(codeHash: Uint8Array): Promise<boolean>;
  deleteOf(ref: PersonRef): Promise<void>;
  sweep(now: Instant): Promise<number>;
}
