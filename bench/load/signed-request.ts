import { createHash, createHmac } from "node:crypto";
import { type BareAnswer, requestBytes } from "./load.ts";

export interface SigningKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string) =>
  createHmac("sha256", key).update(text).digest();

/** A request as AWS's clients send it (Signature Version 4). */
export function signedRequest(request: {
  readonly origin: string;
  readonly keys: SigningKeys;
  readonly service: "iam" | "sts";
  readonly parameters: Readonly<Record<string, string>>;
}): string {
  const { origin, keys, service, parameters } = request;
  const { host } = new URL(origin);
  const version = service === "sts" ? "2011-06-15" : "2010-05-08";
  const body = new URLSearchParams({ ...parameters, Version: version }).toString();
  const type = "application/x-www-form-urlencoded";
  const date = `${new Date().toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`;
  const scope = [date.slice(0, 8), "us-east-1", service, "aws4_request"];
  const signedHeaders = "content-type;host;x-amz-date";
  const canonical = `POST\n/\n\ncontent-type:${type}\nhost:${host}\nx-amz-date:${date}\n\n${signedHeaders}\n${sha256(body)}`;
  const toSign = ["AWS4-HMAC-SHA256", date, scope.join("/"), sha256(canonical)].join("\n");
  const chain = [...scope, toSign];
  const signature = chain.reduce<string | Buffer>(hmac, `AWS4${keys.secretAccessKey}`);
  const credential = [keys.accessKeyId, ...scope].join("/");
  return requestBytes({
    method: "POST",
    path: "/",
    host,
    headers: {
      "user-agent": "aws-cli/2.9.19 Python/3.11.2 Linux/6.1 source/x86_64.debian.12",
      "content-type": type,
      "x-amz-date": date,
      authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${signedHeaders}, Signature=${signature.toString("hex")}`,
    },
    body,
  });
}

/** Sends such a request over a connection of its own, and answers what a bare server is to answer. */
export async function sendOnce(origin: string, bytes: string): Promise<BareAnswer> {
  const [head = "", body = ""] = bytes.split("\r\n\r\n");
  const headers = head
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(": ", 2) as [string, string])
    .filter(([name]) => name !== "host" && name !== "content-length");
  const response = await fetch(origin, { method: "POST", headers, body });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`answered ${response.status}: ${text}`);
  return { status: 200, headers: [...response.headers].flat(), body: text };
}
