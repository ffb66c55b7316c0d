// From parameters to an operation's input, by its schema. What the schema does not know is ignored, as AWS does; what is not of
// its type is handed on as it is, and the schema's own check names it with all other faults.

import { type Schema, wireName } from "@sallyport/core";
import type { Parameters } from "./parameters.ts";

export function readInput(schema: Schema, parameters: Parameters | undefined): unknown {
  if (parameters === undefined) return undefined;
  const { value, below } = parameters;
  switch (schema.kind) {
    case "text":
    case "timestamp":
    case "blob":
    case "longBlob":
      return value;
    case "integer":
      return value !== undefined && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
    case "boolean":
      return value === "true" ? true : value === "false" ? false : value;
    case "list":
      return readList(schema.of, below.get("member"));
    case "counts":
    case "texts":
      return undefined;
    case "struct":
      return below.size === 0 ? undefined : readMembers(schema.members, below);
  }
}

/** Members are named like AWS's, with a capital first letter; `PolicyArns.member.1.arn` has a small one. */
export function readMembers(
  members: Readonly<Record<string, Schema>>,
  below: ReadonlyMap<string, Parameters>,
): Readonly<Record<string, unknown>> {
  const read = Object.entries(members).map(
    ([name, schema]) =>
      [name, readInput(schema, below.get(wireName(name)) ?? below.get(name))] as const,
  );
  return Object.fromEntries(read.filter(([, value]) => value !== undefined));
}

const place = /^[1-9]\d{0,8}$/;

/** In the order of their numbers, gaps or not. `Tags=` is how clients send an empty list: like one that was not sent. */
function readList(of: Schema, members: Parameters | undefined): readonly unknown[] | undefined {
  if (members === undefined) return undefined;
  const numbered = [...members.below]
    .filter(([name]) => place.test(name))
    .sort(([a], [b]) => Number(a) - Number(b));
  // An element without any known member is still one: its required members are missing.
  return numbered.length === 0
    ? undefined
    : numbered.map(([, element]) =>
        of.kind === "struct" ? readMembers(of.members, element.below) : readInput(of, element),
      );
}
