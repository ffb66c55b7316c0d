import { createHash, createHmac } from "node:crypto";
import { requestBytes } from "./load.ts";

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
