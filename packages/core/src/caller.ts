// Who asks. A door proves it (session cookie, signature, being on the machine); the pipeline and `authorize` only read it.

import type { AccountId, Arn, PersonId } from "./names.ts";
import { arns } from "./names.ts";
import type { PendingSignInRecord, PersonRecord, SessionRecord } from "./records.ts";

export type Caller =
  | PersonCaller
  /** The command line, on the machine with the data; `name` is the operating system's user. */
  | { readonly kind: "operator"; readonly name: string }
  /** A sign-in under way: a session for no door. */
  | {
      readonly kind: "pending";
      readonly pending: PendingSignInRecord;
      readonly person: PersonRecord;
    }
  | { readonly kind: "anonymous" };

/** Root or an IAM user, with the session that proves it. */
export interface PersonCaller {
  readonly kind: "person";
  readonly person: PersonRecord;
  readonly session: SessionRecord;
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

/** The person behind a caller, where there is one. */
export function personOf(caller: Caller): PersonRecord | undefined {
  return caller.kind === "person" || caller.kind === "pending" ? caller.person : undefined;
}

/** What the trail and refusals call the caller. */
export function describeCaller(caller: Caller): string {
  switch (caller.kind) {
    case "person":
    case "pending":
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
