import {
  type Door,
  pagePolicies,
  pathOf,
  type Site,
  securityHeaders,
  talkingTo,
} from "@sallyport/web";
import { answerFile, refusal } from "./file-answers.ts";
import { openStaticFiles, type StaticFiles } from "./static-files.ts";

export interface AuthenticatorPagesOptions {
  /** The authenticator's own address, which it shares with nothing. */
  readonly site: Site;
  readonly files: StaticFiles;
  /** The server's public URL: what the app may sync through. */
  readonly server: string;
}

/**
 * The built app. Its page has a policy of its own, for hosts that send none, and that lets it talk to no other host: two
 * policies both bind, so where ours is sent that one is left out.
 */
export function openAuthenticatorFiles(folder: string): StaticFiles {
  return openStaticFiles(folder, { "index.html": withoutPolicy });
}

function withoutPolicy(page: string): string {
  return page.replace(/\s*<meta http-equiv="Content-Security-Policy"[^>]*>/, "");
}

/** Where the app reads which server it belongs to, once its person wants to sync and not before. */
const serverFile = "server.json";

/**
 * The authenticator's files and nothing else: no API, no cookies, no page that another door makes (security rules 29, 30).
 * What people keep in it never comes here.
 */
export function authenticatorPages({ site, files, server }: AuthenticatorPagesOptions): Door {
  const page = talkingTo(pagePolicies.authenticator, server);
  return async (request, { target }) => {
    if (request.method !== "GET" && request.method !== "HEAD") {
      return refusal(site, 405, "Only files are here.", { allow: "GET, HEAD" });
    }
    const name = pathOf(target).slice(1);
    if (name === serverFile) {
      return Response.json({ server }, { headers: securityHeaders(site, "data") });
    }
    const file = files.find(name === "" ? "index.html" : name);
    if (file !== undefined) return answerFile(request, file, { site, page });
    if (name !== "") return refusal(site, 404, "There is no such file.");
    return refusal(
      site,
      503,
      "The authenticator is not built. Stop the server, run “npm run setup” where it was installed, and start it again.",
    );
  };
}
