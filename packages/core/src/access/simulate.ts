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
  decideInSteps,
  type MatchedStatement,
  positionAt,
} from "../policy/index.ts";
import type { Pause } from "../ports.ts";
import { type ContextKeys, keysOf } from "./context-keys.ts";
import { policyLimits, policySize } from "./limits.ts";

export interface ContextEntry {
  readonly contextKeyName?: string | undefined;
  readonly contextKeyValues?: readonly string[] | undefined;
}

/**
 * What is compared before others have their turn: each character of a policy with each of what it is compared with, at some half a
 * second for a milliard of them. A single step may take twice as long and no longer.
 */
const mostInTurn = 1e7;

/** What a step costs that compares nothing. */
const eachStep = 100;

/** Goes through work that says of each step what it may cost, and gives way before it has held everybody up. */
export class PatientWalk {
  readonly #pause: Pause;
  #spent = 0;

  constructor(pause: Pause) {
    this.#pause = pause;
  }

  async through<Result>(steps: Generator<number, Result>): Promise<Result> {
    let step = steps.next();
    while (!step.done) {
      if (this.#spent > 0 && this.#spent + step.value > mostInTurn) {
        await this.#pause.turn();
        this.#spent = 0;
      }
      this.#spent += step.value + eachStep;
      step = steps.next();
    }
    return step.value;
  }
}

/** The policies of a request that carries them itself; `PolicyInputList.1` names the first. */
export function givenPolicies(documents: readonly string[] = []): readonly AttachedPolicy[] {
  return documents.map((source, index) => readGiven(source, index, "identity"));
}

/** What reading and compiling a character costs, in characters compared. */
const eachRead = 1000;

/** The same, step by step: yields before each document what it may cost. */
export function* givenPoliciesInSteps(
  documents: readonly string[] = [],
  role: "identity" | "boundary" = "identity",
): Generator<number, readonly AttachedPolicy[]> {
  const policies: AttachedPolicy[] = [];
  for (const [index, source] of documents.entries()) {
    yield source.length * eachRead;
    policies.push(readGiven(source, index, role));
  }
  return policies;
}

function readGiven(source: string, index: number, role: "identity" | "boundary"): AttachedPolicy {
  const list = role === "boundary" ? "PermissionsBoundaryPolicyInputList" : "PolicyInputList";
  const id = `${list}.${index + 1}`;
  const { document, faults } = checkDocument(source, { kind: "identity", managed: false });
  if (document === undefined) throw invalid(`${id}: ${faults[0]?.reason ?? ""}`);
  // Longer ones could not be stored, and comparing them costs as much as they are long.
  if (policySize(source) > policyLimits.inlineSize.role) throw invalid(`${id} is too long.`);
  return { role, id, from: "none", policy: compile(document) };
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

/** What a character of a policy costs for the keys that may be named there, in characters compared. */
const eachKey = 10;

/** In small steps; before each it yields how much it may compare. */
export function* simulateInSteps({ action, resource, context, policies }: Simulation) {
  const decision = yield* decideInSteps({ request: { action, resource, context }, policies });
  yield policies.reduce((sum, { policy }) => sum + policy.source.length, 0) * eachKey;
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
