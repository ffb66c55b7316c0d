import type { Iam } from "@sallyport/core";
import {
  contextOf,
  type Door,
  type DoorLog,
  isFormToken,
  newFormSecret,
  pathOf,
  queryOf,
  readCookie,
  requireSameOrigin,
  type Site,
  WebRefusal,
  webRefusals,
} from "@sallyport/web";
import { html } from "hono/html";
import { answerAsset } from "./assets.ts";
import { type Form, readForm } from "./form.ts";
import { paths } from "./paths.ts";
import { type Match, matchRoute } from "./routes.ts";
import { showPage, startAgain, type Visit } from "./visit.ts";

export interface SignInOptions {
  readonly site: Site;
  readonly log: DoorLog;
  /** Whether no account was ever made here: then `/setup` is open. Asked until it is not. */
  readonly isSetupOpen: () => Promise<boolean>;
}

/** The pages of set-up and sign-in, from `/setup` and `/signin` down. */
export function signIn(iam: Iam, options: SignInOptions): Door {
  const { site, log } = options;
  const isSetupOpen = untilNo(options.isSetupOpen);
  return async (request, arrival) => {
    const path = pathOf(arrival.target);
    const asset = answerAsset(request, path);
    if (asset !== undefined) return asset;
    const match = matchRoute(path);
    const visit: Visit = {
      request,
      site,
      iam,
      context: contextOf(request, arrival, { door: "sign-in", site }),
      params: match?.params ?? {},
      query: queryOf(arrival.target),
      formSecret: formSecretOf(request, site),
      isSetupOpen,
    };
    try {
      return await answer(visit, match);
    } catch (error) {
      const again = startAgain(visit, error);
      if (again !== undefined) return again;
      if (error instanceof WebRefusal) return refuse(visit, error);
      const { requestId } = visit.context;
      log.error("a sign-in page failed", {
        requestId,
        door: "sign-in",
        route: signInRoute(path),
        error,
      });
      return apologize(visit);
    }
  };
}

/** Set-up never opens again, so a "no" is remembered. */
function untilNo(ask: () => Promise<boolean>): () => Promise<boolean> {
  let open = true;
  return async () => {
    if (open) open = await ask();
    return open;
  };
}

/** The pattern of a path, for the log: an account's name or a mailed link's secret never gets there. */
export function signInRoute(path: string): string {
  if (path.startsWith("/signin/assets/")) return paths.asset;
  return matchRoute(path)?.route.pattern ?? "/signin/:unknown";
}

async function answer(visit: Visit, match: Match | undefined): Promise<Response> {
  const { method } = visit.request;
  if (match === undefined) throw webRefusals.notFound("There is no such page.");
  const { get, post } = match.route;
  if (method === "GET" || method === "HEAD") return get(visit);
  if (method !== "POST" || post === undefined) throw webRefusals.onlyGet();
  return post(visit, await readOwnForm(visit));
}

/** Security rule 14: forms come from our own pages, in the browser that we sent them to. */
async function readOwnForm({ request, site, formSecret }: Visit): Promise<Form> {
  requireSameOrigin(request, site);
  const form = await readForm(request);
  const ours = !formSecret.isNew && isFormToken(form.get("token"), formSecret.value);
  if (!ours) throw webRefusals.crossSite();
  return form;
}

function formSecretOf(request: Request, site: Site): Visit["formSecret"] {
  const value = readCookie(request, site, "form");
  return value === undefined ? { value: newFormSecret(), isNew: true } : { value, isNew: false };
}

const refusalTitles: Partial<Record<WebRefusal["code"], string>> = {
  CrossSiteRequest: "This page is too old",
  NotFound: "Page not found",
};

async function refuse(visit: Visit, refusal: WebRefusal): Promise<Response> {
  const title = refusalTitles[refusal.code] ?? "This request cannot be answered";
  const words =
    refusal.code === "CrossSiteRequest"
      ? "It was opened too long ago or in another way, or your browser refuses the cookies that signing in needs. Nothing was changed."
      : refusal.message;
  const response = await showPage(visit, { title, body: wayBack(words), status: refusal.status });
  for (const [name, value] of Object.entries(refusal.headers)) response.headers.set(name, value);
  return response;
}

function apologize(visit: Visit): Promise<Response> {
  const words = `This did not work, and it is not your fault. If it stays so, tell whoever runs this server the number ${visit.context.requestId}.`;
  return showPage(visit, { title: "Something went wrong", body: wayBack(words), status: 500 });
}

function wayBack(words: string) {
  return html`<p>${words}</p>
<div class="links"><a href="${paths.signIn}">Go to sign in</a></div>`;
}
