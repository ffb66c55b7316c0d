import {
  type Effects,
  type Iam,
  longMember,
  operations,
  refusals,
  type StructSchema,
} from "@sallyport/core";
import {
  type Arrival,
  contextOf,
  type Door,
  type DoorLog,
  effectCookies,
  isMediaType,
  pathOf,
  readCookie,
  readJson,
  requestIdHeader,
  requireSameOrigin,
  type Site,
  securityHeaders,
  webRefusals,
} from "@sallyport/web";
import { findReachable } from "./reachable.ts";
import { renderError } from "./render-error.ts";
import { renderOutput } from "./render-output.ts";

export interface ConsoleApiOptions {
  readonly site: Site;
  readonly log: DoorLog;
}

const prefix = "/api/";

/** The console's JSON API: `POST /api/<Operation>`, from our own pages, by a signed-in person. */
export function consoleApi(iam: Iam, { site, log }: ConsoleApiOptions): Door {
  return async (request, arrival) => {
    const context = contextOf(request, arrival, { door: "console-api", site });
    const { requestId } = context;
    try {
      const operation = requireOperation(request, arrival);
      requireOwnPage(request, site);
      const session = await iam.session(readCookie(request, site, "session"), context);
      if (session === undefined) throw refusals.sessionExpired();
      const input = await readJson(request);
      const { caller } = session;
      const { output, effects } = await iam.perform(operation, { caller, input, context });
      const schema: StructSchema = operations[operation].output;
      const long = longMember(schema);
      if (long !== undefined) {
        const blob = (output as Record<string, unknown>)[long.name] as AsyncIterable<Uint8Array>;
        return fileResponse({ blob, mediaType: long.mediaType, requestId, site });
      }
      const body = renderOutput(schema, output);
      return jsonResponse({ status: 200, body, requestId, site, effects });
    } catch (error) {
      const { status, headers, body, unexpected } = renderError(error, requestId);
      if (unexpected) {
        const operation = findReachable(nameIn(arrival)) ?? "unknown";
        log.error("a console request failed", { requestId, door: "console-api", operation, error });
      }
      return jsonResponse({ status, body, requestId, site, headers });
    }
  };
}

/** The pattern of a path, for the log: `/api/CreateUser`, or `/api/:unknown`, so that nobody writes our log for us. */
export function consoleApiRoute(path: string): string {
  return `${prefix}${findReachable(path.slice(prefix.length)) ?? ":unknown"}`;
}

const nameIn = (arrival: Arrival) => pathOf(arrival.target).slice(prefix.length);

function requireOperation(request: Request, arrival: Arrival) {
  const operation = findReachable(nameIn(arrival));
  if (operation === undefined) throw webRefusals.notFound("There is no such operation here.");
  if (request.method !== "POST") throw webRefusals.onlyPost();
  return operation;
}

/** Security rule 28. The header of our own is one more thing that no form and no plain cross-site request can send. */
function requireOwnPage(request: Request, site: Site): void {
  requireSameOrigin(request, site);
  if (!request.headers.has("x-sallyport-csrf")) throw webRefusals.crossSite();
  if (!isMediaType(request, "application/json")) throw webRefusals.mediaType("application/json");
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly requestId: string;
  readonly site: Site;
  readonly headers?: Readonly<Record<string, string>>;
  readonly effects?: Effects;
}

function jsonResponse({ status, body, requestId, site, headers, effects = {} }: Answer): Response {
  const response = new Response(JSON.stringify(body), {
    status,
    headers: {
      ...securityHeaders(site, "data"),
      "content-type": "application/json",
      [requestIdHeader]: requestId,
      ...headers,
      ...(effects.session === "ended" ? { "clear-site-data": forgetOnSignOut } : {}),
    },
  });
  for (const cookie of effectCookies(effects, site)) response.headers.append("set-cookie", cookie);
  return response;
}

/** A long blob is the body as it is, made while it is sent: in JSON a browser would have to hold it twice. */
function fileResponse({
  blob,
  mediaType,
  requestId,
  site,
}: Pick<Answer, "requestId" | "site"> & {
  readonly blob: AsyncIterable<Uint8Array>;
  readonly mediaType: string;
}): Response {
  return new Response(ReadableStream.from(blob), {
    headers: {
      ...securityHeaders(site, "data"),
      "content-type": mediaType,
      "content-disposition": "attachment",
      [requestIdHeader]: requestId,
    },
  });
}

// Not "cookies": that would take every cookie of the whole registrable domain, other applications' and our known browser's
// included. The session's own is dropped by name.
const forgetOnSignOut = '"cache", "storage"';
