// The pipeline that every door runs over the one table of operations:
// validate → locate → authorize → prove → prepare → [ one transaction: locate → authorize → run → record ].

import { createReadTrail, type ReadTrail } from "./audit/reads.ts";
import { recordOutcome } from "./audit/record.ts";
import { removeOldBlock } from "./audit/retain.ts";
import { sealRecords } from "./audit/seal.ts";
import { type AuditHead, type Verified, verifyTrail } from "./audit/verify.ts";
import { authorize, requireCaller, requireFreshFactor } from "./authorize.ts";
import type { Caller, SignedCaller, VaultDeviceCaller } from "./caller.ts";
import { Decisions } from "./decisions.ts";
import { IamError } from "./errors.ts";
import {
  type Effects,
  type Operation,
  Outcome,
  type RequestContext,
  type Scope,
  type Trail,
} from "./operation.ts";
import { type OperationName, operations } from "./operations/index.ts";
import type { Ports } from "./ports.ts";
import type { AuditBlock } from "./records.ts";
import { makeDueReport } from "./reports/make-report.ts";
import type { Infer } from "./schema/schema.ts";
import { validate } from "./schema/validate.ts";
import {
  type Authenticated,
  authenticatePending,
  authenticateSession,
  authenticateVaultDevice,
  requireLiving,
} from "./session/authenticate.ts";
import { recogniseSignature, type SignatureFault, type SignedText } from "./session/signature.ts";
import { sweepAll } from "./session/sweep.ts";
import type { Settings } from "./settings.ts";
import type { Store } from "./store.ts";

export interface Call {
  readonly caller: Caller;
  /** As read by the door: unchecked. */
  readonly input: unknown;
  readonly context: RequestContext;
}

type OutputOf<Name extends OperationName> = Infer<(typeof operations)[Name]["output"]>;

export interface Performed<Out> {
  readonly output: Out;
  readonly effects: Effects;
}

export interface Iam {
  /** Runs one operation through the whole pipeline, or throws an `IamError`. What it answers was committed. */
  perform<Name extends OperationName>(name: Name, call: Call): Promise<Performed<OutputOf<Name>>>;
  /** Whose session this token is, if it lives: touches its idle time. */
  session(token: string | undefined, context: RequestContext): Promise<Authenticated | undefined>;
  /** Whose pending sign-in this token is, if it lives. */
  pendingSignIn(token: string | undefined): Promise<(Caller & { kind: "pending" }) | undefined>;
  /** Which paired device this token is of, if it was not removed: notes that it came. */
  vaultDevice(token: string | undefined): Promise<VaultDeviceCaller | undefined>;
  /** Who signed this text, with a long-term key or with temporary credentials; or why it is refused. */
  signer(signed: SignedText): Promise<SignedCaller | SignatureFault>;
  /** Forgets what has run out: sessions, links, spent steps, counters. Called now and then by the server. */
  sweep(): Promise<void>;
  /** Makes one credential report that is due, to its end or until `stopping`; false where none is. Called by the server. */
  makeReport(stopping: () => boolean): Promise<boolean>;
  /** Writes the successful reads that were noted since, and learns whose are to be noted. Called by the server, again and again. */
  writeReads(): Promise<void>;
  /** Seals what the trail has gained since; answers the newest block, or nothing where another machine is at it. Called by the server. */
  sealTrail(stopping: () => boolean): Promise<AuditBlock | undefined>;
  /** Removes one block's records that are older than so many days; false where none are. Called by the server. */
  removeOldTrail(days: number): Promise<boolean>;
  /** Whether the trail is as it was sealed. For whoever has the master key: the command line. */
  verifyTrail(noted?: AuditHead): Promise<Verified>;
}

export interface IamParts {
  readonly store: Store;
  readonly ports: Ports;
  readonly settings: Settings;
  /** Called after each commit of an operation, which may have queued a mail or begun a report. */
  readonly afterCommit: (operation: OperationName) => void;
}

export function createIam(parts: IamParts): Iam {
  const reads = createReadTrail(parts);
  return {
    perform: (name, call) =>
      perform(parts, reads, operations[name], call) as Promise<Performed<never>>,
    session: (token) => authenticateSession(parts, token),
    pendingSignIn: (token) => authenticatePending(parts, token),
    vaultDevice: (token) => authenticateVaultDevice(parts, token),
    signer: (signed) => recogniseSignature(parts, signed),
    sweep: () => sweep(parts),
    makeReport: (stopping) => makeDueReport(parts, stopping),
    writeReads: () => reads.write(),
    sealTrail: (stopping) => sealRecords(parts, stopping),
    removeOldTrail: (days) => removeOldBlock(parts, days),
    verifyTrail: (noted) => verifyTrail(parts, noted),
  };
}

async function perform(
  parts: IamParts,
  reads: ReadTrail,
  operation: Operation,
  call: Call,
): Promise<Performed<unknown>> {
  const { store, ports, settings } = parts;
  const trail: Trail = {};
  const decisions = new Decisions(store);
  try {
    requireCaller(operation, call.caller);
    const input = validate(operation.input, call.input, { echo: operation.service === "sts" });
    const scope: Scope<unknown> = {
      caller: call.caller,
      input,
      context: call.context,
      settings,
      ports,
      now: ports.clock.now(),
      trail,
    };
    const { proof, prepared } = await beforeTransaction(decisions.store, operation, scope);
    const inTransaction: Store["read"] = (work) =>
      operation.readOnly ? store.read(work) : store.transact(work);
    const readLater: Store["read"] = (work) => store.read(work);
    const outcome = await inTransaction(async (tx) => {
      const caller = needsLiving(operation)
        ? await requireLiving(tx, scope.caller, scope.now)
        : scope.caller;
      const living = { ...scope, caller, tx };
      const found = await operation.locate?.(living);
      const located = { ...living, found };
      const permissions = operation.permissions(located);
      await authorize({ ...living, permissions });
      await requireFreshFactor({ ...living, operation, permissions });
      const answer = await operation.run({ ...located, proof, prepared, readLater });
      const { output, effects } =
        answer instanceof Outcome ? answer : { output: answer, effects: {} };
      if (!operation.readOnly) await recordOutcome({ ...living, operation, output });
      return { output, effects };
    });
    await decisions.kept();
    if (operation.readOnly) reads.note({ ...scope, operation });
    else parts.afterCommit(operation.name as OperationName);
    return outcome;
  } catch (error) {
    await decisions.kept();
    if (error instanceof IamError) await recordRefusal(parts, operation, call, trail, error);
    throw error;
  }
}

/** What anyone may ask for does not hang on a session that lives. */
function needsLiving({ readOnly, callers }: Operation): boolean {
  return !readOnly && callers?.includes("anonymous") !== true;
}

/** Proving and hashing cost: they are only done for callers who would be allowed. */
async function beforeTransaction(store: Store, operation: Operation, scope: Scope<unknown>) {
  if (operation.prove === undefined && operation.prepare === undefined) {
    return { proof: undefined, prepared: undefined };
  }
  const found = await store.read(async (tx) => {
    const located = await operation.locate?.({ ...scope, tx });
    const permissions = operation.permissions({ ...scope, found: located });
    await authorize({ ...scope, tx, permissions });
    await requireFreshFactor({ ...scope, tx, operation, permissions });
    return located;
  });
  const located = { ...scope, found };
  const proof = await operation.prove?.({ ...located, store });
  const prepared = await operation.prepare?.({ ...located, proof });
  return { proof, prepared };
}

/** A refusal is recorded in a transaction of its own; the refused one left nothing behind. */
async function recordRefusal(
  parts: IamParts,
  operation: Operation,
  call: Call,
  trail: Trail,
  error: IamError,
): Promise<void> {
  const scope = {
    caller: call.caller,
    input: call.input,
    context: call.context,
    settings: parts.settings,
    ports: parts.ports,
    now: parts.ports.clock.now(),
    trail,
  };
  await parts.store.transact((tx) => recordOutcome({ ...scope, tx, operation, error }));
  parts.afterCommit(operation.name as OperationName);
}

async function sweep({ store, ports }: IamParts): Promise<void> {
  const now = ports.clock.now();
  await sweepAll(store, now);
}
