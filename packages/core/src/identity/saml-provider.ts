// What only SAML identity providers have, and AWS's refusals of what is none (iam-semantics §3.12).

import { IamError, refusals } from "../errors.ts";
import type { IdentityProviderRecord, SamlProviderRecord } from "../records.ts";
import type { Tx } from "../store.ts";
import type { LocatedProvider } from "./locate-provider.ts";

const arnForm = /^arn:aws:iam::(\d{12}):saml-provider\/([\w._-]{1,128})$/;

/** The account and the name in a SAML provider's ARN; undefined where it is none. */
export function readSamlProviderArn(
  arn: string,
): { readonly accountId: string; readonly name: string } | undefined {
  const [, accountId, name] = arnForm.exec(arn) ?? [];
  return accountId === undefined || name === undefined ? undefined : { accountId, name };
}

export function requireSamlProvider({ arn, provider }: LocatedProvider): IdentityProviderRecord {
  if (readSamlProviderArn(arn) === undefined) {
    throw new IamError("InvalidInput", `${arn} is not the ARN of a SAML provider.`, {
      fields: [{ name: "sAMLProviderArn", message: "This is not the ARN of a SAML provider." }],
    });
  }
  if (provider === undefined) throw refusals.noSuchSamlProvider(arn);
  return provider;
}

/** Every provider of this kind has it: both are made in one transaction, and go together. */
export async function requireSaml(
  tx: Tx,
  { accountId, providerId }: IdentityProviderRecord,
): Promise<SamlProviderRecord> {
  const saml = await tx.samlProviders.find(accountId, providerId);
  if (saml === undefined) throw new Error(`SAML provider ${providerId} has no metadata`);
  return saml;
}
