import type { Effects, IssuedToken } from "@sallyport/core";
import { dropCookie, setCookie } from "./cookies.ts";
import type { Site } from "./site.ts";

/**
 * What an operation wants the browser to remember or forget, as `Set-Cookie` values. Session and pending sign-in live as
 * long as the browser is open, and never longer than the server's own record of them; a known browser is remembered.
 */
export function effectCookies(effects: Effects, site: Site): readonly string[] {
  const { session, pending, browser } = effects;
  const change = (kind: "session" | "pending", effect: IssuedToken | "ended") =>
    effect === "ended" ? dropCookie(site, kind) : setCookie(site, kind, { value: effect.token });
  return [
    ...(session === undefined ? [] : [change("session", session)]),
    ...(pending === undefined ? [] : [change("pending", pending)]),
    ...(browser === undefined
      ? []
      : [setCookie(site, "browser", { value: browser.token, expires: browser.expiresAt })]),
  ];
}
