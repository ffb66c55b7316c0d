import { counterBytes, hashes, secondsUntilNextStep, stepAt, truncate } from "@sallyport/otp";
import type { Bytes } from "../bytes.ts";
import type { OtpKey } from "./entry.ts";

/** What an entry shows at an instant. */
export type Codes =
  | {
      readonly kind: "totp";
      readonly code: string;
      /** The code of the following period, for forms that ask for two. */
      readonly next: string;
      /** Whole seconds for which `code` still counts, from the period down to 1. */
      readonly secondsLeft: number;
      /** When `next` takes over. */
      readonly endsAtMs: number;
    }
  | {
      readonly kind: "hotp";
      readonly code: string;
      readonly next: string;
      /** Of `code`. */
      readonly counter: number;
    };

/** The code of now and the next one. Instants before 1970 throw a `RangeError`. */
export async function codesAt(key: OtpKey, atMs: number): Promise<Codes> {
  switch (key.kind) {
    case "totp": {
      const { kind, periodSeconds } = key;
      const step = stepAt(atMs, periodSeconds);
      const [code, next] = await Promise.all([codeFor(key, step), codeFor(key, step + 1)]);
      return {
        kind,
        code,
        next,
        secondsLeft: secondsUntilNextStep(atMs, periodSeconds),
        endsAtMs: (step + 1) * periodSeconds * 1000,
      };
    }
    case "hotp": {
      const { kind, counter } = key;
      const [code, next] = await Promise.all([
        codeFor(key, counter),
        codeFor(key, counterAfter(counter)),
      ]);
      return { kind, code, next, counter };
    }
  }
}

/** The code of one counter, or of one time step. */
export async function codeFor(key: OtpKey, counter: number): Promise<string> {
  const hmacKey = await importKey(key);
  const mac = await crypto.subtle.sign("HMAC", hmacKey, counterBytes(counter));
  return truncate(new Uint8Array(mac), key.digits);
}

/** The counter after this one. The last one that a number can hold stays, rather than repeat the first. */
export function counterAfter(counter: number): number {
  return Math.min(counter + 1, Number.MAX_SAFE_INTEGER);
}

/** A list of a hundred entries asks again every second: importing a key costs more than making a code. */
const imported = new WeakMap<Bytes, Map<string, Promise<CryptoKey>>>();

function importKey({ secret, hash }: OtpKey): Promise<CryptoKey> {
  const ofSecret = imported.get(secret) ?? new Map<string, Promise<CryptoKey>>();
  imported.set(secret, ofSecret);
  const known = ofSecret.get(hash);
  if (known !== undefined) return known;
  const algorithm = { name: "HMAC", hash: hashes[hash].subtle };
  const made = crypto.subtle.importKey("raw", secret, algorithm, false, ["sign"]);
  ofSecret.set(hash, made);
  return made;
}
