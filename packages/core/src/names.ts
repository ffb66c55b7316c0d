// Names, ids and ARNs: their forms (AWS's, see each), and the only places where a string becomes one.

declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

/** Exactly 12 digits; leading zeros count. */
export type AccountId = Branded<"AccountId">;
/** A person's unique id: the account id for its root user, `AIDA…` for an IAM user. Never reused. */
export type PersonId = Branded<"PersonId">;
/** `AGPA…`. */
export type GroupId = Branded<"GroupId">;
/** `ANPA…`. */
export type PolicyId = Branded<"PolicyId">;
/** `AROA…`. */
export type RoleId = Branded<"RoleId">;
/** An identity provider's; shown to nobody: a provider that is made anew under a former one's name is another. */
export type ProviderId = Branded<"ProviderId">;
/** `AKIA…`. */
export type AccessKeyId = Branded<"AccessKeyId">;
/** For a virtual device its ARN: `arn:aws:iam::ACCOUNT:mfa[/path/]NAME`. */
export type SerialNumber = Branded<"SerialNumber">;
export type Arn = Branded<"Arn">;

/** Names are unique whatever their case, and keep it: this is the form that is compared. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

/** E-mail addresses are compared without case and without surrounding space. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}

export const patterns = {
  accountId: /^\d{12}$/,
  /** AWS: 3-63 of a-z, 0-9 and single inner hyphens; not twelve digits, which sign-in takes for an id, hyphens or not. */
  accountAlias: /^(?!(?:\d-?){11}\d$)[a-z0-9](?:[a-z0-9]|-(?!-)){1,61}[a-z0-9]$/,
  /** Users, groups, devices, policies. */
  entityName: /^[\w+=,.@-]+$/,
  path: /^(?:(\u002F)|(\u002F[\u0021-\u007E]+\u002F))$/,
  /** Policies' paths are narrower than others'. */
  policyPath: /^(?:\/[A-Za-z0-9.,+@=_-]+)*\/$/,
  policyVersion: /^v[1-9][0-9]*(?:\.[A-Za-z0-9-]*)?$/,
  pathPrefix: /^\u002F[\u0021-\u007F]*$/,
  serialNumber: /^[\w+=/:,.@-]+$/,
  code: /^[\d]+$/,
  marker: /^[\u0020-\u00FF]+$/,
  // biome-ignore lint/suspicious/noControlCharactersInRegex: AWS's own pattern takes tab and line ends
  password: /^[\u0009\u000A\u000D\u0020-\u00FF]+$/,
  tagText: /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u,
} as const;

/** The ARN of anything in IAM; the region field is always empty. */
function iamArn(accountId: AccountId, resource: string): Arn {
  return `arn:aws:iam::${accountId}:${resource}` as Arn;
}

export const arns = {
  root: (accountId: AccountId): Arn => iamArn(accountId, "root"),
  user: (accountId: AccountId, path: string, name: string): Arn =>
    iamArn(accountId, `user${path}${name}`),
  group: (accountId: AccountId, path: string, name: string): Arn =>
    iamArn(accountId, `group${path}${name}`),
  role: (accountId: AccountId, path: string, name: string): Arn =>
    iamArn(accountId, `role${path}${name}`),
  /** A session of a role: no path in it. */
  assumedRole: (accountId: AccountId, role: string, session: string): Arn =>
    `arn:aws:sts::${accountId}:assumed-role/${role}/${session}` as Arn,
  federatedUser: (accountId: AccountId, name: string): Arn =>
    `arn:aws:sts::${accountId}:federated-user/${name}` as Arn,
  /** `name`: its issuer's URL without the scheme. */
  oidcProvider: (accountId: AccountId, name: string): Arn =>
    iamArn(accountId, `oidc-provider/${name}`),
  samlProvider: (accountId: AccountId, name: string): Arn =>
    iamArn(accountId, `saml-provider/${name}`),
  policy: (accountId: AccountId | "aws", path: string, name: string): Arn =>
    iamArn(accountId as AccountId, `policy${path}${name}`),
  mfaDevice: (accountId: AccountId, path: string, name: string): SerialNumber =>
    iamArn(accountId, `mfa${path}${name}`) as string as SerialNumber,
} as const;

/** The root user's person id is its account's id (as in AWS's `UserId`). */
export function rootPersonId(accountId: AccountId): PersonId {
  return accountId as string as PersonId;
}
