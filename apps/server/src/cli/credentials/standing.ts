// A session that is kept here may have been ended there: revoked, or with the key, the device or the password that it came
// from. Only the server knows.

import { OperatorFault } from "@sallyport/platform";
import { openSts, StsRefusal } from "./ask-sts.ts";
import type { Cache } from "./cache.ts";
import type { Profile } from "./profile.ts";
import type { Session } from "./session.ts";

export type Standing =
  | { readonly kind: "good" }
  | { readonly kind: "ended" }
  /** The server said nothing of it; why not, in a sentence. */
  | { readonly kind: "unknown"; readonly reason: string };

export interface Inquiry {
  readonly profile: Profile;
  readonly cache: Pick<Cache, "vouchedAt" | "vouch">;
  /** This machine's time. */
  readonly now: () => number;
}

/** Clients call once a process, in loops too: what the server stood by within this time, it is not asked about again. */
const vouchedForMs = 60_000;
/** A client's request waits for this one. */
const patienceMs = 2_000;

/** What the server says of a kept session; at most every minute it is asked, with the session's own signature. */
export async function standingOf(kept: Session, inquiry: Inquiry): Promise<Standing> {
  const { profile, cache, now } = inquiry;
  const sinceMs = now() - ((await cache.vouchedAt(kept)) ?? Number.NEGATIVE_INFINITY);
  if (sinceMs >= 0 && sinceMs < vouchedForMs) return { kind: "good" }; // one of the time to come is another clock's
  try {
    await openSts(profile, now, { signer: kept, patienceMs }).greet();
  } catch (error) {
    return standingAfter(error);
  }
  await cache.vouch(kept, now()).catch(() => undefined); // then it is asked again, and that is all
  return { kind: "good" };
}

/** How a server says that a token is no longer, or never was, one of its own. */
const endings: ReadonlySet<string> = new Set(["InvalidClientTokenId", "ExpiredToken"]);

function standingAfter(error: unknown): Standing {
  if (error instanceof StsRefusal) {
    if (endings.has(error.code)) return { kind: "ended" };
    return { kind: "unknown", reason: `${error.code}: ${error.message}` };
  }
  if (error instanceof OperatorFault) return { kind: "unknown", reason: error.message };
  throw error;
}
