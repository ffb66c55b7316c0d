/** What an ARN says of an identity provider. */
export interface ProviderName {
  readonly kind: "oidc" | "saml";
  /** The issuer without its scheme, or the name of a SAML provider. */
  readonly name: string;
}

const form = /^arn:aws:iam::\d{12}:(oidc|saml)-provider\/(.+)$/;

/** Undefined where the ARN is no provider's. */
export function providerNameOf(arn: string): ProviderName | undefined {
  const [, kind, name] = form.exec(arn) ?? [];
  if (name === undefined) return undefined;
  return { kind: kind === "saml" ? "saml" : "oidc", name };
}

/** One text a line, without those that say nothing. */
export const linesOf = (text: string): readonly string[] => [
  ...new Set(
    text
      .split("\n")
      .map((line) => line.trim())
      .filter((line) => line !== ""),
  ),
];
