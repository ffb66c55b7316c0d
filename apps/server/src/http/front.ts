// What happens to every request before a door sees it: probes, the host it was sent to, which door it is for, the access log.

import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import type { Log } from "@sallyport/platform";
import { messagePage } from "@sallyport/sign-in";
import {
  type Arrival,
  type Client,
  clientOf,
  type Door,
  judgeHost,
  pathOf,
  queryOf,
  requestIdHeader,
  type Site,
  type TrustedProxies,
} from "@sallyport/web";
import type { Answer } from "./listen.ts";

/** A door and the part of the address space behind it. */
export interface Mount {
  /** `/signin` takes `/signin` and everything below; `/` takes itself alone. */
  readonly path: string;
  readonly door: Door;
  /** The pattern that a path matches, for the log, which never has the path itself. */
  readonly routeOf: (path: string) => string;
}

export interface Mounts {
  readonly site: Site;
  /** A second host name with a door of its own, and none of the others (security rules 29 and 30). */
  readonly authenticator?: { readonly site: Site; readonly door: Door };
  readonly mounts: readonly Mount[];
}

export interface FrontOptions {
  readonly log: Log;
  readonly proxies: TrustedProxies;
  /** Undefined until the server is ready. */
  readonly mounted: () => Mounts | undefined;
}

interface Answered {
  readonly response: Response;
  readonly route: string;
}

/** Answers every request, and logs that it did. */
export function front({ log, proxies, mounted }: FrontOptions): Answer {
  return async (request, incoming) => {
    const began = performance.now();
    const requestId = randomUUID();
    const client = clientOf(incoming.socket.remoteAddress ?? "", incoming.rawHeaders, proxies);
    const { response, route } = await answerSafely({
      requestId,
      request,
      incoming,
      client,
      log,
      mounted,
    });
    log[isQuiet(route) ? "debug" : "info"]("request", {
      requestId,
      method: request.method,
      route,
      status: response.status,
      ms: Math.round(performance.now() - began),
      sourceAddress: client.address,
    });
    return response;
  };
}

/** Probes and static files, of which there are many and nobody asks. */
function isQuiet(route: string): boolean {
  return route === "/healthz" || route === "/readyz" || route.endsWith("/assets/:file");
}

interface Question {
  readonly requestId: string;
  readonly request: Request;
  readonly incoming: IncomingMessage;
  readonly client: Client;
  readonly log: Log;
  readonly mounted: () => Mounts | undefined;
}

/** A door answers for its own faults; what still escapes is logged whole and answered with nothing. */
async function answerSafely(question: Question): Promise<Answered> {
  try {
    return await answer(question);
  } catch (error) {
    const { requestId } = question;
    question.log.error("a request failed", { requestId, error });
    const response = plain(500, "Something went wrong on the server.");
    response.headers.set(requestIdHeader, requestId);
    return { response, route: "unknown" };
  }
}

async function answer({
  requestId,
  request,
  incoming,
  client,
  mounted,
}: Question): Promise<Answered> {
  const target = incoming.url ?? "";
  const path = pathOf(target);
  const served = mounted();
  if (path === "/healthz") return { route: path, response: plain(200, "alive") };
  if (path === "/readyz") return { route: path, response: readiness(served) };
  if (served === undefined) return { route: "starting", response: readiness(served) };
  const { rawHeaders } = incoming;
  const arrival: Arrival = { requestId, peer: client.address, target, rawHeaders };
  const { authenticator } = served;
  if (authenticator !== undefined && isSentTo(authenticator.site, arrival, client)) {
    return answerApart(request, arrival, client, authenticator);
  }
  const elsewhere = checkAddress(request, arrival, client, served.site);
  if (elsewhere !== undefined) return { route: "elsewhere", response: elsewhere };
  const led = leadOn(request, target, path, served.site);
  if (led !== undefined) return { route: path === "/" ? path : "/iam/:any", response: led };
  const mount = served.mounts.find((each) => isBelow(path, each.path));
  if (mount === undefined) {
    return { route: "unknown", response: await notFound(request, served.site) };
  }
  return { route: mount.routeOf(path), response: await mount.door(request, arrival) };
}

/** By its own name only: the other names of this machine are the console's. */
function isSentTo(site: Site, { target, rawHeaders }: Arrival, client: Client): boolean {
  return target.startsWith("/") && judgeHost(rawHeaders, site, client.host) === "own";
}

async function answerApart(
  request: Request,
  arrival: Arrival,
  client: Client,
  { site, door }: { readonly site: Site; readonly door: Door },
): Promise<Answered> {
  const route = "authenticator/assets/:file";
  const elsewhere = checkAddress(request, arrival, client, site);
  if (elsewhere !== undefined) return { route: "elsewhere", response: elsewhere };
  return { route, response: await door(request, arrival) };
}

const isBelow = (path: string, prefix: string) =>
  path === prefix || (prefix !== "/" && path.startsWith(`${prefix}/`));

function readiness(served: Mounts | undefined): Response {
  if (served !== undefined) return plain(200, "ready");
  const response = plain(503, "Sallyport is starting.");
  response.headers.set("retry-after", "1");
  return response;
}

/** Security rule 30: undefined where the request was sent to us by our own name. */
function checkAddress(
  request: Request,
  { target, rawHeaders }: Arrival,
  client: Client,
  site: Site,
): Response | undefined {
  const verdict = judgeHost(rawHeaders, site, client.host);
  if (verdict === "malformed" || !target.startsWith("/")) {
    return plain(400, "This request names no host, or several.");
  }
  if (verdict === "foreign") {
    return plain(421, `This server is not known by that name. Its address is ${site.origin}`);
  }
  const plainly = site.secure && client.scheme === "http";
  if ((verdict === "alias" || plainly) && isVisit(request)) {
    return redirect(`${site.origin}${target}`);
  }
  return undefined;
}

/** A browser that opens a page, not a program that reads an answer. */
function isVisit(request: Request): boolean {
  if (request.method !== "GET" && request.method !== "HEAD") return false;
  const mode = request.headers.get("sec-fetch-mode");
  if (mode !== null) return mode === "navigate";
  return /\btext\/html\b/.test(request.headers.get("accept") ?? "");
}

/** The addresses that only lead somewhere. `/` belongs to browsers and to the AWS Query API. */
function leadOn(request: Request, target: string, path: string, site: Site): Response | undefined {
  const leads = path === "/" ? !isQuery(request, target) : isBelow(path, "/iam");
  return leads ? redirect(`${site.origin}/console/`) : undefined;
}

/** A request of the AWS Query API, rather than a browser that was sent to the bare address. */
function isQuery(request: Request, target: string): boolean {
  if (request.method === "POST") return true;
  if (request.method !== "GET") return false;
  const query = queryOf(target);
  return query.has("Action") || query.has("X-Amz-Algorithm");
}

function redirect(location: string): Response {
  return new Response(null, { status: 302, headers: { location, "cache-control": "no-store" } });
}

async function notFound(request: Request, site: Site): Promise<Response> {
  if (!isVisit(request)) return plain(404, "There is nothing at this address.");
  return messagePage(site, {
    status: 404,
    title: "Page not found",
    words: "There is nothing at this address.",
    link: { href: "/console/", text: "Go to the console" },
  });
}

function plain(status: number, words: string): Response {
  return new Response(`${words}\n`, {
    status,
    headers: {
      "cache-control": "no-store",
      "content-type": "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
    },
  });
}
