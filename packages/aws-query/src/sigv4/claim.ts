// Rows 5 to 7 of the order in which AWS checks: what a request says about its signature, before any of it is believed.

import type { Pair } from "../query/form.ts";
import { awsRefusals } from "../refusal.ts";
import type { SentRequest } from "./canonical-request.ts";
import { algorithm } from "./string-to-sign.ts";

export interface Claim {
  /** `keyid/date/region/service/aws4_request`. */
  readonly credential: string;
  readonly signature: string;
  readonly signedHeaders: readonly string[];
  /** When it was signed, as it was sent. */
  readonly date: string;
  readonly securityToken: string | undefined;
}

/** In the header or in the query, never in both. */
export function readClaim(request: SentRequest): Claim {
  const authorization = request.headers.get("authorization");
  const inQuery = request.query.some(({ name }) => name === "X-Amz-Algorithm");
  if (authorization === undefined) {
    if (!inQuery) throw awsRefusals.unsigned();
    return readQueryClaim(request.query);
  }
  if (inQuery || authorization.length > 1) throw awsRefusals.signedTwice();
  return readHeaderClaim(request, (authorization[0] ?? "").trim());
}

function readHeaderClaim({ headers }: SentRequest, header: string): Claim {
  const space = header.search(/[ \t]/);
  const scheme = space === -1 ? header : header.slice(0, space);
  if (scheme !== algorithm) throw awsRefusals.unknownAlgorithm(scheme);
  const parameters = readParameters(space === -1 ? "" : header.slice(space + 1), header);
  const credential = parameters.get("Credential");
  const signature = parameters.get("Signature");
  const signedHeaders = parameters.get("SignedHeaders");
  const date = (headers.get("x-amz-date") ?? headers.get("date"))?.join(",");
  if (
    credential === undefined ||
    signature === undefined ||
    signedHeaders === undefined ||
    date === undefined
  ) {
    const requires = (name: string) => `Authorization header requires '${name}' parameter.`;
    const lacking = [
      credential ?? requires("Credential"),
      signature ?? requires("Signature"),
      signedHeaders ?? requires("SignedHeaders"),
      date ??
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
    ];
    const given = [credential, signature, signedHeaders, date];
    throw awsRefusals.headerLacks(
      lacking.filter((_, index) => given[index] === undefined),
      header,
    );
  }
  return {
    credential,
    signature,
    signedHeaders: signedHeaders.split(";"),
    date: date.trim(),
    securityToken: headers.get("x-amz-security-token")?.join(",").trim(),
  };
}

/** A comma list of key=value; the last of several wins. */
function readParameters(text: string, header: string): ReadonlyMap<string, string> {
  const parameters = new Map<string, string>();
  for (const part of text.split(",").map((each) => each.trim())) {
    if (part === "") continue;
    const equals = part.indexOf("=");
    if (equals === -1) throw awsRefusals.notAPair(part, header);
    parameters.set(part.slice(0, equals), part.slice(equals + 1));
  }
  return parameters;
}

/** The first of several wins. */
function readQueryClaim(query: readonly Pair[]): Claim {
  const first = (name: string) => query.find((pair) => pair.name === name)?.value;
  const sent = first("X-Amz-Algorithm") ?? "";
  if (sent !== algorithm) throw awsRefusals.unknownAlgorithm(sent);
  const credential = first("X-Amz-Credential");
  const signature = first("X-Amz-Signature");
  const signedHeaders = first("X-Amz-SignedHeaders");
  const date = first("X-Amz-Date");
  if (
    credential === undefined ||
    signature === undefined ||
    signedHeaders === undefined ||
    date === undefined
  ) {
    const needed = { credential, signature, signedHeaders, date };
    const names = {
      credential: "X-Amz-Credential",
      signature: "X-Amz-Signature",
      signedHeaders: "X-Amz-SignedHeaders",
      date: "X-Amz-Date",
    };
    const lacking = (Object.keys(names) as (keyof typeof names)[])
      .filter((name) => needed[name] === undefined)
      .map((name) => names[name]);
    throw awsRefusals.queryLacks(lacking);
  }
  return {
    credential,
    signature,
    signedHeaders: signedHeaders.split(";"),
    date,
    securityToken: first("X-Amz-Security-Token"),
  };
}
