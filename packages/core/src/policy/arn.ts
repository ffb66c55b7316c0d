// ARNs are compared field by field: the first five of the colon-separated fields each on its own, so that a wildcard never
// reaches into the next field; the sixth takes the rest.

import { isAnything, matches, type Pattern, splitPattern } from "./pattern.ts";

const fields = 6;

/** Patterns without variables are the same array in every decision: they are split once. */
const splits = new WeakMap<Pattern, readonly Pattern[]>();

/** Makes ready a pattern that will be compared often. */
export function prepareArn(pattern: Pattern): void {
  splits.set(pattern, splitPattern(pattern, ":", fields));
}

/** Whether an ARN (or `*`, for actions without a resource) fits a pattern of a policy. */
export function matchesArn(pattern: Pattern, arn: string): boolean {
  if (isAnything(pattern)) return true;
  const wanted = splits.get(pattern) ?? splitPattern(pattern, ":", fields);
  const actual = splitText(arn);
  return (
    wanted.length === fields &&
    actual.length === fields &&
    wanted.every((field, index) => matches(field, actual[index] ?? ""))
  );
}

function splitText(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length <= fields
    ? parts
    : [...parts.slice(0, fields - 1), parts.slice(fields - 1).join(":")];
}
