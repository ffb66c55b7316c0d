import assert from "node:assert/strict";
import { test } from "node:test";
import { cookieName, dropCookie, readCookie, setCookie } from "./cookies.ts";
import { siteOf } from "./site.ts";

const http = siteOf("http://localhost:6238");
const https = siteOf("https://iam.example.com");
const withCookies = (cookie: string) => new Request(`${http.origin}/`, { headers: { cookie } });

test("over https the session cookie is bound to this host and to https", () => {
  const cookie = setCookie(https, "session", { value: "abc" });
  assert.equal(cookie, "__Host-sallyport-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
});

test("on a loopback http address it goes without the prefix, which browsers would refuse", () => {
  const cookie = setCookie(http, "session", { value: "abc" });
  assert.equal(cookie, "sallyport-session=abc; Path=/; HttpOnly; SameSite=Lax");
});

test("a known browser is remembered until its time, a session until the browser closes", () => {
  const expires = Date.UTC(2027, 1, 22);
  assert.match(
    setCookie(https, "browser", { value: "abc", expires }),
    /SameSite=Strict; Secure; Expires=Mon, 22 Feb 2027 00:00:00 GMT$/,
  );
});

test("a dropped cookie is empty and long expired", () => {
  assert.match(dropCookie(https, "pending"), /^__Host-sallyport-signin=;.*1970.*; Max-Age=0$/);
});

const read = (header: string) => readCookie(withCookies(header), http, "session");

test("a cookie is read by its whole name", () => {
  assert.equal(read("a=1; sallyport-session=tok_en-1; b=2"), "tok_en-1");
  assert.equal(read("sallyport-session-old=x"), undefined);
  assert.equal(read("old-sallyport-session=x"), undefined);
  assert.equal(read("Sallyport-Session=x"), undefined);
  assert.equal(readCookie(new Request(http.origin), http, "session"), undefined);
});

test("a cookie sent twice is refused: one of the two was planted", () => {
  assert.equal(read("sallyport-session=mine; sallyport-session=theirs"), undefined);
});

test("a value that is no token of ours is no value", () => {
  assert.equal(read('sallyport-session="quoted"'), undefined);
  assert.equal(read("sallyport-session="), undefined);
  assert.equal(read(`sallyport-session=${"a".repeat(257)}`), undefined);
});

test("over https a cookie without the prefix is ignored", () => {
  const request = withCookies("sallyport-session=planted");
  assert.equal(readCookie(request, https, "session"), undefined);
  assert.equal(cookieName(https, "session"), "__Host-sallyport-session");
});
