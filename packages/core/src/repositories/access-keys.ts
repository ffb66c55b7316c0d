import type { AccessKeyId, AccountId } from "../names.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";

export interface AccessKeys {
  insert(key: records.AccessKeyRecord): Promise<boolean>;
  find(accessKeyId: AccessKeyId): Promise<records.AccessKeyRecord | undefined>;
  /** The key with its person and its account's epoch. */
  findSigner(accessKeyId: AccessKeyId): Promise<records.SignerRecord | undefined>;
  /** Oldest first (at most two). */
  listOf(ref: PersonRef): Promise<readonly records.AccessKeyRecord[]>;
  /** Deactivating raises the key's epoch. */
  setStatus(
    accountId: AccountId,
    accessKeyId: AccessKeyId,
    status: records.AccessKeyRecord["status"],
  ): Promise<void>;
  /** Remembers a use, unless a later one is known. */
  markUsed(accessKeyId: AccessKeyId, use: records.AccessKeyUse): Promise<void>;
  delete(accountId: AccountId, accessKeyId: AccessKeyId): Promise<void>;
  deleteOf(ref: PersonRef): Promise<void>;
}
