// The condition operators (iam-semantics §5.3) as a table: how one request value is compared with one policy value, and whether
// the operator is the negation of that.

import { parseInstant } from "../instant.ts";
import { matchesArn } from "./arn.ts";
import { inNetwork } from "./ip-network.ts";
import { matches, type Pattern, textOf } from "./pattern.ts";

export type OperatorFamily =
  | "string"
  | "numeric"
  | "date"
  | "bool"
  | "binary"
  | "ip"
  | "arn"
  | "null";

export interface Operator {
  readonly family: OperatorFamily;
  readonly negated: boolean;
  /** Whether `*` and `?` in the policy's value are wildcards. */
  readonly wildcards: boolean;
  readonly compare: (actual: string, wanted: Pattern) => boolean;
}

const fold = (text: string) => text.toLowerCase();

function string(compare: Operator["compare"], wildcards = false) {
  return { family: "string", negated: false, wildcards, compare } as const;
}

function numeric(compare: (actual: number, wanted: number) => boolean) {
  return {
    family: "numeric",
    negated: false,
    wildcards: false,
    compare: (actual: string, wanted: Pattern) => {
      const [left, right] = [parseNumber(actual), parseNumber(textOf(wanted))];
      return left !== undefined && right !== undefined && compare(left, right);
    },
  } as const;
}

function date(compare: (actual: number, wanted: number) => boolean) {
  return {
    family: "date",
    negated: false,
    wildcards: false,
    compare: (actual: string, wanted: Pattern) => {
      const [left, right] = [parseDate(actual), parseDate(textOf(wanted))];
      return left !== undefined && right !== undefined && compare(left, right);
    },
  } as const;
}

const not = (operator: Operator): Operator => ({ ...operator, negated: true });

/** The pattern is literal here: it is not spelled out where its first character tells. */
const stringEquals = string((actual, wanted) => matches(wanted, actual));
const stringEqualsIgnoreCase = string((actual, wanted) => fold(actual) === fold(textOf(wanted)));
const stringLike = string((actual, wanted) => matches(wanted, actual), true);
const numericEquals = numeric((a, b) => a === b);
const dateEquals = date((a, b) => a === b);
const ipAddress: Operator = {
  family: "ip",
  negated: false,
  wildcards: false,
  compare: (actual, wanted) => inNetwork(actual, textOf(wanted)),
};
const arnLike: Operator = {
  family: "arn",
  negated: false,
  wildcards: true,
  compare: (actual, wanted) => matchesArn(wanted, actual),
};

const operators: Readonly<Record<string, Operator>> = {
  StringEquals: stringEquals,
  StringNotEquals: not(stringEquals),
  StringEqualsIgnoreCase: stringEqualsIgnoreCase,
  StringNotEqualsIgnoreCase: not(stringEqualsIgnoreCase),
  StringLike: stringLike,
  StringNotLike: not(stringLike),
  NumericEquals: numericEquals,
  NumericNotEquals: not(numericEquals),
  NumericLessThan: numeric((a, b) => a < b),
  NumericLessThanEquals: numeric((a, b) => a <= b),
  NumericGreaterThan: numeric((a, b) => a > b),
  NumericGreaterThanEquals: numeric((a, b) => a >= b),
  DateEquals: dateEquals,
  DateNotEquals: not(dateEquals),
  DateLessThan: date((a, b) => a < b),
  DateLessThanEquals: date((a, b) => a <= b),
  DateGreaterThan: date((a, b) => a > b),
  DateGreaterThanEquals: date((a, b) => a >= b),
  Bool: {
    family: "bool",
    negated: false,
    wildcards: false,
    compare: (actual, wanted) => fold(actual) === fold(textOf(wanted)),
  },
  BinaryEquals: {
    family: "binary",
    negated: false,
    wildcards: false,
    compare: (actual, wanted) => actual === textOf(wanted),
  },
  IpAddress: ipAddress,
  NotIpAddress: not(ipAddress),
  ArnEquals: arnLike,
  ArnLike: arnLike,
  ArnNotEquals: not(arnLike),
  ArnNotLike: not(arnLike),
  Null: { family: "null", negated: false, wildcards: false, compare: () => false },
};

export const operatorNames: readonly string[] = Object.keys(operators);

export interface OperatorUse {
  readonly name: string;
  readonly operator: Operator;
  readonly set: "all" | "any" | undefined;
  readonly ifExists: boolean;
}

/** An operator as a policy writes it, with its prefix and suffix; undefined where there is no such operator. */
export function parseOperator(written: string): OperatorUse | undefined {
  const found = /^(?:(ForAllValues|ForAnyValue):)?([A-Za-z]+?)(IfExists)?$/.exec(written);
  const name = found?.[2] ?? "";
  const operator = Object.hasOwn(operators, name) ? operators[name] : undefined;
  const ifExists = found?.[3] !== undefined;
  if (operator === undefined || (operator.family === "null" && ifExists)) return undefined;
  const set =
    found?.[1] === "ForAllValues" ? "all" : found?.[1] === "ForAnyValue" ? "any" : undefined;
  return { name, operator, set, ifExists };
}

/** There is one way to read a run of digits: of two, whoever has many digits makes the reader try all. */
const number = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?\s*$/;

function parseNumber(text: string): number | undefined {
  return number.test(text) ? Number(text) : undefined;
}

/** Milliseconds since the epoch of a W3C date (ISO 8601) or of seconds since the epoch. */
export function parseDate(text: string): number | undefined {
  return /^\s*-?\d+(?:\.\d+)?\s*$/.test(text) ? Number(text) * 1000 : parseInstant(text);
}

/** For operators that compare a key's presence. */
export const nullIsTrue = (values: readonly Pattern[], present: boolean): boolean =>
  values.some((value) => fold(textOf(value)) === (present ? "false" : "true"));
