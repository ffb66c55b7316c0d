import type { Site } from "./site.ts";

/** What a page may load and do. Nothing is ever inline, and nothing ever comes from elsewhere. */
export type PagePolicy = Readonly<Record<string, string>>;

const nothing: PagePolicy = {
  "default-src": "'none'",
  "base-uri": "'none'",
  "form-action": "'none'",
  "frame-ancestors": "'none'",
};

export const pagePolicies = {
  /** Answers that are no pages: opened as one, they can do nothing. */
  data: { ...nothing, sandbox: "" },
  /** The server-rendered pages. A QR code is a `data:` picture; no other page needs one. */
  signIn: {
    ...nothing,
    "form-action": "'self'",
    "img-src": "'self' data:",
    "script-src": "'self'",
    "style-src": "'self'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
  },
  console: {
    ...nothing,
    "connect-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "img-src": "'self' data: blob:",
    "manifest-src": "'self'",
    "script-src": "'self'",
    "style-src": "'self'",
    "worker-src": "'self'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "'none'",
  },
  /**
   * The authenticator: argon2 is WebAssembly, and pictures that people choose are `blob:`. The one policy for Trusted Types
   * lets the addresses of its own workers through.
   */
  authenticator: {
    ...nothing,
    "connect-src": "'self'",
    "img-src": "'self' blob: data:",
    "manifest-src": "'self'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "worker-src": "'self'",
    "require-trusted-types-for": "'script'",
    "trusted-types": "worker",
  },
} as const satisfies Record<string, PagePolicy>;

/** The same policy, with one more origin that its scripts may talk to. */
export function talkingTo(policy: PagePolicy, origin: string): PagePolicy {
  return { ...policy, "connect-src": `${policy["connect-src"] ?? ""} ${origin}`.trim() };
}

/** The headers of every answer to a browser. `no-store` too: what is a hashed static file says otherwise itself. */
export function securityHeaders(
  site: Site,
  page: keyof typeof pagePolicies | PagePolicy,
  referrer: "same-origin" | "no-referrer" = "same-origin",
): Readonly<Record<string, string>> {
  return {
    "cache-control": "no-store",
    "content-security-policy": policyText(typeof page === "string" ? pagePolicies[page] : page),
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "referrer-policy": referrer,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    ...(site.secure ? { "strict-transport-security": "max-age=31536000" } : {}),
  };
}

function policyText(policy: PagePolicy): string {
  return Object.entries(policy)
    .map(([directive, sources]) => `${directive} ${sources}`.trim())
    .join("; ");
}
