import { isWholeCode } from "./codes.ts";

export type PairField = "first" | "second";
export type CodePair = Readonly<Record<PairField, string>>;

/** What the server found wrong with codes (`details.fault`), and two things that the page sees by itself. */
export const pairFaults = {
  missingFirst: "first",
  missingSecond: "second",
  identical: "second",
  reversed: "first",
  notConsecutive: "second",
  unknown: "first",
  used: "first",
  wrong: "first",
} as const satisfies Record<string, PairField>;

export type PairFault = keyof typeof pairFaults;

/** What the page itself sees before it asks: a half-typed code, or the same one twice, need not cost an attempt. */
export function checkPair({ first, second }: CodePair): PairFault | undefined {
  if (!isWholeCode(first)) return "missingFirst";
  if (!isWholeCode(second)) return "missingSecond";
  if (first === second) return "identical";
  return undefined;
}

/** The fault a refusal names; a fault this page does not know yet counts as a wrong pair. */
export function pairFaultFrom(details: Readonly<Record<string, unknown>>): PairFault {
  const fault = details["fault"];
  return typeof fault === "string" && isPairFault(fault) ? fault : "wrong";
}

function isPairFault(name: string): name is PairFault {
  return Object.hasOwn(pairFaults, name);
}
