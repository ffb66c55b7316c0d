import type { RequestContext } from "@sallyport/core";
import { readCookie } from "./cookies.ts";
import type { Arrival } from "./door.ts";
import type { Site } from "./site.ts";

const longestUserAgent = 256;

/** What the core is told of a browser's request. */
export function contextOf(
  request: Request,
  arrival: Arrival,
  from: { readonly door: RequestContext["door"]; readonly site: Site },
): RequestContext {
  return {
    requestId: arrival.requestId,
    door: from.door,
    sourceAddress: arrival.peer,
    userAgent: (request.headers.get("user-agent") ?? "").slice(0, longestUserAgent),
    browserToken: readCookie(request, from.site, "browser"),
  };
}

/** Every answer names its request, so that what a person reports can be found in the log. */
export const requestIdHeader = "x-request-id";
