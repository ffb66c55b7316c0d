import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";

/** One sealed vault a person. What is in it is opaque here. */
export interface Vaults {
  find(ref: PersonRef): Promise<records.VaultRecord | undefined>;
  /** All but the bytes. */
  describe(ref: PersonRef): Promise<records.VaultDescription | undefined>;
  /** False where there is one already. */
  insert(vault: records.VaultRecord): Promise<boolean>;
  /** Takes the place of the one of this revision; false where that is no longer the one. */
  replace(vault: records.VaultRecord, revision: number): Promise<boolean>;
  /** True where there was one. */
  delete(ref: PersonRef): Promise<boolean>;
}
