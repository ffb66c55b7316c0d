import { type Caller, providerArn } from "../caller.ts";
import { refusals } from "../errors.ts";
import type { Arn } from "../names.ts";
import type { Permission } from "../operation.ts";
import type { IdentityProviderRecord, OidcSettingsRecord, Tagged } from "../records.ts";
import type { Tx } from "../store.ts";
import { accountOf } from "./locate.ts";

export interface LocatedProvider {
  readonly provider: IdentityProviderRecord | undefined;
  /** As asked for. */
  readonly arn: Arn;
}

const providerForm = /^arn:aws:iam::(\d{12}):(oidc|saml)-provider\/(.+)$/;

/** A provider of the caller's account, of this kind or of either. What is another's, or no provider's name, is not there. */
export async function locateProvider(
  tx: Tx,
  caller: Caller,
  arn: string,
  wanted?: IdentityProviderRecord["kind"],
): Promise<LocatedProvider> {
  const accountId = accountOf(caller);
  const [, account, prefix, name = ""] = providerForm.exec(arn) ?? [];
  const kind = prefix === "saml" ? "saml" : "oidc";
  const here = account === accountId && (wanted === undefined || wanted === kind);
  const provider = here ? await tx.identityProviders.find(accountId, kind, name) : undefined;
  return { provider, arn: arn as Arn };
}

export function onProvider(
  { provider, arn }: LocatedProvider,
  ...actions: readonly Permission["action"][]
): readonly Permission[] {
  const tagged = provider && providerTags(provider);
  return actions.map((action) => ({ action, resource: arn, tagged }));
}

/** Of what says whose word is the provider's, and for whom: where that counts as MFA, a password or a key alone is not to say it. */
export function onVouching(
  located: LocatedProvider,
  action: Permission["action"],
): readonly Permission[] {
  const counts = located.provider?.mfaRule !== undefined;
  return onProvider(located, action).map((one) =>
    counts ? { ...one, freshFactor: "always" } : one,
  );
}

/** The provider as what carries its tags. */
export function providerTags({ accountId, kind, providerId }: IdentityProviderRecord) {
  return { accountId, kind: `${kind}-provider`, id: providerId } as const satisfies Tagged;
}

export function requireOidcProvider({ provider, arn }: LocatedProvider): IdentityProviderRecord {
  if (provider === undefined) throw refusals.noSuchOidcProvider(arn);
  return provider;
}

/** Every provider of this kind has them. */
export async function oidcSettings(
  tx: Tx,
  provider: IdentityProviderRecord,
): Promise<OidcSettingsRecord> {
  const settings = await tx.oidcProviders.find(provider.accountId, provider.providerId);
  if (settings === undefined) throw new Error(`${providerArn(provider)} has no settings`);
  return settings;
}
