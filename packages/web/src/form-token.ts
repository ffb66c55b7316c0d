// The token in every sign-in form: it proves that the page came from us, to this very browser (security rule 14).

import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A fresh value for the form cookie: 256 random bits. */
export function newFormSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What the form carries. The cookie itself is never in a page, so that a leaked page does not give it away. */
export function formToken(secret: string): string {
  return createHash("sha256").update(`sallyport form ${secret}`).digest("base64url");
}

/** Whether a posted token belongs to the cookie that came with it. Constant time. */
export function isFormToken(given: string | undefined, secret: string | undefined): boolean {
  if (given === undefined || secret === undefined) return false;
  const expected = Buffer.from(formToken(secret));
  const actual = Buffer.from(given);
  return expected.length === actual.length && timingSafeEqual(expected, actual);
}
