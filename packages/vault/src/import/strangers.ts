/** Files that people choose by mistake, and for which there is better advice than that they are no export. */

import { toHex } from "../bytes.ts";
import type { ImportFaultCode } from "./fault.ts";

/** How each begins, in hexadecimal. */
const beginnings: readonly (readonly [code: ImportFaultCode, beginning: RegExp])[] = [
  ["keePassDatabase", /^03d9a29a/],
  ["openPgp", /^2d2d2d2d2d424547494e205047/], // "-----BEGIN PG"
  ["archive", /^504b0304/],
  ["picture", /^(?:89504e47|ffd8ff|47494638)/], // PNG, JPEG, GIF
  ["picture", /^52494646.{8}57454250/], // WebP
  ["picture", /^.{8}66747970(?:686569|6d6966|61766966)/], // HEIF and AVIF
];

/** What a file is that no format can be read from; undefined where that is not known. */
export function findStranger(bytes: Uint8Array): ImportFaultCode | undefined {
  const beginning = toHex(bytes.subarray(0, 16));
  return beginnings.find(([, pattern]) => pattern.test(beginning))?.[0];
}
