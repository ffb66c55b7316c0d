// The shape of what goes into an operation and comes out of it: one table that gives the check, AWS's wording of a fault, the
// TypeScript type, and (for the doors) how to read and write each member. Members are AWS's names with a lower-case first letter.

import type { Instant } from "../instant.ts";

export interface TextSchema<T extends string = string> {
  readonly kind: "text";
  readonly min: number;
  readonly max: number;
  readonly pattern: RegExp | undefined;
  /** What the pattern asks, in people's words: "Use letters, digits and + = , . @ - _ only." */
  readonly words: string | undefined;
  readonly values: readonly T[] | undefined;
  /** Never repeated in what is said of it. */
  readonly secret?: boolean;
  readonly type?: T;
}

export interface IntegerSchema {
  readonly kind: "integer";
  readonly min: number;
  readonly max: number;
}

export interface BooleanSchema {
  readonly kind: "boolean";
}

/** Whole seconds on the wire. */
export interface TimestampSchema {
  readonly kind: "timestamp";
}

/** Bytes; base64 on every wire. */
export interface BlobSchema {
  readonly kind: "blob";
}

/** Bytes that are made while they are sent, and never held whole: only in outputs, and there only once. */
export interface LongBlobSchema {
  readonly kind: "longBlob";
  readonly mediaType: string;
}

export interface ListSchema<Of extends Schema = Schema> {
  readonly kind: "list";
  readonly of: Of;
  readonly max: number;
}

/** From text to integer, as `SummaryMap`. */
export interface CountsSchema {
  readonly kind: "counts";
}

/** From text to text. */
export interface TextsSchema {
  readonly kind: "texts";
}

export interface StructSchema<M extends Members = Members> {
  readonly kind: "struct";
  readonly members: M;
  /** As an output: AWS sends its element even where it has no members. */
  readonly shown?: true;
}

export interface Optional {
  readonly optional: true;
}

// A struct's members are schemas again; the interface breaks the circle for the compiler.
export interface Members {
  readonly [name: string]: Schema;
}

export type Schema = (
  | TextSchema
  | IntegerSchema
  | BooleanSchema
  | TimestampSchema
  | BlobSchema
  | LongBlobSchema
  | ListSchema
  | CountsSchema
  | TextsSchema
  | StructSchema
) & { readonly optional?: true };

/** The value of a schema, as the core handles it. */
export type Infer<S> =
  S extends TextSchema<infer T>
    ? T
    : S extends IntegerSchema
      ? number
      : S extends BooleanSchema
        ? boolean
        : S extends TimestampSchema
          ? Instant
          : S extends BlobSchema
            ? Uint8Array
            : S extends LongBlobSchema
              ? AsyncIterable<Uint8Array>
              : S extends ListSchema<infer E>
                ? readonly Infer<E>[]
                : S extends CountsSchema
                  ? Readonly<Record<string, number>>
                  : S extends TextsSchema
                    ? Readonly<Record<string, string>>
                    : S extends StructSchema<infer M>
                      ? InferMembers<M>
                      : never;

type OptionalNames<M> = {
  [K in keyof M]: M[K] extends Optional ? K : never;
}[keyof M];

export type InferMembers<M> = {
  readonly [K in Exclude<keyof M, OptionalNames<M>>]: Infer<M[K]>;
} & {
  readonly [K in OptionalNames<M>]?: Infer<M[K]> | undefined;
};

/** The same value as JSON carries it: instants and bytes are text. */
export type InferJson<S> =
  S extends TextSchema<infer T>
    ? T
    : S extends IntegerSchema
      ? number
      : S extends BooleanSchema
        ? boolean
        : S extends TimestampSchema | BlobSchema
          ? string
          : S extends LongBlobSchema
            ? never
            : S extends ListSchema<infer E>
              ? readonly InferJson<E>[]
              : S extends CountsSchema
                ? Readonly<Record<string, number>>
                : S extends TextsSchema
                  ? Readonly<Record<string, string>>
                  : S extends StructSchema<infer M>
                    ? {
                        readonly [K in Exclude<keyof M, OptionalNames<M>>]: InferJson<M[K]>;
                      } & {
                        readonly [K in OptionalNames<M>]?: InferJson<M[K]> | undefined;
                      }
                    : never;

interface TextRules {
  readonly min?: number;
  readonly max: number;
  readonly pattern?: RegExp;
  readonly words?: string;
  readonly secret?: boolean;
}

export function text(rules: TextRules): TextSchema {
  return {
    kind: "text",
    min: rules.min ?? 1,
    max: rules.max,
    pattern: rules.pattern,
    words: rules.words,
    values: undefined,
    ...(rules.secret && { secret: true }),
  };
}

export function oneOf<const T extends string>(...values: readonly T[]): TextSchema<T> {
  return { kind: "text", min: 0, max: 256, pattern: undefined, words: undefined, values };
}

export function integer(min: number, max: number): IntegerSchema {
  return { kind: "integer", min, max };
}

export const boolean: BooleanSchema = { kind: "boolean" };
export const timestamp: TimestampSchema = { kind: "timestamp" };
export const blob: BlobSchema = { kind: "blob" };
export const longBlob = (mediaType: string): LongBlobSchema => ({ kind: "longBlob", mediaType });
export const counts: CountsSchema = { kind: "counts" };
export const texts: TextsSchema = { kind: "texts" };

export function list<Of extends Schema>(of: Of, max = 1000): ListSchema<Of> {
  return { kind: "list", of, max };
}

export function struct<const M extends Members>(members: M): StructSchema<M> {
  return { kind: "struct", members };
}

export function optional<S extends Schema>(schema: S): S & Optional {
  return { ...schema, optional: true };
}

/** The member that is a long blob, where there is one. */
export function longMember({ members }: StructSchema) {
  for (const [name, member] of Object.entries(members)) {
    if (member.kind === "longBlob") return { name, mediaType: member.mediaType };
  }
  return undefined;
}

/** AWS's spelling of a member on its wire: the first letter is a capital. */
export function wireName(member: string): string {
  return member.charAt(0).toUpperCase() + member.slice(1);
}
