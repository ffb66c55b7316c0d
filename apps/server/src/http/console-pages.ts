import type { Iam } from "@sallyport/core";
import { messagePage } from "@sallyport/sign-in";
import {
  contextOf,
  type Door,
  pathOf,
  readCookie,
  requestIdHeader,
  type Site,
  safeReturnPath,
  securityHeaders,
} from "@sallyport/web";
import { answerFile, refusal } from "./file-answers.ts";
import type { StaticFiles } from "./static-files.ts";

export interface ConsolePagesOptions {
  readonly site: Site;
  readonly files: StaticFiles;
}

const prefix = "/console/";

/** The console's files. Every address below /console/ that is no file is one of its screens, shown to who is signed in. */
export function consolePages(iam: Iam, { site, files }: ConsolePagesOptions): Door {
  return async (request, arrival) => {
    const path = pathOf(arrival.target);
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refusal(site, 405, "Only pages are here.", { allow: "GET, HEAD" });
    }
    const name = path.slice(prefix.length);
    const file = name === "index.html" ? undefined : files.find(name);
    if (file !== undefined) return answerFile(request, file, { site, page: "console" });
    if (name.startsWith("assets/")) return refusal(site, 404, "There is no such file.");

    const context = contextOf(request, arrival, { door: "console-api", site });
    const session = await iam.session(readCookie(request, site, "session"), context);
    if (session === undefined) return toSignIn(arrival.target, site, context.requestId);
    const index = files.find("index.html");
    return index === undefined
      ? notBuilt(site)
      : answerFile(request, index, { site, page: "console" });
  };
}

/** The pattern of a path, for the log: which screen it is, is in the part that names things. */
export function consoleRoute(path: string): string {
  return path.startsWith(`${prefix}assets/`) ? `${prefix}assets/:file` : `${prefix}:screen`;
}

function toSignIn(target: string, site: Site, requestId: string): Response {
  const returnTo = safeReturnPath(target);
  const query = returnTo === undefined ? "" : `?${new URLSearchParams({ return: returnTo })}`;
  return new Response(null, {
    status: 302,
    headers: {
      ...securityHeaders(site, "data"),
      location: `/signin${query}`,
      [requestIdHeader]: requestId,
    },
  });
}

function notBuilt(site: Site): Promise<Response> {
  return messagePage(site, {
    status: 503,
    title: "The console is not built",
    words: "Stop the server, run “npm run setup” where it was installed, and start it again.",
    link: { href: "/console/", text: "Try again" },
  });
}
