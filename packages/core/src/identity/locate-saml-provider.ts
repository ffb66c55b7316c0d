// Finds the SAML identity provider that an operation is about, and refuses in AWS's words (iam-semantics §3.12).

import type { Caller } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import type { Arn } from "../names.ts";
import type { Permission } from "../operation.ts";
import type { IdentityProviderRecord, SamlProviderRecord, Tagged } from "../records.ts";
import type { Tx } from "../store.ts";
import { accountOf } from "./locate.ts";

export interface LocatedSamlProvider {
  /** As asked for: whoever is not allowed on it learns nothing of whether it is there. */
  readonly arn: Arn;
  readonly provider: IdentityProviderRecord | undefined;
}

const arnForm = /^arn:aws:iam::(\d{12}):saml-provider\/([\w._-]{1,128})$/;

/** The account and the name in a SAML provider's ARN; undefined where it is none. */
export function readSamlProviderArn(
  arn: string,
): { readonly accountId: string; readonly name: string } | undefined {
  const [, accountId, name] = arnForm.exec(arn) ?? [];
  return accountId === undefined || name === undefined ? undefined : { accountId, name };
}

export async function locateSamlProvider(
  tx: Tx,
  caller: Caller,
  arn: string,
): Promise<LocatedSamlProvider> {
  const accountId = accountOf(caller);
  const named = readSamlProviderArn(arn);
  const provider =
    named?.accountId === accountId
      ? await tx.identityProviders.find(accountId, "saml", named.name)
      : undefined;
  return { arn: arn as Arn, provider };
}

export function onSamlProvider(
  { arn, provider }: LocatedSamlProvider,
  action: Permission["action"],
): Permission {
  return { action, resource: arn, tagged: provider && samlProviderTags(provider) };
}

export function requireSamlProvider({
  arn,
  provider,
}: LocatedSamlProvider): IdentityProviderRecord {
  if (readSamlProviderArn(arn) === undefined) {
    throw new IamError("InvalidInput", `${arn} is not the ARN of a SAML provider.`, {
      fields: [{ name: "sAMLProviderArn", message: "This is not the ARN of a SAML provider." }],
    });
  }
  if (provider === undefined) throw refusals.noSuchSamlProvider(arn);
  return provider;
}

/** The provider as what carries its tags. */
export function samlProviderTags({ accountId, providerId }: IdentityProviderRecord) {
  return { accountId, kind: "saml-provider", id: providerId } as const satisfies Tagged;
}

/** A provider's SAML half: it was made in one transaction with the provider, and goes with it. */
export async function requireSaml(
  tx: Tx,
  { accountId, providerId }: IdentityProviderRecord,
): Promise<SamlProviderRecord> {
  const saml = await tx.samlProviders.find(accountId, providerId);
  if (saml === undefined) throw new Error(`SAML provider ${providerId} has no metadata`);
  return saml;
}
