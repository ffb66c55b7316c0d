import assert from "node:assert/strict";
import { test } from "node:test";
import { instant } from "@sallyport/core";
import { effectCookies } from "./effects.ts";
import { siteOf } from "./site.ts";

const site = siteOf("http://localhost:6238");
const issued = (token: string) => ({ token, expiresAt: instant(Date.UTC(2027, 0, 1)) });

test("no effects are no cookies", () => assert.deepEqual(effectCookies({}, site), []));

test("a finished sign-in forgets the pending one and remembers session and browser", () => {
  const cookies = effectCookies(
    { session: issued("s"), pending: "ended", browser: issued("b") },
    site,
  );
  assert.deepEqual(
    cookies.map((cookie) => cookie.split(";")[0]),
    ["sallyport-session=s", "sallyport-signin=", "sallyport-browser=b"],
  );
  assert.doesNotMatch(cookies[0] ?? "", /Expires/);
  assert.match(cookies[2] ?? "", /Expires=Fri, 01 Jan 2027/);
});

test("a sign-out forgets the session", () => {
  assert.match(
    effectCookies({ session: "ended" }, site)[0] ?? "",
    /^sallyport-session=;.*Max-Age=0/,
  );
});
