// Advice about trust policies: whom they let in besides those that were meant. And what a trust policy says in short.

import type { PolicyDocument, Statement } from "./document.ts";
import { type Advice, type LintOptions, lint } from "./lint.ts";
import { parseOperator } from "./operators.ts";

export interface TrustLintOptions extends LintOptions {
  /** The role's own account. */
  readonly accountId: string;
}

export function lintTrust(document: PolicyDocument, options: TrustLintOptions): readonly Advice[] {
  const advice = [
    ...lint(document, options),
    ...document.statements
      .filter(({ effect }) => effect.text === "Allow")
      .flatMap((statement) => [
        ...trustsEveryone(statement),
        ...trustsStrangers(statement, options.accountId),
        ...trustsWholeIssuer(statement),
        ...trustsWithoutMfa(statement),
      ]),
  ];
  return advice.sort((one, other) => one.at.start - other.at.start);
}

function trustsEveryone({ principal }: Statement): readonly Advice[] {
  if (principal === undefined) return [];
  const { not, principals, start, end } = principal;
  if (not) {
    const message =
      "This trusts everybody but those named, in every account. Name those who may assume the role instead.";
    return [{ severity: "warning", code: "trustsEveryone", message, at: { start, end } }];
  }
  return principals
    .filter(({ kind, word }) => kind === "any" || (kind === "AWS" && word.text === "*"))
    .map(({ word }) => ({
      severity: "warning",
      code: "trustsEveryone",
      message: "This trusts everybody in every account, as far as the conditions let them in.",
      at: { start: word.start, end: word.end },
    }));
}

const accountIn = /^(?:arn:aws:(?:iam|sts)::)?(\d{12})(?::|$)/;

/** Whoever works for several others may be made to use one's role for another: the external id tells whom they work for. */
function trustsStrangers(
  { principal, conditions }: Statement,
  accountId: string,
): readonly Advice[] {
  if (principal === undefined || principal.not) return [];
  if (conditions.some(({ key }) => key.text.toLowerCase() === "sts:externalid")) return [];
  return principal.principals
    .filter(({ kind, word }) => {
      const account = accountIn.exec(word.text)?.[1];
      return kind === "AWS" && account !== undefined && account !== accountId;
    })
    .map(({ word }) => ({
      severity: "suggestion",
      code: "trustsStrangers",
      message:
        "This trusts another account. Where it serves others too, ask for an external id: a condition on sts:ExternalId.",
      at: { start: word.start, end: word.end },
    }));
}

const issuerIn = /:oidc-provider\/(.+)$/;

/** An issuer signs tokens for all its people, a public one for everybody: that they are for the right audience tells them apart no more. */
function trustsWholeIssuer({ principal, conditions }: Statement): readonly Advice[] {
  if (principal === undefined || principal.not) return [];
  return principal.principals.flatMap(({ kind, word }) => {
    const name = kind === "Federated" ? issuerIn.exec(word.text)?.[1] : undefined;
    if (name === undefined) return [];
    const prefix = `${name}:`.toLowerCase();
    const asked = conditions
      .map(({ key }) => key.text.toLowerCase())
      .filter((key) => key.startsWith(prefix))
      .map((key) => key.slice(prefix.length));
    if (asked.some((claim) => claim !== "aud" && claim !== "oaud")) return [];
    const message = `Everybody to whom this issuer gives a token for your audience can assume the role. Say who may: a condition on ${name}:sub.`;
    const at = { start: word.start, end: word.end };
    return [{ severity: "warning", code: "trustsWholeIssuer", message, at }];
  });
}

function trustsWithoutMfa(statement: Statement): readonly Advice[] {
  const { principal, start } = statement;
  const people = principal?.principals.some(({ kind }) => kind === "AWS" || kind === "any");
  if (!people || asksForMfa(statement)) return [];
  const message =
    'Whoever has an access key of those trusted can assume the role without MFA. Add "Condition": {"Bool": {"aws:MultiFactorAuthPresent": "true"}}.';
  const at = { start, end: start + 1 };
  return [{ severity: "suggestion", code: "trustsWithoutMfa", message, at }];
}

/** Whether an Allow holds for nobody who has not shown a second factor. */
function asksForMfa({ conditions }: Statement): boolean {
  return conditions.some(({ operator, key, values }) => {
    const use = parseOperator(operator.text);
    if (use === undefined || use.ifExists || use.set !== undefined || values.length === 0)
      return false;
    const name = key.text.toLowerCase();
    if (name === "aws:multifactorauthpresent") {
      return use.name === "Bool" && values.every(({ text }) => text.toLowerCase() === "true");
    }
    return name === "aws:multifactorauthage" && /^Numeric(?:Less|Equals)/.test(use.name);
  });
}

export interface TrustInShort {
  /** As they are named. */
  readonly principals: readonly string[];
  /** Whether nobody gets in without a second factor. */
  readonly asksForMfa: boolean;
}

export function trustInShort({ statements }: PolicyDocument): TrustInShort {
  const allowing = statements.filter(({ effect }) => effect.text === "Allow");
  const principals = allowing.flatMap(({ principal }) =>
    (principal?.principals ?? []).map(({ word }) =>
      principal?.not ? `not ${word.text}` : word.text,
    ),
  );
  return {
    principals: [...new Set(principals)],
    asksForMfa: allowing.length > 0 && allowing.every(asksForMfa),
  };
}
