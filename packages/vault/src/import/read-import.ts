/** Reads a file of another app, or of ours: what it is, then what is in it. Nothing is changed by reading. */

import { findUtf8 } from "../bytes.ts";
import type { Findings } from "../draft.ts";
import { type SlowHashes, slowHashes } from "../slow-hashes.ts";
import { aegis } from "./aegis.ts";
import { andOtp } from "./and-otp.ts";
import { ente } from "./ente.ts";
import { ImportFault } from "./fault.ts";
import type { ImportFormat, ImportFormatName, ImportSource } from "./format.ts";
import { keePass } from "./kee-pass.ts";
import { sallyport } from "./sallyport.ts";
import { findStranger } from "./strangers.ts";
import { twoFas } from "./two-fas.ts";
import { google, otpauthList } from "./uris.ts";

/** In this order: a list of addresses is looked for only in what is none of the others. */
const formats: readonly ImportFormat[] = [
  sallyport,
  aegis,
  twoFas,
  ente,
  andOtp,
  keePass,
  google,
  otpauthList,
];

export interface RecognizedImport {
  readonly format: ImportFormatName;
  readonly needsPassphrase: boolean;
}

export interface ImportReading extends Findings {
  readonly format: ImportFormatName;
}

const mostBytes = 16 * 2 ** 20;

/** Says what a file is, or throws an {@link ImportFault}. */
export function recognizeImport(bytes: Uint8Array): RecognizedImport {
  const source = openSource(bytes);
  const format = requireFormat(source);
  return { format: format.name, needsPassphrase: format.isSealed(source) };
}

/** Reads a file whole, or throws an {@link ImportFault} and nothing else. */
export async function readImport(
  bytes: Uint8Array,
  {
    passphrase = "",
    hashes = slowHashes,
  }: { readonly passphrase?: string; readonly hashes?: SlowHashes } = {},
): Promise<ImportReading> {
  const source = openSource(bytes);
  const format = requireFormat(source);
  if (format.isSealed(source) && passphrase === "") throw new ImportFault("needsPassphrase");
  const findings = await format.read(source, passphrase, hashes);
  if (findings.drafts.length + findings.refused.length === 0) throw new ImportFault("noAccounts");
  return { format: format.name, ...findings };
}

function openSource(bytes: Uint8Array): ImportSource {
  if (bytes.byteLength === 0) throw new ImportFault("empty");
  if (bytes.byteLength > mostBytes) throw new ImportFault("tooLarge");
  const text = findUtf8(bytes);
  return { bytes, text, json: text === undefined ? undefined : findJson(text) };
}

function requireFormat(source: ImportSource): ImportFormat {
  const format = formats.find(({ recognizes }) => recognizes(source));
  // A list of addresses inside of broken JSON would be some of the accounts, and nobody would know that others are lost.
  if (source.json === undefined && looksCutShort(source)) throw new ImportFault("truncated");
  if (format === undefined) throw new ImportFault(findStranger(source.bytes) ?? "foreign");
  return format;
}

/** Whether this begins as one of the JSON exports does, and then does not end as JSON. */
function looksCutShort({ bytes }: ImportSource): boolean {
  const text = new TextDecoder().decode(bytes).trimStart(); // cut inside of a character, it is no UTF-8 any more
  const marks = /"(?:header|db|services|servicesEncrypted|kdfParams|encryptedData|secret)"\s*:/;
  return /^[[{]/.test(text) && marks.test(text);
}

function findJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
