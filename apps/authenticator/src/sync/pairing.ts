// The code that connects this device, as the console shows it: a QR code with a text that is no address, so that nothing but
// this app makes anything of it. It is kept in memory alone, and for one look.

import { createStore } from "../store.ts";

export interface PairingCode {
  readonly code: string;
  /** Which server made it; unknown where a person typed the code alone. */
  readonly server?: string;
}

const scheme = "sallyport-sync:";

/** Reads the text of the console's QR code; undefined where it is anything else. */
export function findPairingCode(text: string): PairingCode | undefined {
  const given = text.trim();
  if (given.slice(0, scheme.length).toLowerCase() !== scheme) return undefined;
  try {
    const value: unknown = JSON.parse(given.slice(scheme.length));
    if (typeof value !== "object" || value === null) return undefined;
    const { server, code } = { server: undefined, code: undefined, ...value };
    if (typeof server !== "string" || typeof code !== "string") return undefined;
    return { server, code };
  } catch {
    return undefined;
  }
}

/** A typed code as the console shows it: capital letters in groups. */
export function tidyCode(typed: string): string {
  return typed
    .trim()
    .toUpperCase()
    .replaceAll(/[\s\u2010-\u2015-]+/g, "-");
}

/** A name that a list can show: as the server has it too. */
export function tidyName(typed: string): string {
  return typed.replaceAll(/[\p{Cc}\p{Cf}]/gu, "").trim();
}

/** A code that was scanned where accounts are added, until the screen for sync takes it. */
export const scannedPairing = createStore<PairingCode | undefined>(undefined);
