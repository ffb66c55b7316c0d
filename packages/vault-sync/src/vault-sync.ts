// Authenticators of one person exchange their sealed vault here (docs/reference/vault-sync.md). Who asks is proven by a device's token
// and by nothing else: no cookie and no signature counts. So a page of another origin could do nothing here that it could not do from
// anywhere; CORS is for the authenticator's own origin all the same, and whoever names another is refused.

import { type Iam, type RequestContext, refusals, type VaultDeviceCaller } from "@sallyport/core";
import {
  type Arrival,
  contextOf,
  type Door,
  type DoorLog,
  isMediaType,
  pathOf,
  readBody,
  readJson,
  requestIdHeader,
  type Site,
  securityHeaders,
  webRefusals,
} from "@sallyport/web";
import { entityTag, matchesTag, revisionOf } from "./entity-tag.ts";
import { renderError } from "./render-error.ts";

export interface VaultSyncOptions {
  readonly site: Site;
  /** Whose pages may ask; undefined: those of none. What is no browser sends no `Origin`, and may. */
  readonly authenticatorOrigin: string | undefined;
  /** How long a vault may be. */
  readonly mostBytes: number;
  readonly log: DoorLog;
}

interface Asked {
  readonly iam: Iam;
  readonly request: Request;
  readonly context: RequestContext;
  readonly mostBytes: number;
}

type Answer = (asked: Asked) => Promise<Response>;

const prefix = "/vault-sync";

const answers: Readonly<Record<string, Readonly<Record<string, Answer>>>> = {
  [`${prefix}/devices`]: { POST: pair },
  [`${prefix}/devices/self`]: { DELETE: leave },
  [`${prefix}/vault`]: { GET: read, PUT: store },
};

export function vaultSync(iam: Iam, options: VaultSyncOptions): Door {
  const { site, authenticatorOrigin, mostBytes, log } = options;
  return async (request, arrival) => {
    const context = {
      ...contextOf(request, arrival, { door: "vault-sync", site }),
      browserToken: undefined, // a cookie of whoever is signed in here is none of this door's business
    };
    const { requestId } = context;
    const origin = request.headers.get("origin");
    const headers = {
      ...securityHeaders(site, "data"),
      vary: "origin",
      [requestIdHeader]: requestId,
      ...(origin !== null && origin === authenticatorOrigin ? allowed(origin) : {}),
    };
    try {
      if (origin !== null && origin !== authenticatorOrigin) throw webRefusals.foreignOrigin();
      if (request.method === "OPTIONS") return answered(preflight(), headers);
      const answer = findAnswer(request, arrival);
      return answered(await answer({ iam, request, context, mostBytes }), headers);
    } catch (error) {
      const { response, unexpected } = renderError(error);
      if (unexpected) {
        const route = vaultSyncRoute(pathOf(arrival.target));
        log.error("a sync request failed", { requestId, door: "vault-sync", route, error });
      }
      return answered(response, headers);
    }
  };
}

/** The pattern of a path, for the log. */
export function vaultSyncRoute(path: string): string {
  return Object.hasOwn(answers, path) ? path : `${prefix}/:unknown`;
}

function findAnswer(request: Request, { target }: Arrival): Answer {
  const path = pathOf(target);
  const methods = Object.hasOwn(answers, path) ? answers[path] : undefined;
  if (methods === undefined) throw webRefusals.notFound("There is nothing at this address.");
  const answer = Object.hasOwn(methods, request.method) ? methods[request.method] : undefined;
  if (answer === undefined) throw webRefusals.onlyMethods(Object.keys(methods));
  return answer;
}

const allowed = (origin: string) => ({
  "access-control-allow-origin": origin,
  "access-control-expose-headers": `ETag, Retry-After, ${requestIdHeader}`,
});

/** What a page may send, said once for all addresses: each refuses what it does not take. */
function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      "access-control-allow-methods": "GET, PUT, POST, DELETE",
      "access-control-allow-headers": "authorization, content-type, if-match, if-none-match",
      "access-control-max-age": "7200",
    },
  });
}

function answered(response: Response, headers: Readonly<Record<string, string>>): Response {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

async function pair({ iam, request, context }: Asked): Promise<Response> {
  if (!isMediaType(request, "application/json")) throw webRefusals.mediaType("application/json");
  const input = await readJson(request, 4096);
  const caller = { kind: "anonymous" } as const;
  const { output } = await iam.perform("PairVaultDevice", { caller, input, context });
  return Response.json(output, { status: 201 });
}

async function read(asked: Asked): Promise<Response> {
  const { iam, request, context } = asked;
  const caller = await requireDevice(asked);
  const known = request.headers.get("if-none-match");
  const { output } = await iam.perform("GetVault", {
    ...{ caller, context },
    input: { unlessRevision: revisionOf(known) },
  });
  const { revision, content } = output;
  if (revision === undefined) return noVault();
  const headers = { etag: entityTag(revision) };
  if (content === undefined || matchesTag(known, revision))
    return new Response(null, { status: 304, headers });
  return new Response(content as Uint8Array<ArrayBuffer>, {
    headers: { ...headers, "content-type": "application/octet-stream" },
  });
}

/** Compare and swap: what is stored is replaced only by whoever has seen it. */
async function store(asked: Asked): Promise<Response> {
  const { iam, request, context, mostBytes } = asked;
  const caller = await requireDevice(asked);
  const ifRevision = requirePrecondition(request);
  const type = "application/octet-stream";
  if (!isMediaType(request, type)) throw webRefusals.mediaType(type);
  const content = await readBody(request, mostBytes);
  const input = { content, ...(ifRevision !== undefined && { ifRevision }) };
  const { output } = await iam.perform("PutVault", { caller, input, context });
  return new Response(null, { status: 204, headers: { etag: entityTag(output.revision) } });
}

async function leave(asked: Asked): Promise<Response> {
  const { iam, context } = asked;
  const caller = await requireDevice(asked);
  await iam.perform("LeaveVaultSync", { caller, input: {}, context });
  return new Response(null, { status: 204 });
}

/** RFC 6750 §2.1, and no other way of carrying a token. */
async function requireDevice({ iam, request }: Asked): Promise<VaultDeviceCaller> {
  const [, token] = /^Bearer ([\w-]+)$/i.exec(request.headers.get("authorization") ?? "") ?? [];
  const caller = await iam.vaultDevice(token);
  if (caller === undefined) throw refusals.deviceNotPaired();
  return caller;
}

/** The revision that is to be replaced; undefined: there is none yet. */
function requirePrecondition({ headers }: Request): number | undefined {
  const ifMatch = headers.get("if-match");
  if (ifMatch === null) {
    if (headers.get("if-none-match") === "*") return undefined;
    throw webRefusals.preconditionRequired(
      "Say what is to be replaced: “If-Match” with the ETag of the vault that was read, or “If-None-Match: *” for the first one.",
    );
  }
  const revision = revisionOf(ifMatch);
  if (revision === undefined) throw refusals.vaultChanged(); // no tag that was given out here
  return revision;
}

function noVault(): Response {
  const error = { code: "NoVault", message: "No vault is stored yet." };
  return Response.json({ error }, { status: 404 });
}
