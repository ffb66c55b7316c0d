// Requests to the AWS Query API, signed rightly and then spoilt somewhere on their way. What is drawn is the same in every run, so
// that what is found once is found again.

import { createHash, createHmac } from "node:crypto";
import type { Keys } from "./aws.ts";

let state = 0x5a11_9047;
/** A number below the limit: xorshift32. */
export function upTo(limit: number): number {
  state ^= state << 13;
  state ^= state >>> 17;
  state ^= state << 5;
  return (state >>> 0) % limit;
}

function oneOf<T>(all: readonly T[]): T {
  return all[upTo(all.length)] as T;
}

export interface Parts {
  readonly target: string;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** A letter a byte. */
  readonly body: string;
}

const sha256 = (text: string) => createHash("sha256").update(text, "latin1").digest("hex");
const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();

/** Signature Version 4 by hand, so that no client tidies up what is sent. `at`: when it says that it was signed. */
export function sign(origin: string, keys: Keys, body: string, at = new Date()): Parts {
  const { host } = new URL(origin);
  const type = "application/x-www-form-urlencoded; charset=utf-8";
  const date = `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
  const scope = [date.slice(0, 8), "us-east-1", "iam", "aws4_request"];
  const canonical = `POST\n/\n\ncontent-type:${type}\nhost:${host}\nx-amz-date:${date}\n\ncontent-type;host;x-amz-date\n${sha256(body)}`;
  const text = ["AWS4-HMAC-SHA256", date, scope.join("/"), sha256(canonical)].join("\n");
  const chain = [...scope, text];
  const signature = chain.reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
  return {
    target: "/",
    headers: {
      "content-type": type,
      "x-amz-date": date,
      authorization: `AWS4-HMAC-SHA256 Credential=${[keys.accessKeyId, ...scope].join("/")}, SignedHeaders=content-type;host;x-amz-date, Signature=${signature.toString("hex")}`,
    },
    body,
  };
}

const pieces = [
  "&",
  "=",
  "%",
  "%00",
  "%ff",
  "+",
  ".member.1",
  ";",
  "/",
  ",",
  "'",
  "<",
  "\xe9",
  "0",
];

/** A few letters struck out, put in, doubled or changed. */
function spoil(text: string): string {
  const at = upTo(text.length + 1);
  const until = at + upTo(12);
  const piece = oneOf(pieces);
  switch (upTo(6)) {
    case 0:
      return text.slice(0, at) + text.slice(until);
    case 1:
      return text.slice(0, at) + piece + text.slice(at);
    case 2:
      return text.slice(0, until) + text.slice(at);
    case 3:
      return text.slice(0, at) + piece.repeat(1 + upTo(400)) + text.slice(at);
    case 4:
      return text.slice(0, at) + String.fromCharCode(33 + upTo(94)) + text.slice(at + 1);
    default:
      return text.slice(0, at);
  }
}

const inHeader = (text: string) => text.replaceAll("\xe9", "e");

/** Ways to spoil one header, by its name and value. */
const headerFaults: readonly ((name: string, value: string) => Parts["headers"])[] = [
  (name, value) => ({ [name]: inHeader(spoil(value)) }),
  (name, value) => ({ [name]: [value, inHeader(spoil(value))] }), // sent twice
  (name, value) => ({ [name]: [value, value] }),
  (name, value) => ({ [name]: upTo(2) === 0 ? value.toUpperCase() : value.toLowerCase() }),
  (name, value) => ({ [name]: `  ${value}\t ` }),
  (name, value) => ({ [name]: value, [`x-amz-${upTo(9)}`]: inHeader(spoil(value)) }),
  (name, value) => ({ [name]: value, "x-amz-security-token": inHeader(spoil(value)) }),
  (name, value) => ({ [name]: value, "x-http-method-override": "GET", "x-forwarded-host": "evil" }),
];

/** Ways to spoil a body. What makes it big is rare, or nothing else would be sent. */
const bodyFaults: readonly ((body: string) => string)[] = [
  spoil,
  (body) => spoil(spoil(spoil(body))),
  (body) => `${body}&${body}`,
  (body) => `\xef\xbb\xbf${body}`, // a byte order mark
  (body) =>
    `${body}&A=${oneOf(["\xc0\xaf", "\xed\xa0\x80", "%c0%af", "%f5%80%80%80", "%u0041", "\0"])}`,
  (body) => body + (upTo(20) === 0 ? "&Tags.member.1.Key=a".repeat(3000) : "&a=b"),
  (body) => body + (upTo(20) === 0 ? `&x=${"%41".repeat(400_000)}` : "&__proto__.member.1=c"),
  (body) => `${body}&Tags.member.${oneOf(["0", "-1", "1e9", "4294967296", "__proto__", ""])}.Key=a`,
];

const contentTypes = ["application/json", "multipart/form-data; boundary=x", "text/xml", ""];
const encodings = ["gzip", "br", "identity", "gzip, identity", "deflate"];

/** The same request with one thing wrong. */
export function spoilParts(parts: Parts): Parts {
  const name = oneOf(Object.keys(parts.headers));
  const value = String(parts.headers[name]);
  const { [name]: _, ...others } = parts.headers;
  switch (upTo(8)) {
    case 0:
      return { ...parts, headers: others };
    case 1:
      return { ...parts, target: `/?${encodeURI(spoil(parts.body)).replaceAll("%25", "%")}` };
    case 2:
      return { ...parts, headers: { ...parts.headers, "content-encoding": oneOf(encodings) } };
    case 3:
      return { ...parts, headers: { ...parts.headers, "content-type": oneOf(contentTypes) } };
    case 4:
    case 5:
      return { ...parts, headers: { ...others, ...oneOf(headerFaults)(name, value) } };
    default:
      return { ...parts, body: oneOf(bodyFaults)(parts.body) };
  }
}

const lines = (headers: Parts["headers"]) =>
  Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((each) => `${name}: ${each}\r\n`),
  );

/** A request's bytes, with this framing of its body. */
function bytesOf(host: string, { target, headers, body }: Parts, framing: string): string {
  return `POST ${target} HTTP/1.1\r\nHost: ${host}\r\n${lines(headers).join("")}${framing}\r\n${body}`;
}

/** Framings that some server somewhere reads as chunks, or as another length; the body is `length` bytes long. */
const framings: readonly ((length: number) => string)[] = [
  (n) => `Content-Length: ${n}\r\nTransfer-Encoding: chunked\r\n`,
  (n) => `Transfer-Encoding: chunked\r\nContent-Length: ${n}\r\n`,
  (n) => `Content-Length: ${n}\r\nTransfer-Encoding : chunked\r\n`,
  (n) => `Content-Length: ${n}\r\nTransfer-Encoding: xchunked\r\n`,
  (n) => `Content-Length: ${n}\r\nTransfer-Encoding: chunked, identity\r\n`,
  (n) => `Content-Length: ${n}\r\nTransfer-Encoding:\x0bchunked\r\n`,
  (n) => `Content-Length: ${n}\r\nX: y\nTransfer-Encoding: chunked\r\n`,
  (n) => `Content-Length: ${n}\r\nX: y\rTransfer-Encoding: chunked\r\n`,
  (n) => `Content-Length: ${n}\r\nX: y\r\n Transfer-Encoding: chunked\r\n`,
  (n) => `Content-Length: 5\r\nContent-Length: ${n}\r\n`,
  (n) => `Content-Length: ${n}, 5\r\n`,
  (n) => `Content-Length: +${n}\r\n`,
  (n) => `Content-Length: 0x${n.toString(16)}\r\n`,
  () => "Content-Length: -1\r\n",
  () => "Content-Length: 18446744073709551621\r\n",
  (n) => `Content-Length: ${n}\r\nExpect: 200-ok\r\n`,
];

/** Ways to send a rightly signed request in the body of another, which must never be taken for one of its own. */
export const smuggleWays = framings.length;
export function smuggled(host: string, way: number, outer: Parts, inner: Parts): string {
  const hidden = bytesOf(host, inner, `Content-Length: ${inner.body.length}\r\n`);
  const body = `0\r\n\r\n${hidden}`;
  return bytesOf(
    host,
    { ...outer, body },
    (framings[way % framings.length] as (typeof framings)[0])(body.length),
  );
}

/** Less than it says, and then the end. */
export function cutShort(host: string, parts: Parts): string {
  const whole = bytesOf(host, parts, `Content-Length: ${parts.body.length}\r\n`);
  return whole.slice(0, 1 + upTo(whole.length - 1));
}
