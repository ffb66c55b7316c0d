// CSV as RFC 4180 has it, safe to open in a spreadsheet.

/** What a spreadsheet takes for the beginning of a formula (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r]/;
const special = /[",\r\n]/;

/**
 * One cell. AWS lets a name begin with `=`, `+`, `-` or `@`; a spreadsheet would show what such a "formula" answers in place of
 * the name, another user's for `=A2`. So it gets an apostrophe before it, which spreadsheets take as "this is text". All other
 * texts stay as AWS writes them.
 */
export function csvCell(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  return special.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** One line, without its end. */
export function csvLine(cells: readonly string[]): string {
  return cells.map(csvCell).join(",");
}
