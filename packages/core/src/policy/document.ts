// A policy as it was written, read once and with its places (iam-semantics §5.1). What a statement's elements mean is for
// `compile`; what is wrong with them for `check-document` and `lint`.

export const versions = ["2008-10-17", "2012-10-17"] as const;
export type PolicyVersionDate = (typeof versions)[number];

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** A text of the document with its place. */
export interface Word extends Place {
  readonly text: string;
}

export type Effect = "Allow" | "Deny";

/** `Action` or `NotAction`, `Resource` or `NotResource`: what they list, and whether everything but it is meant. */
export interface WordList extends Place {
  readonly not: boolean;
  readonly words: readonly Word[];
}

export interface Condition {
  /** As written: `ForAnyValue:StringLikeIfExists`. */
  readonly operator: Word;
  readonly key: Word;
  readonly values: readonly Word[];
}

/** Who a trust policy is about. */
export interface PrincipalList extends Place {
  readonly not: boolean;
  readonly principals: readonly {
    readonly kind: "any" | "AWS" | "Federated" | "Service" | "CanonicalUser";
    readonly word: Word;
  }[];
}

export interface Statement extends Place {
  readonly sid: Word | undefined;
  /** As written: AWS tells `allow` from a missing Effect. */
  readonly effect: Word;
  readonly action: WordList | undefined;
  readonly resource: WordList | undefined;
  readonly principal: PrincipalList | undefined;
  readonly conditions: readonly Condition[];
}

export interface PolicyDocument {
  readonly source: string;
  readonly version: Word | undefined;
  readonly statements: readonly Statement[];
}

/** Something wrong, where, and AWS's sentence for it. */
export interface PolicyFault {
  /** What the wire says. */
  readonly message: string;
  /** What the editor says. */
  readonly reason: string;
  readonly at: Place;
}
