export const identityProviders = {
  "providers.title": "Identity providers",
  "providers.description":
    "Whoever has an account at one of these gets temporary credentials of the roles that trust it, without a user or a key of their own.",
  "providers.add": "Add provider",
  "providers.empty.title": "No identity providers yet",
  "providers.empty.text":
    "Add the issuer that your pipelines, clusters or people have tokens of, and name it in a role's trust policy.",
  "providers.column.name": "Provider",
  "providers.column.kind": "Type",
  "providers.kind.oidc": "OpenID Connect",
  "providers.kind.saml": "SAML",
  "providers.added": "The provider was added. Now let a role trust it.",

  "providers.form.kind": "Type of provider",
  "providers.form.url": "Provider URL",
  "providers.form.urlHelp":
    "The issuer as its tokens name it, such as https://token.actions.githubusercontent.com.",
  "providers.form.audience": "Audience",
  "providers.form.audienceHelp":
    "For whom its tokens are made out: a client id, or sts.amazonaws.com for AWS's own tools.",
  "providers.form.name": "Name",
  "providers.form.metadata": "Metadata document",
  "providers.form.metadataHelp": "The provider's SAML metadata, an XML document.",

  "provider.notFound": "There is no identity provider of the ARN {arn}.",
  "provider.toProviders": "Go to identity providers",
  "provider.summary": "Summary",
  "provider.kind": "Type",
  "provider.arn": "ARN",
  "provider.delete": "Delete",
  "provider.delete.title": "Delete {name}?",
  "provider.delete.text":
    "The sessions that it vouched for end at once. Roles that name it let nobody in through it any more.",
  "provider.deleted": "The identity provider {name} was deleted.",

  "provider.audiences": "Audiences",
  "provider.audiences.about":
    "Tokens that are made out for another one are refused. A hundred at most.",
  "provider.audiences.edit": "Edit audiences",
  "provider.audiences.help": "One on each line.",
  "provider.audiences.none": "None: every token is refused.",
  "provider.audiences.saved": "The audiences were saved.",

  "provider.encryption": "Encryption",
  "provider.encryption.about":
    "The provider encrypts for a key's certificate; the private key here opens what it sends. Two at most, for one to follow the other.",
  "provider.encryption.edit": "Edit encryption",
  "provider.encryption.mode": "Assertions",
  "provider.encryption.Allowed": "May be encrypted",
  "provider.encryption.Required": "Must be encrypted",
  "provider.encryption.keys": "Private keys",
  "provider.encryption.none": "None: encrypted assertions are refused.",
  "provider.encryption.add": "Add private key",
  "provider.encryption.key": "Private key",
  "provider.encryption.keyHelp":
    "PEM of an RSA key of 2048 to 4096 bits, without a passphrase. It is sealed, and never shown again.",
  "provider.encryption.remove": "Remove {keyId}",
  "provider.encryption.remove.title": "Remove the private key {keyId}?",
  "provider.encryption.remove.text":
    "What the provider encrypts for it can no longer be read. Nobody is signed out.",
  "provider.encryption.saved": "The encryption settings were saved.",

  "provider.mfa": "MFA at the provider",
  "provider.mfa.about":
    "What the provider says of a second factor counts only if it is listed here, and while the sign-in there is young enough.",
  "provider.mfa.edit": "Edit MFA rule",
  "provider.mfa.amr": "Values of amr that stand for MFA",
  "provider.mfa.acr": "Values of acr that stand for MFA",
  "provider.mfa.contextClass": "AuthnContextClassRef values that stand for MFA",
  "provider.mfa.valuesHelp": "One on each line; any of them will do.",
  "provider.mfa.nothing": "Nothing counts",
  "provider.mfa.age": "Sign-in may be as old as, in minutes",
  "provider.mfa.ageShown": "{minutes} minutes",
  "provider.mfa.exempt": "Vouches for",
  "provider.mfa.people": "People: where the account requires MFA of everyone, they need it too",
  "provider.mfa.machines": "Machines: requiring MFA of everyone does not keep them out",
  "provider.mfa.narrower":
    "A rule by which less counts than before ends all of this provider's sessions at once.",
  "provider.mfa.saved": "The MFA rule was saved.",
} as const;
