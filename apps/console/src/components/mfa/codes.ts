/** The number of digits in a code of a virtual MFA device. */
export const codeDigits = 6;

/** What somebody typed or pasted, as digits alone: "123 456", "123-456" and full-width digits are all welcome. */
export function cleanCode(text: string): string {
  return digitsOf(text).slice(0, codeDigits);
}

/** Two codes pasted at once, as some apps copy them; undefined where the text is anything else. */
export function splitPair(text: string): readonly [first: string, second: string] | undefined {
  const digits = digitsOf(text);
  if (digits.length !== 2 * codeDigits) return undefined;
  return [digits.slice(0, codeDigits), digits.slice(codeDigits)];
}

export function isWholeCode(code: string): boolean {
  return code.length === codeDigits;
}

function digitsOf(text: string): string {
  return text.normalize("NFKC").replace(/\D/g, "");
}
