import type { InlinePolicy, Output } from "../../api/types.ts";
import { t } from "../../i18n/t.ts";

export type Evaluation = Output<"SimulateCustomPolicy">["evaluationResults"][number];
export type Match = Evaluation["matchedStatements"][number];

/** Whose policies were simulated, with what they hold; undefined where the reader may not see it. */
export interface Holdings {
  readonly name: string;
  readonly kind: "user" | "group" | "role";
  readonly permissions: Held | undefined;
}

interface Attached {
  readonly policyArn: string;
}

interface Held {
  readonly attached: readonly Attached[];
  readonly inline: readonly InlinePolicy[];
  readonly viaGroups?: readonly (Pick<Held, "attached" | "inline"> & {
    readonly groupName: string;
  })[];
  readonly boundary?: Attached | undefined;
}

export interface FoundPolicy {
  /** How it comes to have a say, in words; several where it comes several ways. */
  readonly ways: readonly string[];
  /** An inline policy's text. */
  readonly document?: string;
}

/** By which ways a policy that a simulation named has a say. */
export function findPolicy(match: Match, { name, kind, permissions }: Holdings): FoundPolicy {
  if (permissions === undefined) return { ways: [] };
  const { attached, inline, viaGroups = [], boundary } = permissions;
  const { sourcePolicyId: id, sourcePolicyType: type } = match;
  const own = t(`simulator.way.${kind}`, { name });
  const ofGroup = (groupName: string) => t("simulator.way.group", { name: groupName });
  if (type === "aws-managed" || type === "user-managed") {
    const has = (list: readonly Attached[]) => list.some(({ policyArn }) => policyArn === id);
    return {
      ways: [
        ...(has(attached) ? [own] : []),
        ...viaGroups.filter((group) => has(group.attached)).map((one) => ofGroup(one.groupName)),
        ...(boundary?.policyArn === id ? [t("simulator.way.boundary", { name })] : []),
      ],
    };
  }
  const named = (list: readonly InlinePolicy[]) => list.find((one) => one.policyName === id);
  const candidates =
    type === kind
      ? [{ way: own, policy: named(inline) }]
      : viaGroups.map((one) => ({ way: ofGroup(one.groupName), policy: named(one.inline) }));
  const found = candidates.flatMap(({ way, policy }) =>
    policy !== undefined && fits(policy.policyDocument, match)
      ? [{ way, document: policy.policyDocument }]
      : [],
  );
  const [first] = found;
  return first === undefined
    ? { ways: [] }
    : { ways: found.map(({ way }) => way), document: first.document };
}

/** Two groups may have inline policies of one name: the text tells them apart, unless it is the same. */
function fits(document: string, { startPosition }: Match): boolean {
  const line = document.split("\n")[startPosition.line - 1] ?? "";
  return line.charAt(startPosition.column - 1) === "{";
}
