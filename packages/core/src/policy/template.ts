// Policy variables (iam-semantics §5.4): `${key}`, `${key, 'default'}`, and the literals `${*}`, `${?}`, `${$}`.
// A template is parsed once; resolving it puts the request's values in, as literal text.

import { literal, type Pattern, wildcards } from "./pattern.ts";

type Part =
  | { readonly kind: "pattern"; readonly pattern: Pattern }
  | { readonly kind: "variable"; readonly key: string; readonly byDefault: string | undefined };

export interface Template {
  /** Where there is no variable in it, the whole of it; most are like that. */
  readonly fixed: Pattern | undefined;
  readonly parts: readonly Part[];
}

export interface TemplateOptions {
  readonly wildcards: boolean;
  /** Version 2008-10-17 has no variables: `${…}` is literal text there. */
  readonly variables: boolean;
}

const variable = /\$\{([^}]*)\}/g;

export function parseTemplate(text: string, options: TemplateOptions): Template {
  const plain = options.wildcards ? wildcards : literal;
  if (!options.variables || !text.includes("${")) return { fixed: plain(text), parts: [] };
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(variable)) {
    parts.push({ kind: "pattern", pattern: plain(text.slice(from, found.index)) });
    parts.push(readVariable(found[1] ?? "", found[0], plain));
    from = found.index + found[0].length;
  }
  parts.push({ kind: "pattern", pattern: plain(text.slice(from)) });
  if (parts.some(({ kind }) => kind === "variable")) return { fixed: undefined, parts };
  return {
    fixed: parts.flatMap((part) => (part.kind === "pattern" ? part.pattern : [])),
    parts: [],
  };
}

function readVariable(inside: string, whole: string, plain: (text: string) => Pattern): Part {
  if (inside === "*" || inside === "?" || inside === "$")
    return { kind: "pattern", pattern: literal(inside) };
  const found = /^\s*([\w:/.+=@-]+)\s*(?:,\s*'([^']*)'\s*)?$/.exec(inside);
  if (found === null) return { kind: "pattern", pattern: plain(whole) };
  return { kind: "variable", key: (found[1] ?? "").toLowerCase(), byDefault: found[2] };
}

/** The pattern for this request; undefined where a variable has no single value and no default. */
export function resolve(
  template: Template,
  lookUp: (key: string) => string | undefined,
): Pattern | undefined {
  if (template.fixed !== undefined) return template.fixed;
  const pattern: number[] = [];
  for (const part of template.parts) {
    if (part.kind === "pattern") {
      pattern.push(...part.pattern);
    } else {
      const value = lookUp(part.key) ?? part.byDefault;
      if (value === undefined) return undefined;
      pattern.push(...literal(value));
    }
  }
  return pattern;
}
