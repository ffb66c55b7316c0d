import type { Instant, SigningKey, SigningScope } from "@sallyport/core";
import { encode, type Pair } from "../query/form.ts";
import type { SentRequest } from "./canonical-request.ts";
import { readHeaders } from "./headers.ts";
import { toBasic } from "./scope.ts";
import { algorithm, scopeText, stringToSign } from "./string-to-sign.ts";

export interface RequestToSign {
  /** Where it goes; without a query. */
  readonly url: URL;
  /** The action, its version and its parameters, in AWS's spelling. */
  readonly form: readonly Pair[];
  readonly accessKeyId: string;
  /** What belongs to temporary credentials. */
  readonly sessionToken?: string | undefined;
  readonly region: string;
  readonly service: string;
  readonly at: Instant;
  /** The secret access key's signing key for that day, region and service. */
  readonly signingKey: (scope: SigningScope) => SigningKey;
}

export interface SignedRequest {
  readonly method: "POST";
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request of the AWS Query API, signed in its `Authorization` header (AWS Signature Version 4). */
export function signRequest(wanted: RequestToSign): SignedRequest {
  const { url, region, service, accessKeyId, sessionToken } = wanted;
  const date = toBasic(wanted.at);
  const body = wanted.form.map(({ name, value }) => `${encode(name)}=${encode(value)}`).join("&");
  const own = {
    "content-type": "application/x-www-form-urlencoded; charset=utf-8",
    host: url.host,
    "x-amz-date": date,
    ...(sessionToken !== undefined && { "x-amz-security-token": sessionToken }),
  };
  const request: SentRequest = {
    method: "POST",
    path: url.pathname,
    query: [],
    headers: readHeaders(Object.entries(own).flat()),
    body: Buffer.from(body),
  };
  const scope = { date: date.slice(0, 8), region, service };
  const signedHeaders = Object.keys(own).sort();
  const text = stringToSign(request, { date, scope, signedHeaders });
  const signature = Buffer.from(wanted.signingKey(scope)(text)).toString("hex");
  const authorization = [
    `${algorithm} Credential=${accessKeyId}/${scopeText(scope)}`,
    `SignedHeaders=${signedHeaders.join(";")}`,
    `Signature=${signature}`,
  ].join(", ");
  const { host: _, ...headers } = own; // whoever sends it writes that one from the address
  return { method: "POST", headers: { ...headers, authorization }, body };
}
