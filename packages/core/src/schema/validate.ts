// From `unknown` to a value, or to every violation at once, in AWS's words for the wire and in people's for a form
// (iam-semantics §4.4: "N validation errors detected: Value at 'userName' failed to satisfy constraint: …"; IAM echoes no value, STS does).

import { type FieldError, IamError } from "../errors.ts";
import type {
  Infer,
  IntegerSchema,
  ListSchema,
  Schema,
  StructSchema,
  TextSchema,
} from "./schema.ts";

const longestUnknown = 64;
const missing = "Member must not be null";

interface Violation {
  /** `userName`, `tags.1.member.key`. */
  readonly at: string;
  /** AWS's constraint text. */
  readonly constraint: string;
  /** The same for a person in front of a form. */
  readonly words: string;
  /** What was sent, where it may be repeated. */
  readonly value?: string | undefined;
}

/** The value, or `ValidationError` naming every violation. Members that the schema does not know are refused too. */
export function validate<S extends StructSchema>(
  schema: S,
  raw: unknown,
  { echo = false }: { readonly echo?: boolean } = {},
): Infer<S> {
  const violations: Violation[] = [];
  const value = check(schema, raw, "", violations);
  if (violations.length > 0) throw validationError(violations, echo);
  return value as Infer<S>; // the walk below built it by this very schema
}

function validationError(violations: readonly Violation[], echo: boolean): IamError {
  const count = violations.length;
  const details = violations.map(
    ({ at, constraint, value }) =>
      `Value${(echo || constraint === missing) && value !== undefined ? ` ${value}` : ""}${at === "" ? "" : ` at '${at}'`} failed to satisfy constraint: ${constraint}`,
  );
  const fields: FieldError[] = violations.map(({ at, words }) => ({ name: at, message: words }));
  const noun = count === 1 ? "error" : "errors";
  return new IamError(
    "ValidationError",
    `${count} validation ${noun} detected: ${details.join("; ")}`,
    {
      fields,
    },
  );
}

function check(schema: Schema, raw: unknown, at: string, found: Violation[]): unknown {
  const wrongType = (what: string) => {
    found.push({ at, constraint: `Member must be ${what}`, words: `This must be ${what}.` });
    return undefined;
  };
  switch (schema.kind) {
    case "text":
      return typeof raw === "string" ? checkText(schema, raw, at, found) : wrongType("text");
    case "integer":
      return Number.isInteger(raw)
        ? checkInteger(schema, raw as number, at, found)
        : wrongType("a whole number");
    case "boolean":
      return typeof raw === "boolean" ? raw : wrongType("true or false");
    case "blob":
      return raw instanceof Uint8Array ? raw : wrongType("bytes");
    case "timestamp":
    case "longBlob":
    case "counts":
    case "texts":
      throw new Error(`no operation takes a ${schema.kind} as input yet`);
    case "list":
      return Array.isArray(raw) ? checkList(schema, raw, at, found) : wrongType("a list");
    case "struct":
      return typeof raw === "object" && raw !== null && !Array.isArray(raw)
        ? checkStruct(schema, raw as Readonly<Record<string, unknown>>, at, found)
        : wrongType("an object");
  }
}

function checkText(schema: TextSchema, raw: string, at: string, found: Violation[]): string {
  const value = schema.secret ? undefined : `'${raw}'`;
  const add = (constraint: string, words: string) => found.push({ at, constraint, words, value });
  const characters = [...raw].length;
  if (schema.values !== undefined) {
    if (!schema.values.includes(raw)) {
      const set = schema.values.join(", ");
      add(`Member must satisfy enum value set: [${set}]`, `Choose one of: ${set}.`);
    }
    return raw;
  }
  if (characters < schema.min) {
    const words = characters === 0 ? "Fill this in." : lengthWords(schema, "at least", schema.min);
    add(`Member must have length greater than or equal to ${schema.min}`, words);
  }
  if (characters > schema.max) {
    add(
      `Member must have length less than or equal to ${schema.max}`,
      lengthWords(schema, "at most", schema.max),
    );
  }
  if (characters > 0 && schema.pattern !== undefined && !schema.pattern.test(raw)) {
    add(
      `Member must satisfy regular expression pattern: ${patternText(schema.pattern)}`,
      schema.words ?? "This has characters that are not allowed here.",
    );
  }
  return raw;
}

/** Where only one length is right, the pattern's words say so better: "A code has six digits." */
function lengthWords(schema: TextSchema, bound: string, length: number): string {
  const fixed = schema.min === schema.max ? schema.words : undefined;
  return fixed ?? `Type ${bound} ${length} characters.`;
}

/** As AWS writes it: without the anchors that are understood. */
function patternText({ source }: RegExp): string {
  const bare = source.replace(/^\^|\$$/g, "");
  return /^\(\?:(.*)\)$/.exec(bare)?.[1] ?? bare;
}

function checkInteger(schema: IntegerSchema, raw: number, at: string, found: Violation[]): number {
  if (raw < schema.min) {
    found.push({
      at,
      constraint: `Member must have value greater than or equal to ${schema.min}`,
      words: `Use ${schema.min} or more.`,
      value: `'${raw}'`,
    });
  }
  if (raw > schema.max) {
    found.push({
      at,
      constraint: `Member must have value less than or equal to ${schema.max}`,
      words: `Use ${schema.max} or less.`,
      value: `'${raw}'`,
    });
  }
  return raw;
}

function checkList(
  schema: ListSchema,
  raw: readonly unknown[],
  at: string,
  found: Violation[],
): readonly unknown[] {
  if (raw.length > schema.max) {
    found.push({
      at,
      constraint: `Member must have length less than or equal to ${schema.max}`,
      words: `Use at most ${schema.max}.`,
    });
    return [];
  }
  return raw.map((element, index) => check(schema.of, element, `${at}.${index + 1}.member`, found));
}

function checkStruct(
  schema: StructSchema,
  raw: Readonly<Record<string, unknown>>,
  at: string,
  found: Violation[],
): Readonly<Record<string, unknown>> {
  const value: Record<string, unknown> = {};
  const pathOf = (name: string) => (at === "" ? name : `${at}.${name}`);
  for (const [name, member] of Object.entries(schema.members)) {
    const given = Object.hasOwn(raw, name) ? raw[name] : undefined;
    if (given !== undefined && given !== null) {
      value[name] = check(member, given, pathOf(name), found);
    } else if (member.optional !== true) {
      found.push({
        at: pathOf(name),
        constraint: missing,
        words: "Fill this in.",
        value: "null",
      });
    }
  }
  for (const name of Object.keys(raw)) {
    if (!Object.hasOwn(schema.members, name)) {
      found.push({
        at: pathOf(name.slice(0, longestUnknown)), // whoever sent it chose its length
        constraint: "Member is not known",
        words: "This is not known here.",
      });
    }
  }
  return value;
}
