// One operation, refusal or sign-in step as one record in CloudTrail's shape (iam-semantics §7), in the transaction it belongs to.
// Members are picked by the operation's own list: nothing gets in by default.

import {
  type Caller,
  callerArn,
  callerId,
  type PersonCaller,
  personArn,
  personOf,
  type RoleCaller,
  roleArn,
  sessionFacts,
} from "../caller.ts";
import type { IamError } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { toIso } from "../instant.ts";
import { type AccountId, nameKey } from "../names.ts";
import type { FederatedSubject, Operation, Scope, Trail } from "../operation.ts";
import type { AuditRecord, PersonRecord } from "../records.ts";
import type { Tx } from "../store.ts";

/** Where sign-ins to accounts that do not exist are kept. */
export const noAccount = "000000000000" as AccountId;

const hiddenName = "HIDDEN_DUE_TO_SECURITY_REASONS";

/** What became of a call. */
export interface Told extends Scope<unknown> {
  readonly operation: Operation;
  readonly output?: unknown;
  readonly error?: IamError;
}

export async function recordOutcome(outcome: Told & { readonly tx: Tx }): Promise<void> {
  for (const record of recordsOf(outcome)) await outcome.tx.audit.append(record);
}

/** A record for the caller's account, and one for another that it concerns; of those accounts alone that are wanted. */
export function recordsOf(
  outcome: Told,
  isWanted: (accountId: AccountId) => boolean = () => true,
): readonly AuditRecord[] {
  const { operation, trail, ports, now, error } = outcome;
  // What anyone may ask, such as a sign-in, concerns whoever was named, not whose session the browser happens to hold.
  const caller: Caller = operation.callers?.includes("anonymous")
    ? { kind: "anonymous" }
    : outcome.caller;
  const subject = personOf(caller) ?? trail.subject;
  const accountId =
    accountActedIn(caller) ??
    subject?.accountId ??
    trail.federated?.accountId ??
    trail.account?.accountId;
  if (isNoise({ ...outcome, caller }, accountId)) return [];
  const callers = accountId ?? noAccount;
  // Whose role was given out learns to whom; that somebody tried in vain is the caller's account's own.
  const concerned = error === undefined ? trail.concerned : undefined;
  const recipients = [...new Set([callers, concerned ?? callers])];
  return recipients.filter(isWanted).map((recipient) => {
    const eventId = newIds.uuid(ports.random);
    const event = describeEvent({
      ...outcome,
      ...{ caller, eventId, subject, recipient, accountId: callers },
    });
    return {
      ...{ accountId: recipient, eventId, at: now, event: JSON.stringify(event) },
      eventName: event.eventName,
      userKey: lookupName(caller, subject, trail.federated),
      accessKeyId: signedWith(caller),
      failed: error !== undefined,
      readOnly: event.readOnly,
    };
  });
}

/** Of sessions that are nobody's own. */
function accountActedIn(caller: Caller): AccountId | undefined {
  if (caller.kind === "role") return caller.role.accountId;
  return caller.kind === "federated" ? caller.person.accountId : undefined;
}

/**
 * What strangers could fill the trail with, at any speed and without end. The access log has it: a request without any session,
 * which concerns nobody, and a try that was turned away before anything was compared.
 */
function isNoise({ caller, trail, error }: Told, accountId: AccountId | undefined): boolean {
  const turnedAway = error?.code === "Throttling" || error?.code === "Busy";
  if (caller.kind === "vaultDevice") return turnedAway;
  if (caller.kind !== "anonymous" && caller.kind !== "pending") return false;
  if (accountId === undefined && trail.event === undefined) return true;
  return turnedAway;
}

function describeEvent(
  outcome: Told & {
    readonly eventId: string;
    readonly subject: PersonRecord | undefined;
    /** The caller's. */
    readonly accountId: AccountId;
    /** Whose trail it is for. */
    readonly recipient: AccountId;
  },
) {
  const { operation, caller, context, input, output, error, trail, now, subject, accountId } =
    outcome;
  const signIn = operation.record.source === "signin";
  const { service = "iam" } = operation;
  const eventName = trail.event ?? operation.name;
  return {
    eventVersion: "1.11",
    userIdentity: trail.federated
      ? describeFederated(trail.federated)
      : describeIdentity(caller, subject, accountId),
    eventTime: toIso(now),
    eventSource: signIn ? "signin.amazonaws.com" : `${service}.amazonaws.com`,
    eventName,
    awsRegion: context.region ?? "us-east-1",
    sourceIPAddress: context.sourceAddress,
    userAgent: bounded(context.userAgent),
    ...(error && { errorCode: errorName(error), errorMessage: bounded(error.message) }),
    requestParameters: pick(input, operation.record.request),
    responseElements: signIn
      ? { [eventName]: error ? "Failure" : "Success" }
      : pick(output, operation.record.response ?? []),
    ...additionalData(caller, trail),
    requestID: context.requestId,
    eventID: outcome.eventId,
    readOnly: operation.record.readOnly ?? operation.readOnly,
    eventType: signIn ? "AwsConsoleSignIn" : "AwsApiCall",
    managementEvent: true,
    eventCategory: "Management",
    recipientAccountId: outcome.recipient,
  };
}

/** A device acts for its person: which one it was is told here. */
function additionalData(caller: Caller, { additional }: Trail) {
  const { kind } = caller;
  if (kind !== "vaultDevice") return additional && { additionalEventData: additional };
  const { deviceId: vaultDeviceId, name: vaultDeviceName } = caller.device;
  return { additionalEventData: { vaultDeviceId, vaultDeviceName, ...additional } };
}

function describeIdentity(caller: Caller, subject: PersonRecord | undefined, accountId: AccountId) {
  if (caller.kind === "operator")
    return { type: "Operator", principalId: "operator", userName: caller.name, accountId };
  if (caller.kind === "role") return describeRoleSession(caller);
  if (caller.kind === "federated") {
    return {
      type: "FederatedUser",
      principalId: callerId(caller),
      arn: callerArn(caller),
      accountId,
    };
  }
  if (subject === undefined) {
    return { type: "IAMUser", accountId, userName: hiddenName };
  }
  const identity = {
    type: subject.kind === "root" ? "Root" : "IAMUser",
    principalId: subject.personId,
    arn: personArn(subject),
    accountId: subject.accountId,
    ...(subject.kind === "user" && { userName: subject.name }),
  };
  if (caller.kind !== "person") return identity;
  const accessKeyId = accessKeyOf(caller);
  const facts = sessionFacts(caller);
  return {
    ...identity,
    ...(accessKeyId !== undefined && { accessKeyId }),
    ...(facts !== undefined && {
      sessionContext: {
        attributes: {
          creationDate: toIso(facts.startedAt),
          mfaAuthenticated: facts.mfaAuthenticatedAt === undefined ? "false" : "true",
        },
      },
    }),
  };
}

function describeFederated({ accountId: _, ...subject }: FederatedSubject) {
  const { userName, principalId, identityProvider } = subject;
  return {
    ...subject,
    principalId: bounded(principalId),
    userName: bounded(userName),
    identityProvider: bounded(identityProvider),
  };
}

function describeRoleSession(caller: RoleCaller) {
  const { role, statement } = caller;
  const { accountId, roleId } = role;
  return {
    type: "AssumedRole",
    principalId: callerId(caller),
    arn: callerArn(caller),
    accountId,
    accessKeyId: statement.accessKeyId,
    sessionContext: {
      sessionIssuer: {
        type: "Role",
        principalId: roleId,
        arn: roleArn(role),
        accountId,
        userName: role.name,
      },
      attributes: {
        creationDate: toIso(statement.issuedAt),
        mfaAuthenticated: statement.mfaAuthenticatedAt === undefined ? "false" : "true",
      },
      ...(statement.federation && {
        webIdFederationData: { federatedProvider: statement.federation.provider },
      }),
      ...(statement.sourceIdentity !== undefined && { sourceIdentity: statement.sourceIdentity }),
    },
  };
}

/** The name that records of this identity are looked up by, as in CloudTrail: a role session's own, `root` for the root user. */
function lookupName(
  caller: Caller,
  subject: PersonRecord | undefined,
  federated: FederatedSubject | undefined,
): string | undefined {
  if (federated !== undefined) return nameKey(federated.userName).slice(0, longest);
  if (caller.kind === "operator") return nameKey(caller.name);
  if (caller.kind === "role") return nameKey(callerId(caller).replace(/^[^:]*:/, ""));
  if (subject === undefined) return undefined;
  return subject.kind === "root" ? "root" : nameKey(subject.name);
}

function signedWith(caller: Caller): string | undefined {
  if (caller.kind === "role") return caller.statement.accessKeyId;
  return caller.kind === "person" ? accessKeyOf(caller) : undefined;
}

/** What the request was signed with. */
function accessKeyOf(caller: PersonCaller): string | undefined {
  switch (caller.proof) {
    case "session":
      return undefined;
    case "accessKey":
      return caller.accessKeyId;
    case "sessionToken":
      return caller.statement.accessKeyId;
  }
}

/** CloudTrail names failures like exceptions; only `AccessDenied` stays as it is. */
function errorName({ code }: IamError): string {
  return code === "AccessDenied" ? code : `${code}Exception`;
}

/** The named members of an unchecked value; what is not text, number, boolean or a list of such is left out. */
function pick(value: unknown, names: readonly string[]): Readonly<Record<string, unknown>> | null {
  if (typeof value !== "object" || value === null || names.length === 0) return null;
  const members = value as Readonly<Record<string, unknown>>;
  const kept = names.flatMap((name) => {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    return member === undefined ? [] : [[name, bounded(member)] as const];
  });
  return Object.fromEntries(kept);
}

/** Shown to the caller once; no record has them, whatever an operation lists. */
const neverKept: ReadonlySet<string> = new Set(["secretAccessKey", "sessionToken"]);

const longest = 512;
/** The deepest input of any operation is a list of structures. */
const deepest = 4;

/** The input of a refused call is as long, and as deep, as its sender liked; the trail is not. */
function bounded(value: unknown, depth = 0): unknown {
  if (typeof value === "string")
    return value.length > longest ? `${value.slice(0, longest)}…` : value;
  if (typeof value !== "object" || value === null) return value;
  if (depth === deepest) return "…";
  if (Array.isArray(value)) return value.slice(0, 50).map((each) => bounded(each, depth + 1));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !neverKept.has(name))
      .slice(0, 20)
      .map(([name, member]) => [name, bounded(member, depth + 1)]),
  );
}
