// What the policies would say (iam-semantics §3.10): the same decision as for a real request, with a request that was made up.

import { IamError } from "../errors.ts";
import type { Instant } from "../instant.ts";
import {
  type AttachedPolicy,
  type CompiledPolicy,
  type CompiledStatement,
  checkDocument,
  compile,
  contextKey,
  type Decision,
  decide,
  type MatchedStatement,
  positionAt,
} from "../policy/index.ts";
import { type ContextKeys, keysOf } from "./context-keys.ts";
import { policyLimits, policySize } from "./limits.ts";

export interface ContextEntry {
  readonly contextKeyName?: string | undefined;
  readonly contextKeyValues?: readonly string[] | undefined;
}

/** The policies of a request that carries them itself; `PolicyInputList.1` names the first. */
export function givenPolicies(
  documents: readonly string[] = [],
  role: "identity" | "boundary" = "identity",
): readonly AttachedPolicy[] {
  const list = role === "boundary" ? "PermissionsBoundaryPolicyInputList" : "PolicyInputList";
  return documents.map((source, index) => {
    const id = `${list}.${index + 1}`;
    const { document, faults } = checkDocument(source, { kind: "identity", managed: false });
    if (document === undefined) throw invalid(`${id}: ${faults[0]?.reason ?? ""}`);
    // Longer ones could not be stored, and comparing them costs as much as they are long.
    if (policySize(source) > policyLimits.inlineSize.role) throw invalid(`${id} is too long.`);
    return { role, id, from: "none", policy: compile(document) };
  });
}

const invalid = (message: string) => new IamError("InvalidInput", `Invalid policy: ${message}`);

/** The keys that were given, and of the rest those that every request has. */
export function simulatedKeys(
  entries: readonly ContextEntry[] = [],
  byDefault: ContextKeys,
): ContextKeys {
  const keys = new Map(byDefault);
  for (const { contextKeyName: name, contextKeyValues: values = [] } of entries) {
    if (name !== undefined) keys.set(contextKey(name), values);
  }
  return keys;
}

export function clockKeys(now: Instant, iso: string): ContextKeys {
  return keysOf({
    "aws:CurrentTime": iso,
    "aws:EpochTime": String(Math.floor(now / 1000)),
    "aws:SecureTransport": "true",
    "aws:ViaAWSService": "false",
  });
}

export interface Simulation {
  readonly action: string;
  readonly resource: string;
  readonly context: ContextKeys;
  readonly policies: readonly AttachedPolicy[];
}

const decisions = {
  allowed: "allowed",
  explicitDeny: "explicitDeny",
  implicitDeny: "implicitDeny",
} as const;

export function simulate({ action, resource, context, policies }: Simulation) {
  const decision = decide({ request: { action, resource, context }, policies });
  const bounded = policies.some(({ role }) => role === "boundary");
  return {
    evalActionName: action,
    evalResourceName: resource,
    evalDecision: decisions[decision.outcome],
    matchedStatements: decision.because.map(renderMatch),
    missingContextValues: missingKeys(policies, context),
    ...(bounded && {
      permissionsBoundaryDecisionDetail: { allowedByPermissionsBoundary: withinBoundary(decision) },
    }),
  };
}

function withinBoundary(decision: Decision): boolean {
  return !(
    (decision.outcome === "implicitDeny" && decision.missing === "boundary") ||
    (decision.outcome === "explicitDeny" &&
      decision.because.some(({ policy }) => policy.role === "boundary"))
  );
}

function renderMatch({ policy, statement }: MatchedStatement) {
  return {
    sourcePolicyId: policy.id,
    sourcePolicyType: typeOf(policy),
    ...placeOf(policy.policy, statement),
  };
}

/** Lines are counted once for each statement, however often it matches. */
const places = new WeakMap<CompiledStatement, ReturnType<typeof countLines>>();

function placeOf({ source }: CompiledPolicy, statement: CompiledStatement) {
  const place = places.get(statement) ?? countLines(source, statement);
  places.set(statement, place);
  return place;
}

const countLines = (source: string, { start, end }: CompiledStatement) => ({
  startPosition: positionAt(source, start),
  endPosition: positionAt(source, end),
});

function typeOf({ id, from }: AttachedPolicy) {
  if (id.startsWith("arn:aws:iam::aws:")) return "aws-managed" as const;
  if (id.startsWith("arn:")) return "user-managed" as const;
  if (from.startsWith("group")) return "group" as const;
  if (from === "role") return "role" as const;
  return from === "user" ? ("user" as const) : ("none" as const);
}

/** As the policies wrote them. */
export function keysMentioned(policies: readonly AttachedPolicy[]): readonly string[] {
  return [...mentioned(policies).values()].sort();
}

function mentioned(policies: readonly AttachedPolicy[]): ReadonlyMap<string, string> {
  return new Map(policies.flatMap(({ policy }) => [...policy.keys]));
}

/** What everyone may do to themselves, and Require MFA, are ours and ask for keys that nobody could give. */
function missingKeys(policies: readonly AttachedPolicy[], context: ContextKeys): readonly string[] {
  const asked = mentioned(
    policies.filter(({ role }) => role !== "resource" && role !== "requirement"),
  );
  return [...asked].flatMap(([key, name]) => (context.has(key) ? [] : [name])).sort();
}
