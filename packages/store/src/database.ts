// The tables as Kysely sees them: what is asked of one is checked against these by the compiler. Both engines store
// moments as whole milliseconds, bytes as they are, and yes and no as 1 and 0.

import type {
  AccessKeyId,
  AccessKeyRecord,
  AccountId,
  AccountRecord,
  Arn,
  DeviceRecord,
  GroupId,
  IdentityProviderRecord,
  Instant,
  MailLinkRecord,
  PasswordPolicyRecord,
  PersonId,
  PersonRecord,
  PolicyHolder,
  PolicyId,
  PolicyPurpose,
  ProviderId,
  RoleId,
  SerialNumber,
  SignInStep,
  Tagged,
} from "@sallyport/core";

/** 1 is yes, 0 is no. */
export type Flag = number;

interface OfAccount {
  account_id: AccountId;
}

interface OfPerson extends OfAccount {
  person_id: PersonId;
}

export interface AccountsTable extends OfAccount {
  name: string;
  email: string;
  email_key: string;
  alias: string | null;
  created_at: Instant;
  root_code_hash: Uint8Array | null;
  root_code_expires_at: Instant | null;
  /** 1 in the row that was the first of all, NULL in every other: unique, so that there is one. */
  is_first: Flag | null;
  epoch: number;
  signed_fresh_factor: AccountRecord["signedFreshFactor"];
  records_reads: number;
}

export interface PeopleTable extends OfPerson {
  kind: PersonRecord["kind"];
  name: string;
  /** "" for root, which therefore comes before every user. */
  name_key: string;
  path: string;
  created_at: Instant;
  password_last_used_at: Instant | null;
  last_active_at: Instant | null;
  epoch: number;
}

export interface LoginProfilesTable extends OfPerson {
  phc: string;
  created_at: Instant;
  changed_at: Instant;
  reset_required: Flag;
  reset_by_mail: Flag;
}

export interface PasswordPoliciesTable extends OfAccount {
  rules: PasswordPolicyRecord["rules"];
  minimum_length: number;
  require_symbols: Flag;
  require_numbers: Flag;
  require_uppercase: Flag;
  require_lowercase: Flag;
  users_change_own: Flag;
  max_age_days: number | null;
  remembered: number | null;
  hard_expiry: Flag | null;
}

export interface PasswordHistoryTable extends OfPerson {
  phc: string;
  replaced_at: Instant;
}

export interface MfaRequirementsTable extends OfAccount {
  since: Instant;
  switched_on_at: Instant;
  grace_days: number;
  everyone: Flag;
}

export interface MfaRequirementGroupsTable extends OfAccount {
  purpose: "required" | "exempt";
  group_id: GroupId;
}

export interface MfaPromptsTable extends OfPerson {
  switched_on_at: Instant;
  prompted_at: Instant;
}

export interface UserGroupsTable extends OfAccount {
  group_id: GroupId;
  name: string;
  name_key: string;
  path: string;
  created_at: Instant;
}

export interface MembershipsTable extends OfPerson {
  group_id: GroupId;
  /** The member's name key once more, so that the members of a large group are listed from an index. */
  member_key: string;
}

export interface TagsTable extends OfAccount {
  kind: Tagged["kind"];
  owner_id: string;
  tag_key: string;
  key_folded: string;
  value: string;
  /** When it was first set, counted per owner. */
  place: number;
}

export interface DevicesTable extends OfAccount {
  serial_number: SerialNumber;
  name: string;
  name_key: string;
  path: string;
  kind: DeviceRecord["kind"];
  sealed_seed: Uint8Array;
  seed_fingerprint: Uint8Array;
  created_at: Instant;
  /** Whether it has a person: a list of those that do (or do not) is one range of an index. */
  is_assigned: Flag;
  person_id: PersonId | null;
  enabled_at: Instant | null;
  last_used_at: Instant | null;
  drift: number | null;
  late_streak: number | null;
  floor_step: number | null;
  unsettled_offset: number | null;
  unsettled_from_step: number | null;
  unsettled_until: Instant | null;
  out_of_sync: Flag | null;
}

export interface SpentStepsTable extends OfAccount {
  seed_fingerprint: Uint8Array;
  step: number;
  spent_at: Instant;
}

export interface EnrolmentsTable extends OfPerson {
  bound_to: Uint8Array;
  device_name: string;
  sealed_seed: Uint8Array;
  seed_fingerprint: Uint8Array;
  expires_at: Instant;
  attempts: number;
}

export interface SessionsTable extends OfPerson {
  id_hash: Uint8Array;
  created_at: Instant;
  last_seen_at: Instant;
  expires_at: Instant;
  idle_seconds: number;
  password_at: Instant;
  mfa_at: Instant | null;
  mfa_serial_number: SerialNumber | null;
  /** Separated by spaces. */
  amr: string;
  source_address: string;
  user_agent: string;
}

export interface PendingSignInsTable extends OfPerson {
  id_hash: Uint8Array;
  step: SignInStep;
  expires_at: Instant;
  password_at: Instant;
  mfa_at: Instant | null;
  mfa_serial_number: SerialNumber | null;
  return_to: string;
  wrong_codes: number;
  wrong_cost: number;
  enrolment_code_given: Flag;
  recovered: Flag;
}

export interface KnownBrowsersTable extends OfPerson {
  token_hash: Uint8Array;
  expires_at: Instant;
}

export interface CodeLedgersTable extends OfPerson {
  source: string;
  cost: number;
  wrong: number;
  streak: number;
  wait_until: Instant | null;
}

export interface AttemptsTable {
  key: string;
  streak: number;
  wait_until: Instant | null;
  /** When the token bucket of this key is full again; NULL where it was never touched. */
  full_at: Instant | null;
  touched_at: Instant;
}

export interface MailLinksTable extends OfPerson {
  token_hash: Uint8Array;
  purpose: MailLinkRecord["purpose"];
  bound_to: Uint8Array | null;
  expires_at: Instant;
}

export interface OutboxTable extends OfAccount {
  mail_id: string;
  to_name: string;
  to_address: string;
  subject: string;
  body: string;
  created_at: Instant;
  /** How often a machine has taken it up. */
  attempts: number;
  /** Not before then: a lease and a later try are the same to everyone else. */
  due_at: Instant;
}

export interface AccessKeysTable extends OfPerson {
  access_key_id: AccessKeyId;
  sealed_secret: Uint8Array;
  status: AccessKeyRecord["status"];
  created_at: Instant;
  epoch: number;
  last_used_at: Instant | null;
  last_used_service: string | null;
  last_used_region: string | null;
}

export interface PoliciesTable extends OfAccount {
  arn: Arn;
  policy_id: PolicyId;
  name: string;
  name_key: string;
  path: string;
  description: string | null;
  created_at: Instant;
  updated_at: Instant;
  default_version: number;
  last_version: number;
}

export interface PolicyVersionsTable extends OfAccount {
  arn: Arn;
  version: number;
  document: string;
  created_at: Instant;
}

interface OfHolder extends OfAccount {
  holder_id: string;
  holder_kind: PolicyHolder["kind"];
}

export interface PolicyUsesTable extends OfHolder {
  purpose: PolicyPurpose;
  arn: Arn;
}

export interface InlinePoliciesTable extends OfHolder {
  name: string;
  document: string;
}

export interface RolesTable extends OfAccount {
  role_id: RoleId;
  name: string;
  name_key: string;
  path: string;
  description: string | null;
  trust_policy: string;
  /** JSON: who bears the names in it. */
  trusted: string;
  max_session_seconds: number;
  created_at: Instant;
  epoch: number;
  last_used_at: Instant | null;
  last_used_region: string | null;
}

export interface IdentityProvidersTable extends OfAccount {
  provider_id: ProviderId;
  kind: IdentityProviderRecord["kind"];
  name: string;
  created_at: Instant;
  epoch: number;
  /** JSON; NULL where nothing counts as MFA. */
  mfa_rule: string | null;
}

export interface OidcProvidersTable extends OfAccount {
  provider_id: ProviderId;
  url: string;
  /** JSON, as the next. */
  client_ids: string;
  thumbprints: string;
}

/** The newest report of each account. */
export interface CredentialReportsTable extends OfAccount {
  number: number;
  started_at: Instant;
  /** When anybody may go on with it; NULL once it is whole. */
  due_at: Instant | null;
  /** The last name in it, as a page's key. */
  after_key: string | null;
  chunks: number;
  people: number;
}

export interface CredentialReportChunksTable extends OfAccount {
  number: number;
  position: number;
  started_at: Instant;
  content: Uint8Array;
}

export interface EmailChangesTable extends OfAccount {
  email: string;
  code_hash: Uint8Array;
  bound_to: Uint8Array;
  expires_at: Instant;
}

export interface VaultPairingsTable extends OfPerson {
  code_hash: Uint8Array;
  expires_at: Instant;
}

export interface VaultDevicesTable extends OfPerson {
  device_id: string;
  token_hash: Uint8Array;
  name: string;
  paired_at: Instant;
  last_sync_at: Instant | null;
}

export interface VaultsTable extends OfPerson {
  revision: number;
  stored_at: Instant;
  /** Of the content, which need not be read to be counted. */
  size: number;
  content: Uint8Array;
}

export interface AuditTable extends OfAccount {
  event_id: string;
  at: Instant;
  event: string;
  event_name: string;
  user_key: string | null;
  access_key_id: string | null;
  failed: Flag;
  read_only: Flag;
  /** The block it was sealed into. */
  block: number | null;
}

export interface AuditBlocksTable {
  number: number;
  count: number;
  newest_at: Instant;
  sealed_at: Instant;
  /** NULL once the records are removed. */
  entries: string | null;
  entries_hash: Uint8Array;
  hash: Uint8Array;
  mac: Uint8Array;
  removed_at: Instant | null;
  removal_mac: Uint8Array | null;
}

/** One row: who may seal is whoever moved it last. */
export interface AuditLeaseTable {
  name: "sealing";
  until: Instant;
}

/** Users, users with a device, devices, assigned devices; members of a group; policies, and who holds one. */
export type CountKind =
  | "users"
  | "equipped"
  | "devices"
  | "assigned"
  | "members"
  | "policies"
  | "policyVersions"
  | "attachments"
  | "boundaries";

export interface CountsTable extends OfAccount {
  kind: CountKind;
  owner: string;
  shard: number;
  amount: number;
}

export interface KeyringTable {
  version: number;
  wrapped: Uint8Array;
  created_at: Instant;
  seals_from: Instant;
  tokens_until: Instant | null;
}

export interface MetaTable {
  name: string;
  value: string;
}

export interface SamlProvidersTable extends OfAccount {
  provider_id: ProviderId;
  uuid: string;
  document: string;
  entity_id: string;
  /** A JSON list. */
  certificates: string;
  valid_until: Instant | null;
  /** 0 or 1. */
  encryption_required: number;
}

export interface SamlPrivateKeysTable extends OfAccount {
  provider_id: ProviderId;
  key_id: string;
  sealed_key: Uint8Array;
  created_at: Instant;
}

export interface Database {
  accounts: AccountsTable;
  people: PeopleTable;
  login_profiles: LoginProfilesTable;
  password_policies: PasswordPoliciesTable;
  password_history: PasswordHistoryTable;
  mfa_requirements: MfaRequirementsTable;
  mfa_requirement_groups: MfaRequirementGroupsTable;
  mfa_prompts: MfaPromptsTable;
  user_groups: UserGroupsTable;
  memberships: MembershipsTable;
  tags: TagsTable;
  devices: DevicesTable;
  spent_steps: SpentStepsTable;
  enrolments: EnrolmentsTable;
  sessions: SessionsTable;
  pending_sign_ins: PendingSignInsTable;
  known_browsers: KnownBrowsersTable;
  code_ledgers: CodeLedgersTable;
  attempts: AttemptsTable;
  mail_links: MailLinksTable;
  outbox: OutboxTable;
  access_keys: AccessKeysTable;
  policies: PoliciesTable;
  policy_versions: PolicyVersionsTable;
  policy_uses: PolicyUsesTable;
  inline_policies: InlinePoliciesTable;
  roles: RolesTable;
  saml_providers: SamlProvidersTable;
  saml_private_keys: SamlPrivateKeysTable;
  identity_providers: IdentityProvidersTable;
  oidc_providers: OidcProvidersTable;
  credential_reports: CredentialReportsTable;
  credential_report_chunks: CredentialReportChunksTable;
  email_changes: EmailChangesTable;
  vault_pairings: VaultPairingsTable;
  vault_devices: VaultDevicesTable;
  vaults: VaultsTable;
  audit: AuditTable;
  audit_blocks: AuditBlocksTable;
  audit_lease: AuditLeaseTable;
  counts: CountsTable;
  keyring: KeyringTable;
  meta: MetaTable;
}
