// Sallyport's cookies: their names, who may send them along, and how they are read and written.
//
// SameSite: the session is Lax, because a link to the console in a mail or a chat must find it; with Strict that first request
// would arrive without it and show the sign-in page to somebody who is signed in. Lax cookies still come with no cross-site
// POST, frame or fetch, and whatever changes something asks for `Origin` besides (`same-origin.ts`). What only our own forms
// use is Strict.

import type { Site } from "./site.ts";

const kinds = {
  /** Who is signed in. */
  session: { name: "sallyport-session", sameSite: "Lax" },
  /** A sign-in under way. */
  pending: { name: "sallyport-signin", sameSite: "Strict" },
  /** A browser that has completed MFA: it has a budget of its own for codes. */
  browser: { name: "sallyport-browser", sameSite: "Strict" },
  /** What the token in every sign-in form is derived from. */
  form: { name: "sallyport-form", sameSite: "Lax" },
  /** The token of a mailed link, between its address and the page that posts it. */
  link: { name: "sallyport-link", sameSite: "Lax" },
} as const satisfies Record<string, { name: string; sameSite: "Lax" | "Strict" }>;

export type CookieKind = keyof typeof kinds;

/** Over https the prefix makes browsers refuse the cookie from any other host, path or unencrypted page. */
export function cookieName(site: Site, kind: CookieKind): string {
  return site.secure ? `__Host-${kinds[kind].name}` : kinds[kind].name;
}

const tokenShape = /^[A-Za-z0-9_-]{1,256}$/;

/**
 * The cookie's value, or undefined where it is absent, malformed or **sent twice**: two values under one name mean that
 * somebody else's page planted one, and neither can be told from the other.
 */
export function readCookie(request: Request, site: Site, kind: CookieKind): string | undefined {
  const header = request.headers.get("cookie");
  if (header === null) return undefined;
  const prefix = `${cookieName(site, kind)}=`;
  const values = header
    .split(";")
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(prefix))
    .map((pair) => pair.slice(prefix.length));
  const [value] = values;
  return values.length === 1 && value !== undefined && tokenShape.test(value) ? value : undefined;
}

/** A `Set-Cookie` value. Without `expires` the browser forgets it when it closes. */
export function setCookie(
  site: Site,
  kind: CookieKind,
  cookie: { readonly value: string; readonly expires?: number },
): string {
  const { sameSite } = kinds[kind];
  const until = cookie.expires === undefined ? "" : `; Expires=${httpDate(cookie.expires)}`;
  const secure = site.secure ? "; Secure" : "";
  return `${cookieName(site, kind)}=${cookie.value}; Path=/; HttpOnly; SameSite=${sameSite}${secure}${until}`;
}

/** A `Set-Cookie` value that makes the browser forget the cookie. */
export function dropCookie(site: Site, kind: CookieKind): string {
  return `${setCookie(site, kind, { value: "", expires: 0 })}; Max-Age=0`;
}

function httpDate(milliseconds: number): string {
  return new Date(milliseconds).toUTCString();
}
