// The one step that decides, for every operation of every door: it asks the caller's policies. Root may do everything in its
// account, and nobody but root touches root.

import { type Refused, sealMessage } from "./access/authorization-message.ts";
import { openJudge } from "./access/judge.ts";
import { toldResource } from "./access/told-resource.ts";
import {
  type Caller,
  callerArn,
  type FederatedCaller,
  isInSession,
  type PersonCaller,
  type RoleCaller,
  sessionFacts,
} from "./caller.ts";
import { IamError, refusals } from "./errors.ts";
import { accountOf, requireAccount } from "./identity/locate.ts";
import type { Instant } from "./instant.ts";
import type { Operation, Permission, Scope } from "./operation.ts";
import type { PersonRef } from "./records.ts";
import { lifetimes } from "./settings.ts";
import type { Tx } from "./store.ts";

/** Refuses unless every permission is allowed. */
export async function authorize(
  request: Scope<unknown> & { readonly tx: Tx; readonly permissions: readonly Permission[] },
): Promise<void> {
  const { caller, permissions } = request;
  if (permissions.length === 0 || caller.kind === "operator") return;
  if (caller.kind !== "person" && caller.kind !== "role") throw refusals.sessionExpired();
  const { judge } = await openJudge({ ...request, caller });
  let mfaWouldHelp = true;
  let refused: Refused | undefined;
  for (const permission of permissions) {
    const verdict = await judge(permission);
    if (verdict.allowed) continue;
    mfaWouldHelp &&= verdict.mfaWouldHelp;
    refused ??= { permission, verdict };
  }
  if (refused === undefined) return;
  const { permission, verdict } = refused;
  const { action } = permission;
  const resource = await toldResource(judge, permission, request.input);
  // Nobody learns what there is in another account, nor what would open it.
  const elsewhere = permission.trust && permission.trust.accountId !== accountOf(caller);
  const told = elsewhere ? { permission, verdict: withheld } : refused;
  const encodedMessage =
    request.context.door === "aws-query"
      ? sealMessage({ ...request, caller }, accountOf(caller), told)
      : undefined;
  throw refusals.accessDenied(
    callerArn(caller),
    action,
    resource,
    elsewhere ? "" : verdict.reason,
    {
      ...(mfaWouldHelp && !elsewhere && { mfaWouldHelp }),
      ...(!elsewhere && permission.toldAs === undefined && { refused: { action, resource } }),
      ...(encodedMessage !== undefined && { encodedMessage }),
    },
  );
}

/** Says that it was refused and nothing more: even one's own Deny may hang on the tags of a role elsewhere. */
const withheld: Refused["verdict"] = {
  allowed: false,
  reason: "",
  mfaWouldHelp: false,
  explicitDeny: false,
  matched: [],
};

/** Refuses callers for whom the operation is not meant at all. */
export function requireCaller(operation: Operation, caller: Caller): void {
  const meant = operation.callers ?? (operation.kind === "aws" ? signers : ["person"]);
  if (caller.kind === "person") requireProof(operation, caller);
  if (caller.kind === "role" || caller.kind === "federated") requireOpen(operation, caller, meant);
  if (meant.includes(caller.kind)) return;
  if (caller.kind === "operator") {
    throw new IamError("AccessDenied", `${operation.name} cannot be called from the command line.`);
  }
  throw meant.includes("pending") ? refusals.signInExpired() : refusals.sessionExpired();
}

const signers: readonly Caller["kind"][] = ["person", "role"];

/** The calls of STS that a person's temporary credentials are good for, and a role's are not (iam-semantics §3.11). */
const forSessions: readonly string[] = ["AssumeRole", "GetCallerIdentity"];
const forKeysOnly: readonly string[] = ["GetFederationToken", "GetSessionToken"];

function requireOpen(
  { name, kind, service = "iam" }: Operation,
  caller: RoleCaller | FederatedCaller,
  meant: readonly Caller["kind"][],
): void {
  if (kind !== "aws") {
    throw new IamError("AccessDenied", `${name} is the console's: it cannot be called with a key.`);
  }
  if (service === "sts" && (forKeysOnly.includes(name) || !meant.includes(caller.kind))) {
    throw new IamError("AccessDenied", `Cannot call ${name} with session credentials`);
  }
  if (caller.kind === "federated" && service === "iam") throw refusals.federationWithoutIam();
}

/** What some proofs are not good for (iam-semantics §3.11): sessions made without MFA know no IAM, and no session makes another. */
function requireProof(
  { name, kind, service = "iam" }: Operation,
  { proof, ...caller }: PersonCaller,
) {
  if (proof !== "session" && kind !== "aws") {
    throw new IamError("AccessDenied", `${name} is the console's: it cannot be called with a key.`);
  }
  if (service === "sts" && proof !== "accessKey" && !forSessions.includes(name)) {
    throw new IamError("AccessDenied", `Cannot call ${name} with session credentials`);
  }
  if (service === "iam" && "statement" in caller && !caller.statement.mfaAuthenticatedAt) {
    throw refusals.sessionWithoutMfa();
  }
}

/**
 * Security rule 16: a factor not older than 15 minutes, wherever the caller has one. Of signed requests the account's setting says
 * which need it; by default those on what is the caller's own, for a program that manages other people has nobody to ask for a code.
 * What says of whom a factor is asked at all needs it of everybody.
 */
export async function requireFreshFactor(request: {
  readonly tx: Tx;
  readonly caller: Caller;
  readonly operation: Operation;
  readonly permissions: readonly Permission[];
  readonly now: Instant;
}): Promise<void> {
  const { tx, caller, operation, permissions, now } = request;
  const always = permissions.find(({ freshFactor }) => freshFactor === "always");
  if (!operation.freshFactor && always === undefined) return;
  if (caller.kind !== "person" && caller.kind !== "role") return;
  const provenAt = sessionFacts(caller)?.mfaAuthenticatedAt;
  if (provenAt !== undefined && now - provenAt <= lifetimes.freshFactor) return;
  const inSession = isInSession(caller);
  if (always === undefined && !inSession && !(await isAskedOfSigned(request, caller))) return;
  const person = personBehind(caller);
  const hasDevice = person !== undefined && (await tx.devices.listOf(person)).length > 0;
  if (!hasDevice && always === undefined) return;
  if (inSession) {
    throw hasDevice ? refusals.freshFactorRequired() : refusals.firstDeviceRequired();
  }
  const { action, resource } = always ??
    permissions[0] ?? { action: operation.name, resource: "*" };
  const by = caller.kind === "role" ? "sts:AssumeRole" : "sts:GetSessionToken";
  throw refusals.mfaSessionRequired(callerArn(caller), action, resource, by);
}

async function isAskedOfSigned(
  { tx, permissions }: { readonly tx: Tx; readonly permissions: readonly Permission[] },
  caller: PersonCaller | RoleCaller,
): Promise<boolean> {
  const { signedFreshFactor } = await requireAccount(tx, accountOf(caller));
  if (signedFreshFactor !== "own") return signedFreshFactor === "all";
  const person = personBehind(caller);
  return person !== undefined && permissions.some(({ owner }) => owner === person.personId);
}

/**
 * A role is nobody's way around their own devices: of its session, whoever assumed the first role of the chain. Undefined where an
 * identity provider vouches for them: they have none here.
 */
function personBehind(caller: PersonCaller | RoleCaller): PersonRef | undefined {
  if (caller.kind === "person") return caller.person;
  const { source } = caller.statement;
  return source.kind === "key" ? source : undefined;
}
