// Whether a caller may act as a role: the role's trust policy has to allow it, and so has the caller's own account, unless the
// trust policy of a role in that account names the caller itself (iam-semantics §5.2).

import { callerArn, type Principal, personArn, roleArn } from "../caller.ts";
import type { Permission, Trust } from "../operation.ts";
import {
  type AskingPrincipal,
  type AttachedPolicy,
  compileStored,
  type Decision,
  decide,
  emptyPolicy,
  type MatchedStatement,
} from "../policy/index.ts";
import type { ContextKeys } from "./context-keys.ts";

export interface TrustQuestion {
  readonly caller: Principal;
  readonly permission: Permission;
  readonly trust: Trust;
  /** The caller's own. */
  readonly policies: readonly AttachedPolicy[];
}

export function decideTrust(question: TrustQuestion, context: ContextKeys): Decision {
  const { caller, permission, trust, policies } = question;
  const { action, resource } = permission;
  const request = { action, resource, context };
  const own = decide({ request, policies });
  if (own.outcome === "explicitDeny") return own;
  const principal = askingPrincipal(caller, trust);
  const trusting = decide({ request: { ...request, principal }, policies: trustPolicies(trust) });
  if (trusting.outcome === "explicitDeny") return trusting;
  const sameAccount = accountOf(caller) === trust.accountId;
  const named =
    trusting.outcome === "allowed" &&
    sameAccount &&
    trusting.because.some((matched) => namesDirectly(matched, principal));
  if (own.outcome === "implicitDeny" && !named) return own;
  // Where a role's session is named, its session policies and its role's boundary limit it all the same.
  if (caller.kind === "role") {
    const limited = decide({ request, policies: [allowsAnything, ...policies] });
    if (limited.outcome !== "allowed") return limited;
  }
  return trusting;
}

/** In place of the policy that nobody needs who is named. */
const allowsAnything: AttachedPolicy = {
  role: "identity",
  id: "anything",
  from: "trust",
  policy: compileStored(
    JSON.stringify({
      Version: "2012-10-17",
      Statement: { Effect: "Allow", Action: "*", Resource: "*" },
    }),
  ),
};

const accountOf = (caller: Principal) =>
  caller.kind === "role" ? caller.role.accountId : caller.person.accountId;

/** A role that is not there trusts nobody. */
function trustPolicies({ role }: Trust): readonly AttachedPolicy[] {
  const policy = role ? compileStored(role.trustPolicy, "trust") : emptyPolicy;
  return [{ role: "trust", id: "trust", from: "role", policy }];
}

/** The names in the trust policy that are this caller's. In another account they are what they say; in its own, whose they were when it was written. */
function askingPrincipal(caller: Principal, { accountId, role }: Trust): AskingPrincipal {
  const own = accountOf(caller);
  if (own !== accountId) return { kind: "AWS", accountId: own, names: namesOf(caller) };
  const id = caller.kind === "role" ? caller.role.roleId : caller.person.personId;
  const names = Object.entries(role?.trusted ?? {})
    .filter(([name, bearer]) => bearer === id && isThisSession(caller, name))
    .map(([name]) => name);
  return { kind: "AWS", accountId: own, names };
}

function namesOf(caller: Principal): readonly string[] {
  return caller.kind === "role"
    ? [roleArn(caller.role), callerArn(caller)]
    : [personArn(caller.person)];
}

/** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION` is one session of the role; the role's own ARN is all of them. */
function isThisSession(caller: Principal, name: string): boolean {
  if (!name.startsWith("arn:aws:sts:")) return true;
  return caller.kind === "role" && name.endsWith(`/${caller.statement.sessionName}`);
}

function namesDirectly({ statement }: MatchedStatement, { names }: AskingPrincipal): boolean {
  const { principals } = statement;
  if (principals === undefined || principals.not) return false;
  return principals.principals.some(({ word }) => names.includes(word.text));
}
