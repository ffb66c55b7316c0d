import { OperatorFault } from "@sallyport/platform";
import { siteOf } from "@sallyport/web";
import type { Config } from "./config.ts";

const ownHosts: ReadonlySet<string> = new Set(["127.0.0.1", "::1", "localhost"]);

/** Security rule 33: what shows passwords and keys on the screen is reached from this machine alone, or not started. */
export function requireLoopback(
  { listen, publicUrl }: Pick<Config, "listen" | "publicUrl">,
  { who, instead }: { readonly who: string; readonly instead: string },
): void {
  const isPublic = publicUrl !== undefined && !siteOf(publicUrl).loopback;
  if (ownHosts.has(listen.host) && !isPublic) return;
  throw new OperatorFault(`${who} listens on this machine only: ${instead}.`);
}
