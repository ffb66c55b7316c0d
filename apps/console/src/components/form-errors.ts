import { ApiError } from "../api/error.ts";

export interface FormErrors {
  /** What to show at a field, if anything. */
  at(field: string): string | undefined;
  /** What no field could take: to be shown above the form's buttons. */
  readonly rest: unknown;
}

const none: FormErrors = { at: () => undefined, rest: undefined };

/**
 * Sends an error's parts to the fields of a form. `fields` lists the input members the form shows; `byCode` says at which
 * field a refusal belongs that names none, e.g. `{ EntityAlreadyExists: "userName" }`.
 */
export function formErrors(
  error: unknown,
  fields: readonly string[],
  byCode: Readonly<Record<string, string>> = {},
): FormErrors {
  if (error === undefined) return none;
  if (!(error instanceof ApiError)) return { ...none, rest: error };

  const shown = error.fields.filter(({ name }) => fieldOf(name, fields) !== undefined);
  if (shown.length > 0) {
    return {
      at: (field) => {
        const said = shown.filter(({ name }) => fieldOf(name, fields) === field);
        return said.length === 0 ? undefined : said.map(({ message }) => message).join(" ");
      },
      rest: shown.length === error.fields.length ? undefined : error,
    };
  }

  const field = byCode[error.code];
  if (field === undefined) return { ...none, rest: error };
  return { at: (asked) => (asked === field ? error.message : undefined), rest: undefined };
}

/** `tags.1.member.key` concerns the field `tags`, unless the form shows that very member. */
function fieldOf(name: string, fields: readonly string[]): string | undefined {
  if (fields.includes(name)) return name;
  return fields.find((field) => name.startsWith(`${field}.`));
}
