// An operation is declared once, in a file of its own, and is then at once in every door, the console's client types, the audit
// trail and the permission check. See docs/decisions for why, and `operations/create-group.ts` for a plain example.

import type { KeyValue } from "./access/context-keys.ts";
import type { Caller } from "./caller.ts";
import type { Instant } from "./instant.ts";
import type { AccountId, Arn, PersonId, SerialNumber } from "./names.ts";
import type { Ports } from "./ports.ts";
import type { AccountRecord, PersonRecord, RoleRecord, Tagged } from "./records.ts";
import type { Infer, StructSchema } from "./schema/schema.ts";
import type { Settings } from "./settings.ts";
import type { Store, Tx } from "./store.ts";

/** What a request brings besides its input. */
export interface RequestContext {
  readonly requestId: string;
  readonly door: "console-api" | "sign-in" | "aws-query" | "vault-sync" | "command-line";
  readonly sourceAddress: string;
  readonly userAgent: string;
  /** The known-browser cookie's value, if one came. */
  readonly browserToken: string | undefined;
  /** Where a signed request was scoped to; `us-east-1` for all else. */
  readonly region?: string;
}

/** One thing that must be allowed. All of an operation's must be. */
export interface Permission {
  readonly action: `${"iam" | "sts" | "sallyport"}:${string}`;
  readonly resource: Arn | SerialNumber | "*";
  /** What a refusal calls it, where its ARN would tell more than was asked. */
  readonly toldAs?: string;
  /** Whose the resource is, where it is somebody's. */
  readonly owner?: PersonId | undefined;
  /** What carries the resource's tags, where it has any. */
  readonly tagged?: Tagged | undefined;
  /** Where the resource is a role that somebody wants to act as. */
  readonly trust?: Trust | undefined;
  /**
   * Where a second factor not older than 15 minutes is asked of everybody: at every door, whether they have a device or not, and
   * whatever the account asks of signed requests.
   */
  readonly freshFactor?: "always";
  /** Condition keys that this action has besides every request's (iam-semantics §5.4). */
  readonly keys?: Readonly<Record<string, KeyValue>>;
}

/** A role's trust policy, which must allow it too (iam-semantics §5.2). Of a role that is not there: undefined. */
export interface Trust {
  readonly accountId: AccountId;
  readonly role: RoleRecord | undefined;
}

/** What a door must tell the browser to remember or forget. Never part of the output. */
export interface Effects {
  readonly session?: IssuedToken | "ended";
  readonly pending?: IssuedToken | "ended";
  readonly browser?: IssuedToken;
}

export interface IssuedToken {
  /** 256 random bits, base64url: only its SHA-256 is stored. */
  readonly token: string;
  readonly expiresAt: Instant;
}

/** An output with effects; a plain output has none. */
export class Outcome<Out> {
  readonly output: Out;
  readonly effects: Effects;
  constructor(output: Out, effects: Effects) {
    this.output = output;
    this.effects = effects;
  }
}

/** What the trail learns while an operation runs, for its record, also when it is refused. */
export interface Trail {
  account?: AccountRecord | undefined;
  /** Whom a sign-in step concerns. */
  subject?: PersonRecord | undefined;
  /** Whom an identity provider vouches for, once that is proven: a stranger's forged token leaves no record. */
  federated?: FederatedSubject | undefined;
  /** Another account that a success concerns: its trail tells of it too. */
  concerned?: AccountId | undefined;
  /** The event's name where it is not the operation's. */
  event?: string | undefined;
  /** CloudTrail's `additionalEventData`. Never a secret. */
  additional?: Readonly<Record<string, string | number>> | undefined;
}

/** Somebody from outside, in CloudTrail's words (iam-semantics §7). */
export interface FederatedSubject {
  /** Of the provider and of the role. */
  readonly accountId: AccountId;
  readonly type: "WebIdentityUser" | "SAMLUser";
  readonly principalId: string;
  readonly userName: string;
  readonly identityProvider: string;
}

export interface Scope<In> {
  readonly caller: Caller;
  readonly input: In;
  readonly context: RequestContext;
  readonly settings: Settings;
  readonly ports: Ports;
  readonly now: Instant;
  readonly trail: Trail;
}

export type Located<In, Found> = Scope<In> & { readonly found: Found };

export type CallerKind = Caller["kind"];

export type Service = "iam" | "sts";

export type OperationKind = "aws" | "view" | "console" | "ceremony" | "device" | "operator";

export interface OperationSpec<
  Name extends string,
  In extends StructSchema,
  Out extends StructSchema,
  Found,
  Proof,
  Prepared,
> {
  readonly name: Name;
  /** `aws`: every door. `view`: console only, read-only. `console`: Sallyport's own. `ceremony`: a step of set-up, sign-in or enrolment. `device`: asked by an authenticator that syncs. `operator`: the command line. */
  readonly kind: OperationKind;
  /** Which of AWS's services it belongs to; by default IAM. */
  readonly service?: Service;
  /** One sentence for the reference page. */
  readonly summary: string;
  readonly readOnly: boolean;
  /** Who may call it at all; by default a signed-in person. */
  readonly callers?: readonly CallerKind[];
  readonly input: In;
  readonly output: Out;
  /** Reads what the permissions name. A missing thing is no error here: whoever is not allowed must learn nothing. */
  readonly locate?: (scope: Scope<Infer<In>> & { readonly tx: Tx }) => Promise<Found>;
  /** Everything that must be allowed. An empty list means: whoever may call it. */
  readonly permissions: (scope: Located<Infer<In>, Found>) => readonly Permission[];
  /** True where a factor not older than 15 minutes is asked of whoever has one (security rule 16). */
  readonly freshFactor?: boolean;
  /** Charges, compares and spends, each committing on its own, once, before the transaction. */
  readonly prove?: (scope: Located<Infer<In>, Found> & { readonly store: Store }) => Promise<Proof>;
  /** Hashes, seals and makes keys before the transaction. */
  readonly prepare?: (
    scope: Located<Infer<In>, Found> & { readonly proof: Proof },
  ) => Promise<Prepared>;
  /** The rule itself: awaits nothing but the store, and may be run again. */
  readonly run: (
    scope: Located<Infer<In>, Found> & {
      readonly tx: Tx;
      readonly proof: Proof;
      readonly prepared: Prepared;
      /** Reads of its own, for a long output: it is made while it is sent, after this transaction. */
      readonly readLater: Store["read"];
    },
  ) => Promise<Infer<Out> | Outcome<Infer<Out>>>;
  /** What the audit trail keeps: members named here and nothing else. */
  readonly record: {
    /** `signin`: CloudTrail's sign-in events, told by name with Success or Failure. */
    readonly source?: "signin";
    /** What AWS takes for reading although it leaves something behind. */
    readonly readOnly?: true;
    /** What the console asks by itself on every page: of an account that has its reads recorded, this one is not. */
    readonly quiet?: true;
    readonly request: readonly (keyof In["members"] & string)[];
    readonly response?: readonly (keyof Out["members"] & string)[];
  };
}

/** An operation with its types erased, as the pipeline handles it: `defineOperation` checked each one's own. */
export interface Operation {
  readonly name: string;
  readonly kind: OperationKind;
  readonly service?: Service;
  readonly summary: string;
  readonly readOnly: boolean;
  readonly callers?: readonly CallerKind[];
  readonly input: StructSchema;
  readonly output: StructSchema;
  readonly freshFactor?: boolean;
  readonly record: {
    readonly source?: "signin";
    readonly readOnly?: true;
    readonly quiet?: true;
    readonly request: readonly string[];
    readonly response?: readonly string[];
  };
  // biome-ignore-start lint/suspicious/noExplicitAny: the table holds operations of every type
  readonly locate?: (scope: any) => Promise<any>;
  readonly permissions: (scope: any) => readonly Permission[];
  readonly prove?: (scope: any) => Promise<any>;
  readonly prepare?: (scope: any) => Promise<any>;
  readonly run: (scope: any) => Promise<unknown>;
  // biome-ignore-end lint/suspicious/noExplicitAny: see above
}

/** Declares an operation; the compiler infers its types from its schemas. */
export function defineOperation<
  const Name extends string,
  const In extends StructSchema,
  const Out extends StructSchema,
  Found = undefined,
  Proof = undefined,
  Prepared = undefined,
>(
  spec: OperationSpec<Name, In, Out, Found, Proof, Prepared>,
): OperationSpec<Name, In, Out, Found, Proof, Prepared> {
  return spec;
}
