import type { AccountId, ProviderId } from "../names.ts";
import type * as records from "../records.ts";

/** What SAML adds to an identity provider. Its name, its rule and its epoch lie in `identityProviders`, in a row of the same id. */
export interface SamlProviders {
  insert(record: records.SamlProviderRecord): Promise<void>;
  /** With the metadata document, which may be long. */
  find(
    accountId: AccountId,
    providerId: ProviderId,
  ): Promise<records.SamlProviderRecord | undefined>;
  /** Without it: all that assertions are checked against. */
  findTrust(accountId: AccountId, providerId: ProviderId): Promise<records.SamlTrust | undefined>;
  /** Of every provider of the account, in no order. */
  listTrust(accountId: AccountId): Promise<readonly records.SamlTrust[]>;
  setMetadata(
    accountId: AccountId,
    providerId: ProviderId,
    change: Pick<
      records.SamlProviderRecord,
      "document" | "entityId" | "certificates" | "validUntil"
    >,
  ): Promise<void>;
  setEncryptionRequired(
    accountId: AccountId,
    providerId: ProviderId,
    required: boolean,
  ): Promise<void>;
  insertPrivateKey(record: records.SamlPrivateKeyRecord): Promise<void>;
  /** The oldest first. */
  listPrivateKeys(
    accountId: AccountId,
    providerId: ProviderId,
  ): Promise<readonly records.SamlPrivateKeyRecord[]>;
  /** False when the provider has no such key. */
  deletePrivateKey(accountId: AccountId, providerId: ProviderId, keyId: string): Promise<boolean>;
  /** With its private keys. */
  delete(accountId: AccountId, providerId: ProviderId): Promise<void>;
}
