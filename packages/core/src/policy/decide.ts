// The decision (iam-semantics §5.2): pure, with its reasons. An explicit deny wins, silence is a deny; a boundary and a session
// policy can only take away.

import {
  applying,
  applyingInSteps,
  type CompiledPolicy,
  type CompiledStatement,
  mightApply,
} from "./compile.ts";
import type { AccessRequest } from "./request.ts";

export type PolicyRole =
  | "identity"
  | "boundary"
  | "session"
  | "resource"
  | "trust"
  /** That the account requires MFA: it only denies, and root too. */
  | "requirement";

/** A policy with what a reason calls it. */
export interface AttachedPolicy {
  readonly role: PolicyRole;
  /** The ARN of a managed policy, or the inline policy's name. */
  readonly id: string;
  /** Whose inline policy it is, or through which group it comes. */
  readonly from: string;
  readonly policy: CompiledPolicy;
}

export interface MatchedStatement {
  readonly policy: AttachedPolicy;
  readonly statement: CompiledStatement;
}

export type Decision =
  | { readonly outcome: "allowed"; readonly because: readonly MatchedStatement[] }
  | { readonly outcome: "explicitDeny"; readonly because: readonly MatchedStatement[] }
  /** Nothing of this role allows it. */
  | {
      readonly outcome: "implicitDeny";
      readonly missing: PolicyRole;
      readonly because: readonly MatchedStatement[];
    };

export interface DecisionInput {
  readonly request: AccessRequest;
  /** All that apply, of every role. A role without any policy does not limit, except `identity` and `trust`. */
  readonly policies: readonly AttachedPolicy[];
  /** The root user: no identity policy or boundary applying to it. */
  readonly root?: boolean;
}

/**
 * Whether the action might be allowed on some resource or other, for controls that are shown before anybody chose one. Denied only
 * where that is certain: an explicit deny of everything, or nothing that could allow it.
 */
export function decideAnywhere(input: Omit<DecisionInput, "root">): Decision {
  const { request, policies } = input;
  const exact = decide(input);
  if (exact.outcome !== "implicitDeny") return exact;
  const might = (role: PolicyRole) =>
    policies.some(
      (policy) =>
        policy.role === role &&
        policy.policy.statements.some(
          (statement) => statement.effect === "Allow" && mightApply(statement, request),
        ),
    );
  if (might("resource")) return { outcome: "allowed", because: [] };
  for (const role of ["identity", "boundary", "session"] as const) {
    const asked = role === "identity" || policies.some((policy) => policy.role === role);
    if (asked && !might(role)) return { outcome: "implicitDeny", missing: role, because: [] };
  }
  return { outcome: "allowed", because: [] };
}

const rolesOverRoot: ReadonlySet<PolicyRole> = new Set(["resource", "requirement"]);

export function decide(input: DecisionInput): Decision {
  const matched = heard(input).flatMap((policy) =>
    applying(policy.policy, input.request).map(
      (statement): MatchedStatement => ({ policy, statement }),
    ),
  );
  return conclude(input, matched);
}

/** The same decision in small steps; before each it yields what the step may cost (see `applyingInSteps`). */
export function* decideInSteps(input: DecisionInput): Generator<number, Decision> {
  const matched: MatchedStatement[] = [];
  for (const policy of heard(input)) {
    const statements = yield* applyingInSteps(policy.policy, input.request);
    for (const statement of statements) matched.push({ policy, statement });
  }
  return conclude(input, matched);
}

const heard = ({ policies, root = false }: DecisionInput): readonly AttachedPolicy[] =>
  root ? policies.filter(({ role }) => rolesOverRoot.has(role)) : policies;

function conclude(
  { policies, root = false }: DecisionInput,
  matched: readonly MatchedStatement[],
): Decision {
  const denies = matched.filter(({ statement }) => statement.effect === "Deny");
  if (denies.length > 0) return { outcome: "explicitDeny", because: denies };
  if (root) return { outcome: "allowed", because: matched };

  const allows = (role: PolicyRole) => matched.filter(({ policy }) => policy.role === role);
  const has = (role: PolicyRole) => policies.some((policy) => policy.role === role);
  const resource = allows("resource");
  if (resource.length > 0) return { outcome: "allowed", because: resource };
  if (has("trust")) {
    const trust = allows("trust");
    return trust.length > 0
      ? { outcome: "allowed", because: trust }
      : { outcome: "implicitDeny", missing: "trust", because: [] };
  }
  const identity = allows("identity");
  for (const role of ["identity", "boundary", "session"] as const) {
    const asked = role === "identity" || has(role);
    if (asked && allows(role).length === 0)
      return { outcome: "implicitDeny", missing: role, because: identity };
  }
  return { outcome: "allowed", because: matched };
}
