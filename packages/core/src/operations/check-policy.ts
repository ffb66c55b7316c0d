import { policyLimits, policySize } from "../access/limits.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import {
  checkDocument,
  lint,
  lintTrust,
  type Place,
  type PolicyDocument,
  positionAt,
} from "../policy/index.ts";
import { integer, list, oneOf, struct, text } from "../schema/schema.ts";
import { anyText } from "./members.ts";

const position = struct({ line: integer(1, 1e9), column: integer(1, 1e9) });

const sizes = {
  ...policyLimits.inlineSize,
  managed: policyLimits.managedSize,
  trust: policyLimits.trustSize,
} as const;

/** More than anybody reads. */
const mostFindings = 100;

// biome-ignore lint/suspicious/noControlCharactersInRegex: AWS's own pattern takes tab and line ends
const foreign = /[^\u0009\u000A\u000D\u0020-\u00FF]/;

export const checkPolicy = defineOperation({
  name: "CheckPolicy",
  kind: "view",
  summary:
    "Says what is wrong with a policy that is being written, and what it might not do as meant, each with its place.",
  readOnly: true,
  input: struct({
    policyDocument: text({ min: 0, max: 131_072 }),
    kind: oneOf("managed", "user", "group", "role", "trust"),
  }),
  output: struct({
    findings: list(
      struct({
        severity: oneOf("error", "warning", "suggestion"),
        message: anyText,
        start: position,
        end: position,
      }),
    ),
    size: integer(0, 1e9),
    mostSize: integer(0, 1e9),
  }),
  permissions: () => [],
  run: async ({ caller, input: { policyDocument: source, kind } }) => {
    const most = sizes[kind];
    const managed = kind === "managed";
    const trust = kind === "trust";
    const { document, faults } = checkDocument(source, {
      kind: trust ? "trust" : "identity",
      managed,
    });
    const errors = [...foreignLetters(source), ...faults].map(({ reason, at }) => ({
      severity: "error" as const,
      message: reason,
      at,
    }));
    const advise = trust
      ? (one: PolicyDocument) => lintTrust(one, { most, accountId: accountOf(caller) })
      : (one: PolicyDocument) => lint(one, { most });
    const advice = document === undefined ? [] : advise(document);
    return {
      findings: [...errors, ...advice].slice(0, mostFindings).map(({ severity, message, at }) => ({
        severity,
        message,
        start: positionAt(source, at.start),
        end: positionAt(source, Math.max(at.start, at.end)),
      })),
      size: policySize(source),
      mostSize: most,
    };
  },
  record: { request: [] },
});

function foreignLetters(
  source: string,
): readonly { readonly reason: string; readonly at: Place }[] {
  const start = foreign.exec(source)?.index;
  if (start === undefined) return [];
  const reason =
    "A policy has Western letters only: write others as \\u and four hexadecimal digits.";
  return [{ reason, at: { start, end: start + 1 } }];
}
