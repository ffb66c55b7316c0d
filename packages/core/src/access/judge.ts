// Asks a caller's policies whether they may do a thing. Opened once a request: it reads the policies once and answers as often as it is asked.

import type { Principal } from "../caller.ts";
import { arns } from "../names.ts";
import type { Permission } from "../operation.ts";
import {
  type AttachedPolicy,
  type Decision,
  decide,
  decideAnywhere,
  type MatchedStatement,
  type PolicyRole,
} from "../policy/index.ts";
import type { Tagged } from "../records.ts";
import type { Tx } from "../store.ts";
import {
  type Asking,
  type ContextKeys,
  keysOf,
  permissionKeys,
  requestKeys,
  tagKeys,
  withFreshMfa,
} from "./context-keys.ts";
import { principalPolicies } from "./held-policies.ts";
import { decideTrust } from "./judge-trust.ts";
import { policiesFor } from "./own-password.ts";
import { requirementOn } from "./require-mfa.ts";

export type Verdict =
  | { readonly allowed: true }
  | {
      readonly allowed: false;
      /** The end of AWS's sentence: "because no identity-based policy allows the iam:GetUser action". */
      readonly reason: string;
      /** Whether the same would be allowed after a second factor. */
      readonly mfaWouldHelp: boolean;
      readonly explicitDeny: boolean;
      /** What denied it, where anything did. */
      readonly matched: readonly { readonly statementId: string; readonly policy: string }[];
    };

export interface Judge {
  judge(permission: Permission): Promise<Verdict>;
  /** For controls that are shown before a resource was chosen: refused only where that is certain. */
  judgeAnywhere(action: Permission["action"]): Verdict;
}

const allowed: Verdict = { allowed: true };

const rootOnly: Verdict = {
  allowed: false,
  reason: "because only the root user, signed in as root, may manage the root user",
  mfaWouldHelp: false,
  explicitDeny: true,
  matched: [],
};

export async function openJudge(asking: Asking & { readonly tx: Tx }): Promise<Judge> {
  const { tx, caller } = asking;
  const { accountId, tagged: own, isRoot } = describe(caller);
  // Root: no identity policy and no boundary applies (iam-semantics §1.2).
  // That the account requires MFA applies to it like to everyone.
  if (isRoot && caller.kind === "person") {
    return rootJudge(asking, await requirementOn(tx, caller, asking.now));
  }
  const policies = await principalPolicies(tx, caller, asking.now);
  const mentioned = (prefix: string) => mentions(policies, prefix);
  const tagsOf = async (prefixes: readonly string[], of: Tagged): Promise<ContextKeys> => {
    const wanted = prefixes.filter(mentioned);
    if (wanted.length === 0) return new Map();
    const tags = await tx.tags.list(of, { after: undefined, limit: 50 });
    return keysOf(Object.assign({}, ...wanted.map((prefix) => tagKeys(prefix, tags))));
  };
  // A session's own tags win over its role's.
  const base = new Map([...(await tagsOf(["aws:PrincipalTag/"], own)), ...requestKeys(asking)]);
  const rootArn = arns.root(accountId);

  return {
    async judge(permission) {
      const { action, resource, owner, tagged, trust } = permission;
      if (resource === rootArn || owner === (accountId as string)) return rootOnly;
      const context = new Map([
        ...base,
        ...permissionKeys(permission),
        ...(tagged ? await tagsOf(resourceTagPrefixes(tagged), tagged) : []),
      ]);
      const deciding = await policiesFor(tx, accountId, action, policies);
      return verdict(caller, action, context, (keys) =>
        trust
          ? decideTrust({ caller, permission, trust, policies: deciding }, keys)
          : decide({ request: { action, resource, context: keys }, policies: deciding }),
      );
    },
    judgeAnywhere: (action) =>
      verdict(caller, action, base, (context) =>
        decideAnywhere({ request: { action, resource: "*", context }, policies }),
      ),
  };
}

function rootJudge(asking: Asking, policies: readonly AttachedPolicy[]): Judge {
  if (policies.length === 0) return { judge: async () => allowed, judgeAnywhere: () => allowed };
  const base = requestKeys(asking);
  const ask = (action: string, resource: string, context: ContextKeys) =>
    verdict(asking.caller, action, context, (keys) =>
      decide({ request: { action, resource, context: keys }, policies, root: true }),
    );
  return {
    judge: async (permission) =>
      ask(
        permission.action,
        permission.resource,
        new Map([...base, ...permissionKeys(permission)]),
      ),
    judgeAnywhere: (action) => ask(action, "*", base),
  };
}

function describe(caller: Principal) {
  if (caller.kind === "role") {
    const { accountId, roleId: id } = caller.role;
    return { accountId, isRoot: false, tagged: { accountId, kind: "role", id } as const };
  }
  const { accountId, personId: id, kind } = caller.person;
  return { accountId, isRoot: kind === "root", tagged: { accountId, kind: "user", id } as const };
}

function mentions(policies: readonly AttachedPolicy[], prefix: string): boolean {
  const start = prefix.toLowerCase();
  return policies.some(({ policy }) =>
    [...policy.keys.keys()].some((key) => key.startsWith(start)),
  );
}

/** AWS has the `iam:` form for users and roles only. */
function resourceTagPrefixes({ kind }: Tagged): readonly string[] {
  return kind === "user" || kind === "role"
    ? ["aws:ResourceTag/", "iam:ResourceTag/"]
    : ["aws:ResourceTag/"];
}

function verdict(
  caller: Principal,
  action: string,
  context: ContextKeys,
  ask: (context: ContextKeys) => Decision,
): Verdict {
  const decision = ask(context);
  if (decision.outcome === "allowed") return allowed;
  // A role has no factor to show.
  const mfaWouldHelp = caller.kind === "person" && ask(withFreshMfa(context)).outcome === "allowed";
  const explicitDeny = decision.outcome === "explicitDeny";
  return {
    allowed: false,
    reason: reasonOf(action, decision),
    mfaWouldHelp,
    explicitDeny,
    matched: explicitDeny ? decision.because.map(nameMatch) : [],
  };
}

const nameMatch = ({ policy, statement }: MatchedStatement) => ({
  statementId: statement.sid ?? "",
  policy: policy.id,
});

const kinds: Readonly<Record<PolicyRole, string>> = {
  identity: "identity-based policy",
  boundary: "permissions boundary",
  session: "session policy",
  resource: "resource-based policy",
  trust: "role trust policy",
  requirement: "requirement of the account",
};

/** What to do about it stands in the same sentence: a program's log has no other place for it. */
export const requiresMfa =
  "with an explicit deny because the account requires MFA: sign in to the console with an MFA device (whoever has none sets one up there), or call sts:GetSessionToken with SerialNumber and TokenCode and use the credentials that it answers";

/** iam-semantics §5.6. A managed policy that denies is named by its ARN. */
export function reasonOf(
  action: string,
  decision: Exclude<Decision, { outcome: "allowed" }>,
): string {
  if (decision.outcome === "implicitDeny") {
    return `because no ${kinds[decision.missing]} allows the ${action} action`;
  }
  const [denying] = decision.because;
  const { role, id } = denying?.policy ?? { role: "identity", id: "" };
  if (role === "requirement") return requiresMfa;
  const kind = kinds[role];
  const article = kind.startsWith("i") ? "an" : "a";
  return `with an explicit deny in ${article} ${kind}${id.startsWith("arn:") ? `: ${id}` : ""}`;
}
