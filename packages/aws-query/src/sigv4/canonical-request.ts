import { hash } from "node:crypto";
import { encode, type Pair } from "../query/form.ts";
import { canonicalValue, type Headers } from "./headers.ts";

/** What was signed, apart from the names of the signed headers. */
export interface SentRequest {
  readonly method: string;
  /** As it was sent, percent-encoding and all. */
  readonly path: string;
  /** Decoded, in the order they were sent. */
  readonly query: readonly Pair[];
  readonly headers: Headers;
  readonly body: Uint8Array;
}

/**
 * The digest of the canonical request. A header named but not sent counts as empty: then the signatures differ, as they must.
 * Header values are Latin-1, one letter for each byte that came, and are hashed as those bytes.
 */
export function hashCanonicalRequest(
  { method, path, query, headers, body }: SentRequest,
  signedHeaders: readonly string[],
): string {
  const lines = signedHeaders.map((name) => `${name}:${canonicalValue(headers.get(name) ?? [])}\n`);
  const text = [
    method,
    canonicalPath(path),
    canonicalQuery(query),
    lines.join(""),
    signedHeaders.join(";"),
    hash("sha256", body, "hex"),
  ].join("\n");
  return hash("sha256", Buffer.from(text, "latin1"), "hex");
}

/** Resolved (empty, `.` and `..` segments) and encoded once more, as every service but S3 does. */
export function canonicalPath(path: string): string {
  if (path === "/") return path;
  const kept: string[] = [];
  for (const segment of path.split("/")) {
    if (segment === "..") kept.pop();
    else if (segment !== "" && segment !== ".") kept.push(segment);
  }
  const trailing = kept.length > 0 && /\/(?:\.{1,2})?$/.test(path) ? "/" : "";
  return `/${kept.map(encode).join("/")}${trailing}`;
}

/** Sorted by encoded name, then by encoded value. The signature itself cannot sign itself. */
export function canonicalQuery(query: readonly Pair[]): string {
  if (query.length === 0) return "";
  return query
    .filter(({ name }) => name !== "X-Amz-Signature")
    .map(({ name, value }) => [encode(name), encode(value)] as const)
    .sort(([nameA, valueA], [nameB, valueB]) =>
      nameA === nameB ? order(valueA, valueB) : order(nameA, nameB),
    )
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
}

function order(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
