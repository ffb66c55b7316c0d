// A signer of the tests' own, written from AWS's description of Signature Version 4 and from none of the code that it tests.

import { createHash, createHmac, randomUUID } from "node:crypto";
import type { Arrival } from "../door.ts";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface Signing {
  readonly credentials: Credentials;
  readonly method?: string;
  /** As it is sent. */
  readonly target?: string;
  readonly body?: string | Uint8Array;
  readonly headers?: readonly (readonly [string, string])[];
  readonly service?: string;
  readonly region?: string;
  readonly at: number;
  /** Changes the parts of the `Authorization` header, or of the query, after signing. */
  readonly presign?: boolean;
}

export interface Signed {
  readonly method: string;
  readonly body: Uint8Array;
  readonly arrival: Arrival;
}

export const formType = "application/x-www-form-urlencoded; charset=utf-8";
export const host = "localhost:6238";

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest("hex");
const hmac = (key: string | Buffer, data: string) =>
  createHmac("sha256", key).update(data).digest();

export const basicDate = (at: number) =>
  `${new Date(at).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;

export function signature(
  secretAccessKey: string,
  scope: readonly string[],
  stringToSign: string,
): string {
  const chain = [...scope, stringToSign];
  return chain.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`).toString("hex");
}

/** A query as it is signed: every pair encoded anew, sorted by bytes. */
function canonicalQuery(query: string): string {
  const rfc3986 = (text: string) =>
    [...Buffer.from(decodeURIComponent(text.replaceAll("+", " ")))]
      .map((byte) => {
        const letter = String.fromCharCode(byte);
        return /[\w.~-]/.test(letter)
          ? letter
          : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
      })
      .join("");
  return query
    .split("&")
    .filter((pair) => pair !== "")
    .map((pair) => {
      const at = pair.indexOf("=");
      return at === -1
        ? [rfc3986(pair), ""]
        : [rfc3986(pair.slice(0, at)), rfc3986(pair.slice(at + 1))];
    })
    .sort(([a = "", av = ""], [b = "", bv = ""]) => (a === b ? (av < bv ? -1 : 1) : a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

export function sign(signing: Signing): Signed {
  const { credentials, method = "POST", target = "/", body = "", presign = false } = signing;
  const { service = "iam", region = "us-east-1", at } = signing;
  const bytes = Buffer.from(body);
  const date = basicDate(at);
  const scope = [date.slice(0, 8), region, service, "aws4_request"];
  const own: (readonly [string, string])[] = [["Host", host], ...(signing.headers ?? [])];
  if (method === "POST" && !own.some(([name]) => name.toLowerCase() === "content-type"))
    own.push(["Content-Type", formType]);
  if (!presign) {
    own.push(["X-Amz-Date", date]);
    if (credentials.sessionToken !== undefined)
      own.push(["X-Amz-Security-Token", credentials.sessionToken]);
  }
  const byName = new Map<string, string[]>();
  for (const [name, value] of own) {
    const lower = name.toLowerCase();
    byName.set(lower, [...(byName.get(lower) ?? []), value.trim().replaceAll(/ +/g, " ")]);
  }
  const names = [...byName.keys()].sort();
  const [path = "", query = ""] = target.split("?", 2);
  const fullQuery = presign
    ? [
        query,
        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
        `X-Amz-Credential=${encodeURIComponent([credentials.accessKeyId, ...scope].join("/"))}`,
        `X-Amz-Date=${date}`,
        "X-Amz-Expires=900",
        `X-Amz-SignedHeaders=${encodeURIComponent(names.join(";"))}`,
        ...(credentials.sessionToken === undefined
          ? []
          : [`X-Amz-Security-Token=${encodeURIComponent(credentials.sessionToken)}`]),
      ].join("&")
    : query;
  const canonical = [
    method,
    path === "" ? "/" : path,
    canonicalQuery(fullQuery),
    names.map((name) => `${name}:${byName.get(name)?.join(",")}\n`).join(""),
    names.join(";"),
    sha256(bytes),
  ].join("\n");
  const stringToSign = [
    "AWS4-HMAC-SHA256",
    date,
    scope.join("/"),
    sha256(Buffer.from(canonical, "latin1")),
  ].join("\n");
  const signed = signature(credentials.secretAccessKey, scope, stringToSign);
  const authorization = `AWS4-HMAC-SHA256 Credential=${[credentials.accessKeyId, ...scope].join("/")}, SignedHeaders=${names.join(";")}, Signature=${signed}`;
  const headers = presign ? own : [...own, ["Authorization", authorization] as const];
  const sentQuery = presign ? `${fullQuery}&X-Amz-Signature=${signed}` : query;
  return {
    method,
    body: bytes,
    arrival: {
      requestId: randomUUID(),
      peer: "192.0.2.1",
      target: sentQuery === "" ? path : `${path}?${sentQuery}`,
      rawHeaders: headers.flat(),
    },
  };
}
