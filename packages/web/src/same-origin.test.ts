import assert from "node:assert/strict";
import { test } from "node:test";
import { WebRefusal } from "./refusal.ts";
import { requireSameOrigin } from "./same-origin.ts";
import { siteOf } from "./site.ts";

const site = siteOf("http://localhost:6238");
const post = (headers: Record<string, string>) =>
  new Request(`${site.origin}/api/SignOut`, { method: "POST", headers });

test("our own page may change something", () => {
  requireSameOrigin(post({ origin: site.origin }), site);
  requireSameOrigin(post({ origin: site.origin, "sec-fetch-site": "same-origin" }), site);
});

const refused: readonly [string, Record<string, string>][] = [
  ["no Origin", {}],
  ["an opaque Origin", { origin: "null" }],
  ["another host", { origin: "http://evil.example" }],
  ["another port of this host", { origin: "http://localhost:6239" }],
  ["another scheme", { origin: "https://localhost:6238" }],
  ["the site's alias", { origin: "http://127.0.0.1:6238" }],
  ["our Origin, yet a neighbour's page", { origin: site.origin, "sec-fetch-site": "same-site" }],
  ["our Origin, yet another site", { origin: site.origin, "sec-fetch-site": "cross-site" }],
  ["our Origin, typed as an address", { origin: site.origin, "sec-fetch-site": "none" }],
];
for (const [what, headers] of refused) {
  test(`${what} is refused`, () => {
    assert.throws(
      () => requireSameOrigin(post(headers), site),
      (error) => error instanceof WebRefusal && error.status === 403,
    );
  });
}
