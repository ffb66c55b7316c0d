import type { Findings } from "../draft.ts";
import type { SlowHashes } from "../slow-hashes.ts";

/** A file, as far as it can be read without knowing what it is. */
export interface ImportSource {
  readonly bytes: Uint8Array;
  /** Undefined where the bytes are no text. */
  readonly text: string | undefined;
  /** What the text is as JSON; undefined where it is none. */
  readonly json: unknown;
}

export type ImportFormatName =
  | "sallyport"
  | "aegis"
  | "2fas"
  | "ente"
  | "andotp"
  | "keepass"
  | "google"
  | "otpauth";

/** One kind of file. */
export interface ImportFormat {
  readonly name: ImportFormatName;
  /** Whether the file is of this kind, as far as its first look tells. */
  readonly recognizes: (source: ImportSource) => boolean;
  /** Whether it needs a passphrase. */
  readonly isSealed: (source: ImportSource) => boolean;
  /** Reads it, or throws an `ImportFault`. The passphrase is empty where the file needs none. */
  readonly read: (
    source: ImportSource,
    passphrase: string,
    hashes: SlowHashes,
  ) => Promise<Findings>;
}
