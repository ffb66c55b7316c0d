import type { AccountId, ProviderId } from "../names.ts";
import type * as records from "../records.ts";

/** What the two kinds of identity providers have in common: all that a session of theirs is checked against. */
export interface IdentityProviders {
  /** False when the account has a provider of that kind and name. Names count letter for letter. */
  insert(provider: records.IdentityProviderRecord): Promise<boolean>;
  find(
    accountId: AccountId,
    kind: records.IdentityProviderRecord["kind"],
    name: string,
  ): Promise<records.IdentityProviderRecord | undefined>;
  /** The provider with its account's epoch. */
  findActing(
    accountId: AccountId,
    providerId: ProviderId,
  ): Promise<records.ActingProviderRecord | undefined>;
  /** All of a kind, by name: there are a hundred at most. */
  list(
    accountId: AccountId,
    kind: records.IdentityProviderRecord["kind"],
  ): Promise<readonly records.IdentityProviderRecord[]>;
  /** Undefined: nothing counts. */
  setMfaRule(
    accountId: AccountId,
    providerId: ProviderId,
    rule: records.UpstreamMfaRule | undefined,
  ): Promise<void>;
  /** Ends the sessions that its word was given for. */
  raiseEpoch(accountId: AccountId, providerId: ProviderId): Promise<void>;
  /** Only the row itself: what hangs on it must be gone (or be removed by the caller). */
  delete(accountId: AccountId, providerId: ProviderId): Promise<void>;
}

/** What only OpenID Connect providers have. */
export interface OidcProviders {
  insert(settings: records.OidcSettingsRecord): Promise<void>;
  find(
    accountId: AccountId,
    providerId: ProviderId,
  ): Promise<records.OidcSettingsRecord | undefined>;
  update(settings: Omit<records.OidcSettingsRecord, "url">): Promise<void>;
  delete(accountId: AccountId, providerId: ProviderId): Promise<void>;
}
