import { Base32Error, decodeBase32 } from "@sallyport/otp";
import { isRefused, readRaw, refuse } from "../draft.ts";
import type { EntryDraft } from "../entry/entry.ts";
import { leastKeyBytes } from "../entry/key-length.ts";
import { AddFault } from "./fault.ts";

/** What a person types into a form. Numbers may still be texts. */
export interface TypedKey {
  /** In base32; spaces, dashes, lower case and look-alikes are forgiven. */
  readonly key: string;
  readonly issuer?: string;
  readonly account?: string;
  readonly kind?: "totp" | "hotp";
  readonly algorithm?: string;
  readonly digits?: number | string;
  readonly periodSeconds?: number | string;
  readonly counter?: number | string;
}

/** Longer than any key: HMAC hashes those over 128 bytes. */
const mostCharacters = 2000;

/** Makes a draft of a typed key, or throws an {@link AddFault} whose code names the field. */
export function parseTypedKey(typed: TypedKey): EntryDraft {
  const secret = readKey(typed.key);
  if (secret.byteLength < leastKeyBytes) throw new AddFault(refuse("", "shortKey"));
  const { kind, algorithm, digits, periodSeconds, counter } = typed;
  const { issuer = "", account = "" } = typed;
  if (issuer.trim() === "" && account.trim() === "") throw new AddFault(refuse("", "names"));
  const draft = readRaw({
    ...{ kind, secret, hash: algorithm, digits, period: periodSeconds, counter, issuer, account },
  });
  if (isRefused(draft)) throw new AddFault(draft);
  return draft;
}

function readKey(key: string): Uint8Array {
  if (key.trim() === "") throw new AddFault("empty");
  if (key.length > mostCharacters) throw new AddFault("tooLong");
  try {
    return decodeBase32(key);
  } catch (cause) {
    if (!(cause instanceof Base32Error)) throw cause;
    const message = `${cause.message.replace(/^Position/, "Character")}`;
    throw new AddFault({ reason: "secret", message }, { cause, position: cause.position });
  }
}
