// What is stored, one read-only shape per table. Every one carries the account's id. Times are instants; `undefined` is NULL.

import type { Instant } from "./instant.ts";
import type {
  AccessKeyId,
  AccountId,
  Arn,
  GroupId,
  PersonId,
  PolicyId,
  ProviderId,
  RoleId,
  SerialNumber,
} from "./names.ts";
import type { SamlMetadata, Sealed } from "./ports.ts";

export interface AccountRecord {
  readonly accountId: AccountId;
  readonly name: string;
  readonly email: string;
  readonly alias: string | undefined;
  readonly createdAt: Instant;
  /** Set by break-glass: root can neither sign in nor enrol without this code (security rule 25). */
  readonly rootEnrolment: RootEnrolment | undefined;
  readonly signedFreshFactor: SignedFreshFactor;
  /** Whether the audit trail has successful reads too. */
  readonly recordsReads: boolean;
}

/**
 * Which of the operations that need a fresh factor need it through a signed request too (security rule 16): those on the caller's own
 * factors, password and keys, all of them, or none, as at AWS.
 */
export type SignedFreshFactor = "own" | "all" | "none";

export interface RootEnrolment {
  readonly codeHash: Uint8Array;
  readonly expiresAt: Instant;
}

/** Which person: the pair that every credential, device and session hangs on. */
export interface PersonRef {
  readonly accountId: AccountId;
  readonly personId: PersonId;
}

/** The root user and IAM users alike, so that devices, passwords and sessions need no two of everything. */
export interface PersonRecord extends PersonRef {
  readonly kind: "root" | "user";
  /** "" for root. */
  readonly name: string;
  readonly path: string;
  readonly createdAt: Instant;
  readonly passwordLastUsedAt: Instant | undefined;
  readonly lastActiveAt: Instant | undefined;
  /** Raised by whatever must end credentials early; sealed tokens carry the value they were made under. */
  readonly epoch: number;
}

/** A console password. Root's is one too, under root's person id. */
export interface LoginProfileRecord extends PersonRef {
  readonly phc: string;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
  readonly resetRequired: boolean;
  /** Reset by a mailed link and no second factor shown since: mail alone must not also replace the factor. */
  readonly resetByMail: boolean;
}

/** An account's password rules where they are not the default ones: AWS's settings, or Sallyport's modern rules. */
export interface PasswordPolicyRecord {
  readonly accountId: AccountId;
  readonly rules: "custom" | "modern";
  readonly minimumLength: number;
  readonly requireSymbols: boolean;
  readonly requireNumbers: boolean;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  /** Whether IAM users may change their own passwords without a policy that says so. */
  readonly usersChangeOwn: boolean;
  /** Undefined: passwords never expire. */
  readonly maxAgeDays: number | undefined;
  /** How many passwords may not be chosen again, the present one included. */
  readonly remembered: number | undefined;
  /** An expired password is not its owner's to change. */
  readonly hardExpiry: boolean | undefined;
}

export interface GroupRecord {
  readonly accountId: AccountId;
  readonly groupId: GroupId;
  readonly name: string;
  readonly path: string;
  readonly createdAt: Instant;
}

export interface TagRecord {
  readonly key: string;
  readonly value: string;
}

/** What carries tags. */
export interface Tagged {
  readonly accountId: AccountId;
  readonly kind: "user" | "mfa" | "policy" | "role" | "oidc-provider" | "saml-provider";
  /** The person's, role's or provider's id, the device's serial number, or the policy's id. */
  readonly id: string;
}

export interface DeviceRecord {
  readonly accountId: AccountId;
  readonly serialNumber: SerialNumber;
  readonly name: string;
  readonly path: string;
  readonly kind: "virtual";
  readonly sealedSeed: Sealed;
  /** Keyed digest of the seed: names it in the register of spent steps, and survives reassignment. */
  readonly seedFingerprint: Uint8Array;
  readonly createdAt: Instant;
  readonly assignment: Assignment | undefined;
}

/** What an assigned device remembers. Steps are counted from 1970 in the device's period. */
export interface Assignment {
  readonly personId: PersonId;
  readonly enabledAt: Instant;
  readonly lastUsedAt: Instant | undefined;
  /** Steps the device's clock is ahead (+) or behind (−), learned. */
  readonly drift: number;
  /** Successes in a row one step late; the third moves the drift (security rule 8). */
  readonly lateStreak: number;
  /** The highest step ever spent: older ones are refused. */
  readonly floor: number;
  /** Set after a pair that was far from now, or any resync, until one success settles it (security rule 9). */
  readonly unsettled: Unsettled | undefined;
}

export interface Unsettled {
  /** Steps the pair's second code was from now. */
  readonly offset: number;
  /** No code of an earlier step counts until settled. */
  readonly fromStep: number;
  readonly until: Instant;
  /** Shown as "out of sync" (a resync that landed on time is unsettled, yet not out of sync). */
  readonly outOfSync: boolean;
}

/** How a person proved who they are: RFC 8176 values. */
export type Amr = "pwd" | "otp" | "mfa";

export interface SessionRecord extends PersonRef {
  readonly idHash: Uint8Array;
  readonly createdAt: Instant;
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
  readonly idleSeconds: number;
  /** When the password was typed in it. */
  readonly passwordAt: Instant;
  readonly mfaAuthenticatedAt: Instant | undefined;
  /** Which device proved it; removing that device withdraws the facts. */
  readonly mfaSerialNumber: SerialNumber | undefined;
  readonly amr: readonly Amr[];
  readonly sourceAddress: string;
  readonly userAgent: string;
}

export type SignInStep = "mfa" | "enrolmentCode" | "passwordExpired" | "newPassword" | "enrolment";

/** A sign-in under way: bound to one person, a session for no door (security rule 14). */
export interface PendingSignInRecord extends PersonRef {
  readonly idHash: Uint8Array;
  readonly step: SignInStep;
  readonly expiresAt: Instant;
  readonly passwordAt: Instant;
  readonly mfaAuthenticatedAt: Instant | undefined;
  readonly mfaSerialNumber: SerialNumber | undefined;
  /** A same-origin path. */
  readonly returnTo: string;
  /** Wrong codes of this very sign-in, refunded when it succeeds. */
  readonly wrongCodes: number;
  readonly wrongCost: number;
  /** The break-glass code was typed: root may enrol. */
  readonly enrolmentCodeGiven: boolean;
  /** A mailed link proved the mailbox instead of the device: enrolment must follow. */
  readonly recovered: boolean;
}

/** A device being set up: no device exists until its codes are confirmed (security rule 13). */
export interface EnrolmentRecord {
  readonly accountId: AccountId;
  /** Hash of the session or pending sign-in it is bound to; one per session. */
  readonly boundTo: Uint8Array;
  /** Whose device it will be. */
  readonly personId: PersonId;
  readonly deviceName: string;
  readonly sealedSeed: Sealed;
  readonly seedFingerprint: Uint8Array;
  readonly expiresAt: Instant;
  readonly attempts: number;
}

export interface KnownBrowserRecord extends PersonRef {
  readonly tokenHash: Uint8Array;
  readonly expiresAt: Instant;
}

/** Wrong codes of one person from one kind of source (security rules 2 and 3). */
export interface CodeLedger {
  readonly cost: number;
  readonly wrong: number;
  /** Wrong codes in a row. */
  readonly streak: number;
  readonly waitUntil: Instant | undefined;
}

/** Where typed codes come from: `unknown` (all unknown browsers together), `browser:<hash>`, `key:<id>`, `resync`. */
export type CodeSource = string;

export interface MailLinkRecord extends PersonRef {
  readonly tokenHash: Uint8Array;
  readonly purpose: "reset-password" | "recover-mfa";
  /** For recovery: the pending sign-in that asked. */
  readonly boundTo: Uint8Array | undefined;
  readonly expiresAt: Instant;
}

/** Another e-mail address that root asked for, until the code that was mailed there is typed. */
export interface EmailChangeRecord {
  readonly accountId: AccountId;
  readonly email: string;
  readonly codeHash: Uint8Array;
  /** The session that asked. */
  readonly boundTo: Uint8Array;
  readonly expiresAt: Instant;
}

/** Whoever shows this code within its time may sync the person's vault from then on. */
export interface VaultPairingRecord extends PersonRef {
  readonly codeHash: Uint8Array;
  readonly expiresAt: Instant;
}

/** A device that syncs its person's vault, by a token of its own. */
export interface VaultDeviceRecord extends PersonRef {
  readonly deviceId: string;
  readonly tokenHash: Uint8Array;
  /** As the device calls itself. */
  readonly name: string;
  readonly pairedAt: Instant;
  readonly lastSyncAt: Instant | undefined;
}

export interface VaultDescription {
  /** Of two vaults of one person, stored one after the other, the later has the greater. */
  readonly revision: number;
  readonly storedAt: Instant;
  readonly size: number;
}

/** A person's vault as their devices sealed it (docs/reference/vault.md): nothing here can open it. */
export interface VaultRecord extends PersonRef {
  readonly revision: number;
  readonly storedAt: Instant;
  readonly content: Uint8Array;
}

/** A mail waiting to be sent after the transaction that wanted it. */
export interface OutboxMail {
  readonly mailId: string;
  readonly accountId: AccountId;
  readonly toName: string;
  readonly toAddress: string;
  readonly subject: string;
  readonly text: string;
  readonly createdAt: Instant;
}

export interface AccessKeyRecord extends PersonRef {
  readonly accessKeyId: AccessKeyId;
  readonly sealedSecret: Sealed;
  readonly status: "Active" | "Inactive";
  readonly createdAt: Instant;
  /** Raised when it is deactivated: sessions that it asked for end, and stay ended. */
  readonly epoch: number;
  readonly lastUsed: AccessKeyUse | undefined;
}

export interface AccessKeyUse {
  readonly at: Instant;
  /** `iam` or `sts`. */
  readonly service: string;
  readonly region: string;
}

/** A key with what it stands for, read in one go for every signed request. */
export interface SignerRecord {
  readonly key: AccessKeyRecord;
  readonly person: PersonRecord;
  readonly accountEpoch: number;
}

/**
 * Where a session comes from in the end: what is gone, or has another epoch than the one it was made under, ends it early (security
 * rule 21).
 */
export type Source = KeySource | ProviderSource;

/** The long-term key that asked for it, or for the session that did. */
export interface KeySource extends PersonRef {
  readonly kind: "key";
  readonly parentKeyId: AccessKeyId;
  readonly epochs: { readonly account: number; readonly person: number; readonly key: number };
}

/** The identity provider whose word stands for somebody who has no key here. */
export interface ProviderSource {
  readonly kind: "provider";
  readonly accountId: AccountId;
  readonly providerId: ProviderId;
  readonly epochs: { readonly account: number; readonly provider: number };
}

/** What a session token says. It travels sealed and is kept by nobody: no row for each session (security rule 21). */
interface Statement {
  readonly source: Source;
  /** `ASIA…`. */
  readonly accessKeyId: AccessKeyId;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly mfaAuthenticatedAt: Instant | undefined;
  /** Undefined also where a provider told of a second factor. */
  readonly mfaSerialNumber: SerialNumber | undefined;
}

/** A person's own session (GetSessionToken). */
export interface SessionStatement extends Statement {
  readonly kind: "session";
  readonly source: KeySource;
}

/** What limits a session besides the policies of whoever acts in it. */
export interface SessionPolicies {
  /** As it was sent. */
  readonly policy: string | undefined;
  readonly policyArns: readonly Arn[];
}

/** A session of a role (AssumeRole, and its two forms for those whom an identity provider vouches for). */
export interface RoleStatement extends Statement, SessionPolicies {
  readonly kind: "role";
  /** From the role that was assumed first to the one that acts: whatever ends one of these sessions ends those that it asked for. */
  readonly chain: readonly AssumedRole[];
  readonly sessionName: string;
  readonly sourceIdentity: string | undefined;
  readonly tags: readonly TagRecord[];
  /** Keys of the tags that the next role of a chain inherits. */
  readonly transitiveTagKeys: readonly string[];
  /** Only of the session that a provider's word was given for: a chain does not hand it on. */
  readonly federation: Federation | undefined;
}

/** What every request of a session says of the provider and of what it told. */
export interface Federation {
  readonly provider: Arn;
  /** Condition keys by their names, such as `saml:sub` or `issuer.example:aud`. */
  readonly keys: Readonly<Record<string, string | readonly string[]>>;
}

export interface AssumedRole {
  readonly accountId: AccountId;
  readonly roleId: RoleId;
  readonly epochs: { readonly account: number; readonly role: number };
}

/** A session for somebody without an identity here (GetFederationToken). */
export interface FederationStatement extends Statement, SessionPolicies {
  readonly kind: "federation";
  readonly source: KeySource;
  readonly name: string;
  readonly tags: readonly TagRecord[];
}

export type AnyStatement = SessionStatement | RoleStatement | FederationStatement;

/** What may be assumed for a while, by whom its trust policy says. */
export interface RoleRecord extends RoleTrust {
  readonly accountId: AccountId;
  readonly roleId: RoleId;
  readonly name: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly maxSessionSeconds: number;
  readonly createdAt: Instant;
  /** Raised by whatever must end its sessions early. */
  readonly epoch: number;
  readonly lastUsed: { readonly at: Instant; readonly region: string } | undefined;
}

export interface RoleTrust {
  /** As it was written. */
  readonly trustPolicy: string;
  /**
   * Who bore the names in it when it was written: users and roles of the role's own account, by ARN. Whoever is renamed stays
   * trusted, and whoever takes the name afterwards is not.
   */
  readonly trusted: Readonly<Record<string, string>>;
}

export interface ActingRoleRecord {
  readonly role: RoleRecord;
  readonly accountEpoch: number;
}

/** Who outside vouches for people: an OpenID Connect issuer, or a SAML identity provider. What both kinds have. */
export interface IdentityProviderRecord {
  readonly accountId: AccountId;
  readonly providerId: ProviderId;
  readonly kind: "oidc" | "saml";
  /** An issuer's URL without its scheme; of the other kind its name. */
  readonly name: string;
  readonly createdAt: Instant;
  /** Raised by whatever must end the sessions that its word was given for. */
  readonly epoch: number;
  /** Undefined: nothing that it says counts as MFA. */
  readonly mfaRule: UpstreamMfaRule | undefined;
}

/** What a provider must say for a second factor to count as shown (security rule 19). */
export interface UpstreamMfaRule {
  /** Any of them in `amr` will do. */
  readonly amrValues: readonly string[];
  /** Or any of them as `acr`; of SAML as AuthnContextClassRef. */
  readonly acrValues: readonly string[];
  /** How long ago the person may have signed in there. */
  readonly maxAgeSeconds: number;
  /** It vouches for machines: that the account requires MFA does not keep them out. */
  readonly exempt: boolean;
}

export interface ActingProviderRecord {
  readonly provider: IdentityProviderRecord;
  readonly accountEpoch: number;
}

/** What only an OpenID Connect provider has. */
export interface OidcSettingsRecord {
  readonly accountId: AccountId;
  readonly providerId: ProviderId;
  /** Its issuer, as it was written. */
  readonly url: string;
  /** Audiences, in the order in which they were added. */
  readonly clientIds: readonly string[];
  /** Shown as they were given: trust in the issuer's certificate comes from the machine. */
  readonly thumbprints: readonly string[];
}

/** A managed policy of the account's own; its ARN names it for good. */
export interface PolicyRecord {
  readonly accountId: AccountId;
  readonly arn: Arn;
  readonly policyId: PolicyId;
  readonly name: string;
  readonly path: string;
  readonly description: string | undefined;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly defaultVersion: number;
  /** The highest number ever given: none is given twice. */
  readonly lastVersion: number;
}

export interface PolicyVersionRecord {
  readonly accountId: AccountId;
  readonly arn: Arn;
  readonly version: number;
  /** As it was written. */
  readonly document: string;
  readonly createdAt: Instant;
}

/** Who has policies. */
export interface PolicyHolder {
  readonly accountId: AccountId;
  readonly kind: "user" | "group" | "role";
  readonly id: PersonId | GroupId | RoleId | string;
}

/** What a managed policy is to its holder: it grants and denies, or it bounds what others grant. */
export type PolicyPurpose = "permissions" | "boundary";

export interface InlinePolicyRecord {
  readonly name: string;
  readonly document: string;
}

/** One policy that has a say in what a person may do. */
export interface HeldPolicyRecord {
  readonly source: "inline" | PolicyPurpose;
  /** An inline policy's name, or a managed one's ARN. */
  readonly id: string;
  /** The person, or one of their groups. */
  readonly holder: PolicyHolder;
  readonly groupName: string | undefined;
  /** Of an inline policy or of the default version; undefined where the policy is built in. */
  readonly document: string | undefined;
}

/** One audit record, CloudTrail's shape, as JSON text; the other members are what it is looked up by. */
export interface AuditRecord {
  readonly accountId: AccountId;
  readonly eventId: string;
  readonly at: Instant;
  readonly event: string;
  readonly eventName: string;
  /** Lower case; `root` for the root user, a role session's name for a role. */
  readonly userKey: string | undefined;
  readonly accessKeyId: string | undefined;
  readonly failed: boolean;
  readonly readOnly: boolean;
}

/** Some records, sealed for good: each block's hash covers the one before. */
export interface AuditBlock {
  /** Counts from 1, without a gap. */
  readonly number: number;
  readonly count: number;
  /** The newest record's time. */
  readonly newestAt: Instant;
  readonly sealedAt: Instant;
  /** One line a record (`audit/entries.ts`), in order; undefined once retention has removed the records. */
  readonly entries: string | undefined;
  /** SHA-256 of the entries. */
  readonly entriesHash: Uint8Array;
  /** SHA-256 over all of the above and the block before. */
  readonly hash: Uint8Array;
  /** Of the hash, under a key that the database does not have. */
  readonly mac: Uint8Array;
  readonly removal: AuditRemoval | undefined;
}

/** That retention, and nobody else, removed a block's records. */
export interface AuditRemoval {
  readonly at: Instant;
  readonly mac: Uint8Array;
}

/** The newest credential report of an account, whole or under way. */
export interface CredentialReportRecord {
  readonly accountId: AccountId;
  /** Counts the account's reports. */
  readonly number: number;
  readonly startedAt: Instant;
  /** When anybody may go on with it; undefined once it is whole. */
  readonly dueAt: Instant | undefined;
  /** The key of the last name in it. */
  readonly after: string | undefined;
  readonly chunks: number;
  /** How many people are in it, root included. */
  readonly people: number;
}

/** All that a credential report tells of one person. */
export interface CredentialFacts {
  readonly person: PersonRecord;
  readonly passwordChangedAt: Instant | undefined;
  /** Oldest first. */
  readonly devices: readonly {
    readonly kind: DeviceRecord["kind"];
    readonly enabledAt: Instant;
    readonly lastUsedAt: Instant | undefined;
  }[];
  /** Oldest first. */
  readonly keys: readonly Pick<AccessKeyRecord, "status" | "createdAt" | "lastUsed">[];
}

/** One row of the users list: everything the table shows, by one keyed query. */
export interface UserSummaryRecord {
  readonly person: PersonRecord;
  readonly groups: readonly string[];
  readonly deviceKinds: readonly DeviceRecord["kind"][];
  readonly passwordChangedAt: Instant | undefined;
  readonly oldestActiveKeyAt: Instant | undefined;
}

export interface GroupSummaryRecord {
  readonly group: GroupRecord;
  readonly userCount: number;
}

/** What assertions of a SAML identity provider are checked against: as its metadata says. */
export interface SamlTrust extends SamlMetadata {
  readonly accountId: AccountId;
  readonly providerId: ProviderId;
  /** Assertions in the clear are refused. */
  readonly encryptionRequired: boolean;
}

/** A key that encrypted assertions of the provider are read with. */
export interface SamlPrivateKeyRecord {
  readonly accountId: AccountId;
  readonly providerId: ProviderId;
  readonly keyId: string;
  /** PKCS #8, sealed to the key's id. */
  readonly sealedKey: Sealed;
  readonly createdAt: Instant;
}

export interface SamlProviderRecord extends SamlTrust {
  /** AWS shows one; nothing here asks for it. */
  readonly uuid: string;
  /** The metadata as it was sent. */
  readonly document: string;
}
