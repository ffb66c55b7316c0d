import { type Clock, type Iam, operations, type RequestContext } from "@sallyport/core";
import type { Arrival, Door, DoorLog } from "./door.ts";
import { formLimits, type Pair, parseForm } from "./query/form.ts";
import { type Parameters, readParameters } from "./query/parameters.ts";
import { readBody } from "./query/read-body.ts";
import { readMembers } from "./query/read-input.ts";
import { type AwsRefusal, awsRefusals, NotForThisDoor } from "./refusal.ts";
import { findAction, findService, isUnsigned, type ServiceSpec } from "./services.ts";
import { canonicalPath } from "./sigv4/canonical-request.ts";
import { type Headers, readHeaders } from "./sigv4/headers.ts";
import { verifySignature } from "./sigv4/verify.ts";
import { renderAnswer } from "./xml/render-answer.ts";
import { renderError } from "./xml/render-error.ts";

export interface AwsQueryOptions {
  readonly clock: Clock;
  readonly log: DoorLog;
  /** Where IAM may be said to be. STS is everywhere. */
  readonly iamRegions?: readonly string[];
}

/** What a request turned out to be for, as far as it was read: an error is told in that service's name. */
interface Progress {
  service: ServiceSpec;
  action: string | undefined;
}

/** The AWS Query API of IAM and STS: signed requests in, XML out. It knows no cookies. */
export function awsQuery(iam: Iam, options: AwsQueryOptions): Door {
  const httpDate = httpDates();
  return async (request, arrival) => {
    const { requestId } = arrival;
    const date = { date: httpDate(options.clock.now()) };
    const progress: Progress = { service: findService(undefined, undefined), action: undefined };
    try {
      const body = await answer(request, arrival, { iam, options, progress });
      return respond(200, body, requestId, date);
    } catch (error) {
      if (error instanceof NotForThisDoor) return turnAway(error, requestId);
      const { namespace } = progress.service;
      const rendered = renderError(error, { namespace, requestId });
      if (rendered.unexpected) {
        const operation = progress.action ?? "unknown";
        const fields = { requestId, door: "aws-query", operation, error };
        options.log.error("a signed request failed", fields);
      }
      return respond(rendered.status, rendered.body, requestId, {
        ...rendered.headers,
        ...date,
      });
    }
  };
}

/** From top to bottom, in AWS's order: each step narrows the request, or refuses it. */
async function answer(
  request: Request,
  { requestId, peer, target, rawHeaders }: Arrival,
  door: {
    readonly iam: Iam;
    readonly options: AwsQueryOptions;
    readonly progress: Progress;
  },
): Promise<string | ReadableStream<Uint8Array>> {
  const { iam, options, progress } = door;
  const { method } = request;
  const [path, query] = splitTarget(target);
  requirePath(path);
  if (method !== "GET" && method !== "POST") throw new NotForThisDoor(405);
  const headers = readHeaders(rawHeaders);
  if (method === "POST") requireForm(headers);
  const queryPairs = readPairs(query, awsRefusals.malformedQuery);
  const body = await readBody(request, headers);
  const pairs = method === "POST" ? [...queryPairs, ...readFormBody(body)] : queryPairs;
  if (pairs.length > formLimits.pairs) throw awsRefusals.tooManyParameters(formLimits.pairs);
  const version = sentValue(pairs, "Version");
  progress.service = findService(version, serviceInScope(headers, queryPairs));

  const { caller, region } = isUnsigned(progress.service, sentValue(pairs, "Action"))
    ? stranger
    : await verifySignature(
        { method, path, query: queryPairs, headers, body },
        {
          service: progress.service.name,
          regions: progress.service.name === "sts" ? "any" : (options.iamRegions ?? ["us-east-1"]),
        },
        { now: options.clock.now(), recognise: (signed) => iam.signer(signed) },
      );

  const parameters = readParameters(pairs.filter(({ name }) => !name.startsWith("X-Amz-")));
  const action = requireAction(progress.service, parameters, version);
  progress.action = action;
  const operation = operations[action];
  const input = readMembers(operation.input.members, parameters.below);
  const context: RequestContext = {
    requestId,
    door: "aws-query",
    sourceAddress: peer,
    userAgent: (headers.get("user-agent")?.[0] ?? "").slice(0, longestUserAgent),
    browserToken: undefined,
    ...(region !== undefined && { region }),
  };
  const { output } = await iam.perform(action, { caller, input, context });
  const { service } = progress;
  return renderAnswer({ service, action, schema: operation.output, output, requestId });
}

const longestUserAgent = 256;

/** Whoever brings an identity provider's word has no key to sign with: a signature that came all the same is not looked at. */
const stranger = { caller: { kind: "anonymous" }, region: undefined } as const;

function splitTarget(target: string): readonly [path: string, query: string] {
  const mark = target.indexOf("?");
  return mark === -1 ? [target, ""] : [target.slice(0, mark), target.slice(mark + 1)];
}

/** Both services are at `/`, however it is written. */
function requirePath(path: string): void {
  if (!path.startsWith("/") || canonicalPath(path) !== "/") throw new NotForThisDoor(400);
}

function requireForm(headers: Headers): void {
  const [type = "", ...parameters] = (headers.get("content-type")?.join(",") ?? "").split(";");
  const charset = parameters
    .map((each) => each.trim().toLowerCase())
    .find((each) => each.startsWith("charset="));
  const isUtf8 = charset === undefined || /^charset="?utf-8"?$/.test(charset);
  if (type.trim().toLowerCase() !== "application/x-www-form-urlencoded" || !isUtf8) {
    throw new NotForThisDoor(403, "<html><body><h1>403 Forbidden</h1></body></html>\n");
  }
  const encoding = headers.get("content-encoding")?.join(",").trim().toLowerCase();
  if (encoding !== undefined && encoding !== "identity") throw awsRefusals.malformedBody();
}

function readPairs(text: string, malformed: () => AwsRefusal): readonly Pair[] {
  const pairs = parseForm(text);
  if (pairs === "tooMany") throw awsRefusals.tooManyParameters(formLimits.pairs);
  if (pairs === "malformed") throw malformed();
  return pairs;
}

const readFormBody = (body: Uint8Array) =>
  readPairs(
    Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString("latin1"),
    awsRefusals.malformedBody,
  );

const sentValue = (pairs: readonly Pair[], name: string) =>
  pairs.find((pair) => pair.name === name)?.value;

/** Only to name an error's service: nothing is believed of it before the signature is. */
function serviceInScope(headers: Headers, query: readonly Pair[]): string | undefined {
  const credential =
    /\bCredential=([^,\s]*)/.exec(headers.get("authorization")?.[0] ?? "")?.[1] ??
    sentValue(query, "X-Amz-Credential");
  return credential?.split("/")[3];
}

function requireAction(service: ServiceSpec, { below }: Parameters, version: string | undefined) {
  const action = below.get("Action")?.value;
  if (action === undefined || action === "") throw awsRefusals.noAction();
  const name = version === service.version ? findAction(service, action) : undefined;
  if (name === undefined) throw awsRefusals.unknownAction(action, version);
  return name;
}

/** RFC 9110 §5.6.7, by the clock that signatures are judged by: SDKs read from it how wrong their own is. Written once a second. */
function httpDates(): (at: number) => string {
  let written = Number.NaN;
  let text = "";
  return (at) => {
    const second = Math.floor(at / 1000);
    if (second !== written) {
      written = second;
      text = new Date(at).toUTCString();
    }
    return text;
  };
}

/** Security rule 28: an answer is data, whatever opens it. */
const securityHeaders = {
  "cache-control": "no-store",
  "content-security-policy": "sandbox; default-src 'none'",
  "x-content-type-options": "nosniff",
} as const;

function respond(
  status: number,
  body: string | ReadableStream<Uint8Array>,
  requestId: string,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(body, {
    status,
    headers: {
      ...securityHeaders,
      "content-type": "text/xml",
      "x-amzn-requestid": requestId,
      "x-request-id": requestId,
      ...headers,
    },
  });
}

function turnAway({ status, html }: NotForThisDoor, requestId: string): Response {
  const type = html === undefined ? {} : { "content-type": "text/html" };
  const allow = status === 405 ? { allow: "GET, POST" } : {};
  return new Response(html ?? null, {
    status,
    headers: { ...securityHeaders, ...type, ...allow, "x-request-id": requestId },
  });
}
