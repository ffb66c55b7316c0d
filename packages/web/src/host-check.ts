// Security rule 30. Answering to any `Host` would let a page of somebody else's name (DNS rebinding) talk to us as its own.

import { headerValues } from "./raw-headers.ts";
import { loopbackAliases, type Site } from "./site.ts";

/** `own`: the public URL's host. `alias`: another name of this machine. `foreign`: not ours. `malformed`: none, or several. */
export type HostVerdict = "own" | "alias" | "foreign" | "malformed";

/** Judges the host a request was sent to; `forwardedHost` is what a trusted proxy was asked for. */
export function judgeHost(
  rawHeaders: readonly string[],
  site: Site,
  forwardedHost?: string,
): HostVerdict {
  const sent = headerValues(rawHeaders, "host");
  const [only] = sent;
  if (sent.length !== 1 || only === undefined || only === "") return "malformed";
  const host = forwardedHost ?? only;
  if (isHost(host, site.host, site)) return "own";
  return loopbackAliases(site).some((alias) => isHost(host, alias, site)) ? "alias" : "foreign";
}

function isHost(sent: string, expected: string, site: Site): boolean {
  if (sent === expected) return true;
  const lower = sent.toLowerCase();
  // Some clients write the scheme's own port, browsers do not.
  return lower === expected || lower === `${expected}:${site.secure ? 443 : 80}`;
}
