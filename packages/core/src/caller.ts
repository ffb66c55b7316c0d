// Who asks. A door proves it (session cookie, signature, being on the machine); the pipeline and `authorize` only read it.

import { IamError } from "./errors.ts";
import type { Instant } from "./instant.ts";
import type { AccessKeyId, AccountId, Arn, PersonId } from "./names.ts";
import { arns } from "./names.ts";
import type {
  FederationStatement,
  IdentityProviderRecord,
  PendingSignInRecord,
  PersonRecord,
  RoleRecord,
  RoleStatement,
  SessionRecord,
  SessionStatement,
  VaultDeviceRecord,
} from "./records.ts";

export type Caller =
  | PersonCaller
  | RoleCaller
  | FederatedCaller
  /** The command line, on the machine with the data; `name` is the operating system's user. */
  | { readonly kind: "operator"; readonly name: string }
  /** A sign-in under way: a session for no door. */
  | {
      readonly kind: "pending";
      readonly pending: PendingSignInRecord;
      readonly person: PersonRecord;
    }
  | VaultDeviceCaller
  | { readonly kind: "anonymous" };

/** A device that was paired to sync its person's vault: for the operations of that and no other. It is nobody's session. */
export interface VaultDeviceCaller {
  readonly kind: "vaultDevice";
  readonly person: PersonRecord;
  readonly device: VaultDeviceRecord;
}

/** Root or an IAM user, and what proves it. */
export type PersonCaller = SessionCaller | AccessKeyCaller | SessionTokenCaller;

interface ProvenPerson {
  readonly kind: "person";
  readonly person: PersonRecord;
}

/** Signed in to the console. */
export interface SessionCaller extends ProvenPerson {
  readonly proof: "session";
  readonly session: SessionRecord;
}

/** Signed with a long-term access key: never with MFA. */
export interface AccessKeyCaller extends ProvenPerson {
  readonly proof: "accessKey";
  readonly accessKeyId: AccessKeyId;
}

/** Signed with temporary credentials. */
export interface SessionTokenCaller extends ProvenPerson {
  readonly proof: "sessionToken";
  readonly statement: SessionStatement;
}

/** A session of a role: it has the role's policies, and is nobody's own. */
export interface RoleCaller {
  readonly kind: "role";
  readonly role: RoleRecord;
  readonly statement: RoleStatement;
}

/** Somebody without an identity here, for whom a user asked (GetFederationToken). */
export interface FederatedCaller {
  readonly kind: "federated";
  /** Who asked. */
  readonly person: PersonRecord;
  readonly statement: FederationStatement;
}

/** Whom policies speak of. */
export type Principal = PersonCaller | RoleCaller;

/** Who may have signed a request. */
export type SignedCaller = AccessKeyCaller | SessionTokenCaller | RoleCaller | FederatedCaller;

/** Whether the caller sits in front of the console. */
export function isInSession(caller: Caller): caller is SessionCaller {
  return caller.kind === "person" && caller.proof === "session";
}

/** Long-term keys alone may ask for a session of one's own. */
export function requireKeyCaller(caller: Caller, operation: string): AccessKeyCaller {
  if (caller.kind === "person" && caller.proof === "accessKey") return caller;
  throw new IamError("AccessDenied", `Cannot call ${operation} with session credentials`);
}

/** What a session of any kind knows of itself: when it began, and when a second factor was shown for it. */
export interface SessionFacts {
  readonly startedAt: Instant;
  readonly mfaAuthenticatedAt: Instant | undefined;
}

/** Undefined for a long-term key: it is no session, and MFA facts are absent there rather than false. */
export function sessionFacts(caller: PersonCaller | RoleCaller): SessionFacts | undefined {
  if (caller.kind === "role") {
    const { issuedAt, mfaAuthenticatedAt } = caller.statement;
    return { startedAt: issuedAt, mfaAuthenticatedAt };
  }
  switch (caller.proof) {
    case "session": {
      const { createdAt, mfaAuthenticatedAt } = caller.session;
      return { startedAt: createdAt, mfaAuthenticatedAt };
    }
    case "accessKey":
      return undefined;
    case "sessionToken": {
      const { issuedAt, mfaAuthenticatedAt } = caller.statement;
      return { startedAt: issuedAt, mfaAuthenticatedAt };
    }
  }
}

export function personArn(person: {
  readonly accountId: AccountId;
  readonly kind: "root" | "user";
  readonly path: string;
  readonly name: string;
}): Arn {
  return person.kind === "root"
    ? arns.root(person.accountId)
    : arns.user(person.accountId, person.path, person.name);
}

export function roleArn(role: Pick<RoleRecord, "accountId" | "path" | "name">): Arn {
  return arns.role(role.accountId, role.path, role.name);
}

export function providerArn({
  accountId,
  kind,
  name,
}: Pick<IdentityProviderRecord, "accountId" | "kind" | "name">): Arn {
  return kind === "oidc" ? arns.oidcProvider(accountId, name) : arns.samlProvider(accountId, name);
}

/** What refusals and GetCallerIdentity call whoever signed: of a role its session. */
export function callerArn(caller: PersonCaller | RoleCaller | FederatedCaller): Arn {
  switch (caller.kind) {
    case "person":
      return personArn(caller.person);
    case "role":
      return arns.assumedRole(
        caller.role.accountId,
        caller.role.name,
        caller.statement.sessionName,
      );
    case "federated":
      return arns.federatedUser(caller.person.accountId, caller.statement.name);
  }
}

/** `aws:userid`. */
export function callerId(caller: PersonCaller | RoleCaller | FederatedCaller): string {
  switch (caller.kind) {
    case "person":
      return caller.person.personId;
    case "role":
      return `${caller.role.roleId}:${caller.statement.sessionName}`;
    case "federated":
      return `${caller.person.accountId}:${caller.statement.name}`;
  }
}

/** The person behind a caller, where there is one. */
export function personOf(caller: Caller): PersonRecord | undefined {
  switch (caller.kind) {
    case "person":
    case "pending":
    case "vaultDevice":
      return caller.person;
    default:
      return undefined;
  }
}

/** What the trail and refusals call the caller. */
export function describeCaller(caller: Caller): string {
  switch (caller.kind) {
    case "person":
    case "role":
    case "federated":
      return callerArn(caller);
    case "pending":
    case "vaultDevice":
      return personArn(caller.person);
    case "operator":
      return `operator/${caller.name}`;
    case "anonymous":
      return "anonymous";
  }
}

export function isPerson(caller: Caller, personId: PersonId): boolean {
  return personOf(caller)?.personId === personId;
}
