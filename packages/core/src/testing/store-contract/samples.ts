// Records to store. Every one is new: ids and names count up, so that tests do not meet in one database.

import { type Instant, instant } from "../../instant.ts";
import {
  type AccessKeyId,
  type AccountId,
  arns,
  type GroupId,
  type PersonId,
  type PolicyId,
  type ProviderId,
  type RoleId,
  rootPersonId,
  type SerialNumber,
} from "../../names.ts";
import type * as records from "../../records.ts";

let count = 0;

function next(): number {
  count += 1;
  return count;
}

/** A moment, so many milliseconds after the one at which the tests begin. */
export function at(milliseconds = 0): Instant {
  return instant(1_700_000_000_000 + milliseconds);
}

/** Different bytes every time, of every value: none of them may be taken for text. */
export function newBytes(length = 32): Uint8Array {
  const bytes = new Uint8Array(length).map((_, index) => (index * 37) % 256);
  new DataView(bytes.buffer).setUint32(0, next());
  return bytes;
}

export function newAccount(change: Partial<records.AccountRecord> = {}): records.AccountRecord {
  const number = next();
  return {
    accountId: String(number).padStart(12, "0") as AccountId,
    name: `Account ${number}`,
    email: `Root.${number}@Example.com`,
    alias: undefined,
    createdAt: at(number),
    rootEnrolment: undefined,
    signedFreshFactor: "own",
    recordsReads: false,
    ...change,
  };
}

export function newAccountId(): AccountId {
  return newAccount().accountId;
}

export function newRoot(accountId: AccountId): records.PersonRecord {
  return {
    ...newPerson(accountId),
    personId: rootPersonId(accountId),
    kind: "root",
    name: "",
  };
}

export function newPerson(
  accountId: AccountId,
  change: Partial<records.PersonRecord> = {},
): records.PersonRecord {
  const number = next();
  return {
    accountId,
    personId: `AIDA${number}` as PersonId,
    kind: "user",
    name: `User${number}`,
    path: "/",
    createdAt: at(number),
    passwordLastUsedAt: undefined,
    lastActiveAt: undefined,
    epoch: 0,
    ...change,
  };
}

export function newRef(): records.PersonRef {
  return refOf(newPerson(newAccountId()));
}

export function refOf({ accountId, personId }: records.PersonRef): records.PersonRef {
  return { accountId, personId };
}

export function newProfile(
  ref: records.PersonRef,
  change: Partial<records.LoginProfileRecord> = {},
): records.LoginProfileRecord {
  return {
    ...ref,
    phc: `$argon2id$${next()}`,
    createdAt: at(1),
    changedAt: at(2),
    resetRequired: false,
    resetByMail: false,
    ...change,
  };
}

export function newGroup(
  accountId: AccountId,
  change: Partial<records.GroupRecord> = {},
): records.GroupRecord {
  const number = next();
  return {
    accountId,
    groupId: `AGPA${number}` as GroupId,
    name: `Group${number}`,
    path: "/",
    createdAt: at(number),
    ...change,
  };
}

export function newDevice(
  accountId: AccountId,
  change: Partial<records.DeviceRecord> = {},
): records.DeviceRecord {
  const number = next();
  const name = change.name ?? `Phone${number}`;
  return {
    accountId,
    serialNumber: arns.mfaDevice(accountId, change.path ?? "/", name),
    name,
    path: "/",
    kind: "virtual",
    sealedSeed: newBytes(61),
    seedFingerprint: newBytes(),
    createdAt: at(number),
    assignment: undefined,
    ...change,
  };
}

export function newAssignment(
  personId: PersonId,
  change: Partial<records.Assignment> = {},
): records.Assignment {
  return {
    personId,
    enabledAt: at(next()),
    lastUsedAt: undefined,
    drift: 0,
    lateStreak: 0,
    floor: 56_666_666,
    unsettled: undefined,
    ...change,
  };
}

export function newEnrolment(
  ref: records.PersonRef,
  change: Partial<records.EnrolmentRecord> = {},
): records.EnrolmentRecord {
  return {
    ...ref,
    boundTo: newBytes(),
    deviceName: `Phone${next()}`,
    sealedSeed: newBytes(61),
    seedFingerprint: newBytes(),
    expiresAt: at(900_000),
    attempts: 0,
    ...change,
  };
}

export function newSession(
  ref: records.PersonRef,
  change: Partial<records.SessionRecord> = {},
): records.SessionRecord {
  return {
    ...ref,
    idHash: newBytes(),
    createdAt: at(next()),
    lastSeenAt: at(5),
    expiresAt: at(43_200_000),
    idleSeconds: 3600,
    passwordAt: at(4),
    mfaAuthenticatedAt: undefined,
    mfaSerialNumber: undefined,
    amr: ["pwd"],
    sourceAddress: "2001:db8::1",
    userAgent: "Mozilla/5.0 (test)",
    ...change,
  };
}

export function newPending(
  ref: records.PersonRef,
  change: Partial<records.PendingSignInRecord> = {},
): records.PendingSignInRecord {
  return {
    ...ref,
    idHash: newBytes(),
    step: "mfa",
    expiresAt: at(600_000),
    passwordAt: at(4),
    mfaAuthenticatedAt: undefined,
    mfaSerialNumber: undefined,
    returnTo: "/console/users?tab=mfa",
    wrongCodes: 0,
    wrongCost: 0,
    enrolmentCodeGiven: false,
    recovered: false,
    ...change,
  };
}

export function newBrowser(
  ref: records.PersonRef,
  change: Partial<records.KnownBrowserRecord> = {},
): records.KnownBrowserRecord {
  return { ...ref, tokenHash: newBytes(), expiresAt: at(1_000_000), ...change };
}

export function newLink(
  ref: records.PersonRef,
  change: Partial<records.MailLinkRecord> = {},
): records.MailLinkRecord {
  return {
    ...ref,
    tokenHash: newBytes(),
    purpose: "recover-mfa",
    boundTo: newBytes(),
    expiresAt: at(1_000_000),
    ...change,
  };
}

export function newVaultPairing(
  ref: records.PersonRef = newRef(),
  change: Partial<records.VaultPairingRecord> = {},
): records.VaultPairingRecord {
  return { ...refOf(ref), codeHash: newBytes(), expiresAt: at(1_000_000), ...change };
}

export function newVaultDevice(
  ref: records.PersonRef = newRef(),
  change: Partial<records.VaultDeviceRecord> = {},
): records.VaultDeviceRecord {
  const number = next();
  return {
    ...refOf(ref),
    deviceId: `device-${number}`,
    tokenHash: newBytes(),
    name: `Phone ${number}`,
    pairedAt: at(number),
    lastSyncAt: undefined,
    ...change,
  };
}

export function newVault(content: Uint8Array = newBytes(200)): records.VaultRecord {
  const number = next();
  return { ...newRef(), revision: at(number), storedAt: at(number), content };
}

export function newMail(change: Partial<records.OutboxMail> = {}): records.OutboxMail {
  const number = next();
  return {
    mailId: `mail-${number}`,
    accountId: newAccountId(),
    toName: "Zoë Ünal",
    toAddress: "zoe@example.com",
    subject: "A new device",
    text: "Line one.\nLine two — with a dash.\n",
    createdAt: at(number),
    ...change,
  };
}

export function newAccessKey(
  ref: records.PersonRef,
  change: Partial<records.AccessKeyRecord> = {},
): records.AccessKeyRecord {
  const number = next();
  return {
    ...ref,
    accessKeyId: `AKIA${number}` as AccessKeyId,
    sealedSecret: newBytes(61),
    status: "Active",
    createdAt: at(number),
    epoch: 0,
    lastUsed: undefined,
    ...change,
  };
}

export function newPolicy(
  accountId: AccountId,
  change: Partial<records.PolicyRecord> = {},
): records.PolicyRecord {
  const number = next();
  const { name = `Policy${number}`, path = "/" } = change;
  return {
    accountId,
    arn: arns.policy(accountId, path, name),
    policyId: `ANPA${number}` as PolicyId,
    name,
    path,
    description: undefined,
    createdAt: at(number),
    updatedAt: at(number),
    defaultVersion: 1,
    lastVersion: 1,
    ...change,
  };
}

export function newProvider(
  accountId: AccountId,
  change: Partial<records.IdentityProviderRecord> = {},
): records.IdentityProviderRecord {
  const number = next();
  return {
    accountId,
    providerId: `IDPA${number}` as ProviderId,
    kind: "oidc",
    name: `id${number}.example`,
    createdAt: at(number),
    epoch: 0,
    mfaRule: undefined,
    ...change,
  };
}

export function newRole(
  accountId: AccountId,
  change: Partial<records.RoleRecord> = {},
): records.RoleRecord {
  const number = next();
  return {
    accountId,
    roleId: `AROA${number}` as RoleId,
    name: `Role${number}`,
    path: "/",
    description: undefined,
    trustPolicy: "{}",
    trusted: {},
    maxSessionSeconds: 3600,
    createdAt: at(number),
    epoch: 0,
    lastUsed: undefined,
    ...change,
  };
}

export function newSamlProvider(
  accountId: AccountId,
  change: Partial<records.SamlProviderRecord> = {},
): records.SamlProviderRecord {
  const number = next();
  return {
    accountId,
    providerId: `provider-${number}` as ProviderId,
    uuid: `uuid-${number}`,
    document: `<EntityDescriptor entityID="https://idp${number}.example"/>`,
    entityId: `https://idp${number}.example`,
    certificates: ["MIIB"],
    validUntil: undefined,
    encryptionRequired: false,
    ...change,
  };
}

export function newAudit(
  accountId: AccountId,
  change: Partial<records.AuditRecord> = {},
): records.AuditRecord {
  const number = next();
  return {
    accountId,
    eventId: `event-${String(number).padStart(6, "0")}`,
    at: at(number),
    event: '{"eventName":"CreateUser"}',
    eventName: "CreateUser",
    userKey: undefined,
    accessKeyId: undefined,
    failed: false,
    readOnly: false,
    ...change,
  };
}

export function newSerial(): SerialNumber {
  return newDevice(newAccountId()).serialNumber;
}

/** Bytes as text, to compare lists of them. */
export function hexOf(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
