// What a policy is asked: may this principal do this action on this resource, the request being like this?

import type { Arn } from "../names.ts";

export interface AccessRequest {
  /** `iam:CreateUser`. */
  readonly action: string;
  /** An ARN, or `*` where the action names none. */
  readonly resource: string;
  /** Values of condition keys, by `contextKey(name)`; a key that is not there is absent, which is not the same as empty. */
  readonly context: ReadonlyMap<string, readonly string[]>;
  /** For trust and resource policies. */
  readonly principal?: AskingPrincipal;
}

export interface AskingPrincipal {
  readonly kind: "AWS" | "Federated" | "Service";
  readonly accountId: string;
  /** All the names it goes by: a session's and its role's, a user's and its id. */
  readonly names: readonly (Arn | string)[];
}

/** Key names compare without case. */
export function contextKey(name: string): string {
  return name.toLowerCase();
}
