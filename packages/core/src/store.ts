// The store as the core sees it: small repositories in the domain's words (`repositories/`), filled by `packages/store` on two
// engines and held to one contract suite (`testing/store-contract.ts`).
//
// Writers answer `false` (never throw) when a unique row was already there or a condition did not hold: the row decides a race.

import type { AccessKeys } from "./repositories/access-keys.ts";
import type { Accounts } from "./repositories/accounts.ts";
import type { Attempts } from "./repositories/attempts.ts";
import type { Audit } from "./repositories/audit.ts";
import type { AuditChain } from "./repositories/audit-chain.ts";
import type { CodeLedgers } from "./repositories/code-ledgers.ts";
import type { CredentialReports } from "./repositories/credential-reports.ts";
import type { Devices } from "./repositories/devices.ts";
import type { EmailChanges } from "./repositories/email-changes.ts";
import type { Enrolments } from "./repositories/enrolments.ts";
import type { Groups } from "./repositories/groups.ts";
import type { IdentityProviders, OidcProviders } from "./repositories/identity-providers.ts";
import type { InlinePolicies } from "./repositories/inline-policies.ts";
import type { KnownBrowsers } from "./repositories/known-browsers.ts";
import type { LoginProfiles } from "./repositories/login-profiles.ts";
import type { MailLinks } from "./repositories/mail-links.ts";
import type { MfaRequirements } from "./repositories/mfa-requirements.ts";
import type { Outbox } from "./repositories/outbox.ts";
import type { PasswordHistory } from "./repositories/password-history.ts";
import type { PasswordPolicies } from "./repositories/password-policies.ts";
import type { PendingSignIns } from "./repositories/pending-sign-ins.ts";
import type { People } from "./repositories/people.ts";
import type { Policies } from "./repositories/policies.ts";
import type { PolicyUses } from "./repositories/policy-uses.ts";
import type { Roles } from "./repositories/roles.ts";
import type { SamlProviders } from "./repositories/saml-providers.ts";
import type { Sessions } from "./repositories/sessions.ts";
import type { SpentSteps } from "./repositories/spent-steps.ts";
import type { Tags } from "./repositories/tags.ts";
import type { VaultDevices } from "./repositories/vault-devices.ts";
import type { VaultPairings } from "./repositories/vault-pairings.ts";
import type { Vaults } from "./repositories/vaults.ts";

export type * from "./repositories/access-keys.ts";
export type * from "./repositories/accounts.ts";
export type * from "./repositories/attempts.ts";
export type * from "./repositories/audit.ts";
export type * from "./repositories/audit-chain.ts";
export type * from "./repositories/charge.ts";
export type * from "./repositories/code-ledgers.ts";
export type * from "./repositories/credential-reports.ts";
export type * from "./repositories/devices.ts";
export type * from "./repositories/email-changes.ts";
export type * from "./repositories/enrolments.ts";
export type * from "./repositories/groups.ts";
export type * from "./repositories/identity-providers.ts";
export type * from "./repositories/inline-policies.ts";
export type * from "./repositories/known-browsers.ts";
export type * from "./repositories/login-profiles.ts";
export type * from "./repositories/mail-links.ts";
export type * from "./repositories/mfa-requirements.ts";
export type * from "./repositories/outbox.ts";
export type * from "./repositories/paging.ts";
export type * from "./repositories/password-history.ts";
export type * from "./repositories/password-policies.ts";
export type * from "./repositories/pending-sign-ins.ts";
export type * from "./repositories/people.ts";
export type * from "./repositories/policies.ts";
export type * from "./repositories/policy-uses.ts";
export type * from "./repositories/roles.ts";
export type * from "./repositories/saml-providers.ts";
export type * from "./repositories/sessions.ts";
export type * from "./repositories/spent-steps.ts";
export type * from "./repositories/tags.ts";
export type * from "./repositories/vault-devices.ts";
export type * from "./repositories/vault-pairings.ts";
export type * from "./repositories/vaults.ts";

export interface Store {
  /** One serializable transaction. `work` awaits nothing but `tx` and may be run again after a serialization failure. What it returns was committed durably. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Conditional statements that need no snapshot (charge, spend): the row decides, nothing is run again. Each commits durably by itself, and stands whatever `work` does afterwards. */
  atomically<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** The same for whoever goes on with other work of the store at once: everybody sees what was decided, and `kept` tells when it is durable. Until then nothing that follows from it may be told. */
  decide<T>(work: (tx: Tx) => Promise<T>): Promise<Decided<T>>;
  /** Reads of one moment; writes inside are a fault of the program. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

export interface Decided<T> {
  readonly value: T;
  /** Rejects where it was decided and could not be kept: then it was not decided. */
  readonly kept: Promise<void>;
}

export interface Tx {
  readonly accounts: Accounts;
  readonly people: People;
  readonly loginProfiles: LoginProfiles;
  readonly mfaRequirements: MfaRequirements;
  readonly passwordPolicies: PasswordPolicies;
  readonly passwordHistory: PasswordHistory;
  readonly groups: Groups;
  readonly tags: Tags;
  readonly devices: Devices;
  readonly spentSteps: SpentSteps;
  readonly enrolments: Enrolments;
  readonly sessions: Sessions;
  readonly pendingSignIns: PendingSignIns;
  readonly browsers: KnownBrowsers;
  readonly codeLedgers: CodeLedgers;
  readonly attempts: Attempts;
  readonly mailLinks: MailLinks;
  readonly emailChanges: EmailChanges;
  readonly outbox: Outbox;
  readonly accessKeys: AccessKeys;
  readonly policies: Policies;
  readonly policyUses: PolicyUses;
  readonly inlinePolicies: InlinePolicies;
  readonly roles: Roles;
  readonly samlProviders: SamlProviders;
  readonly identityProviders: IdentityProviders;
  readonly oidcProviders: OidcProviders;
  readonly credentialReports: CredentialReports;
  readonly vaultPairings: VaultPairings;
  readonly vaultDevices: VaultDevices;
  readonly vaults: Vaults;
  readonly audit: Audit;
  readonly auditChain: AuditChain;
}
