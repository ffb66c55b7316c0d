/** What the doors that browsers use share: cookies, same-origin checks, headers, hosts, addresses, bodies, return paths. */

export { decodeText, isMediaType, MEBIBYTE, readBody, readJson } from "./body.ts";
export {
  type Client,
  clientOf,
  noTrustedProxies,
  type TrustedProxies,
  trustedProxies,
} from "./client.ts";
export { contextOf, requestIdHeader } from "./context.ts";
export { type CookieKind, cookieName, dropCookie, readCookie, setCookie } from "./cookies.ts";
export { type Arrival, type Door, type DoorLog, pathOf, queryOf } from "./door.ts";
export { effectCookies } from "./effects.ts";
export { formToken, isFormToken, newFormSecret } from "./form-token.ts";
export { type HostVerdict, judgeHost } from "./host-check.ts";
export { headerValues } from "./raw-headers.ts";
export { WebRefusal, type WebRefusalCode, webRefusals } from "./refusal.ts";
export { safeReturnPath } from "./return-path.ts";
export { requireSameOrigin } from "./same-origin.ts";
export { type PagePolicy, pagePolicies, securityHeaders, talkingTo } from "./security-headers.ts";
export { type Site, siteOf } from "./site.ts";
