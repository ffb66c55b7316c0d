import { webRefusals } from "./refusal.ts";
import type { Site } from "./site.ts";

/**
 * Security rule 28: what changes something comes from Sallyport's own pages. `Origin` must be there and equal to the public
 * URL's, port included (a neighbour on another port of the same host shares our cookies, not our origin), and where the
 * browser says how the request came about, it must say `same-origin`.
 */
export function requireSameOrigin(request: Request, site: Site): void {
  const fetchSite = request.headers.get("sec-fetch-site");
  const ours = request.headers.get("origin") === site.origin;
  if (!ours || (fetchSite !== null && fetchSite !== "same-origin")) throw webRefusals.crossSite();
}
