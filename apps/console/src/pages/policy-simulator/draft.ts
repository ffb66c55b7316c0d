import type { Question } from "./question.ts";

export const whomKinds = ["user", "group", "role", "nobody"] as const;
/** Whose policies are asked; "nobody" where the policy that is tried out is asked alone. */
export type WhomKind = (typeof whomKinds)[number];

/** The form as it stands; asked for when complete. */
export interface Draft {
  readonly whom: WhomKind;
  readonly question: Question;
  /** What is typed in the field for actions and not yet chosen. */
  readonly typedAction: string;
  readonly trying: boolean;
  /** The policy that is tried out. */
  readonly document: string;
}

export function draftOf(question: Question, tried: string | undefined): Draft {
  const { source, policyArn } = question;
  const alone = source === "" && (policyArn !== "" || tried !== undefined);
  return {
    whom: alone ? "nobody" : kindOf(source),
    question,
    typedAction: "",
    trying: policyArn !== "" || tried !== undefined,
    document: tried ?? "",
  };
}

function kindOf(source: string): WhomKind {
  return whomKinds.find((kind) => source.includes(`:${kind}/`)) ?? "user";
}

/** The policy that is tried out with this draft. */
export function triedIn({ whom, trying, document }: Draft): string | undefined {
  return whom === "nobody" || trying ? document : undefined;
}
