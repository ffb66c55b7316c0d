// One request to a sign-in page, and the few things that every screen does with it.

import {
  type Effects,
  type Iam,
  IamError,
  type OperationName,
  type RequestContext,
  refusals,
} from "@sallyport/core";
import {
  dropCookie,
  effectCookies,
  formToken,
  readCookie,
  requestIdHeader,
  type Site,
  safeReturnPath,
  securityHeaders,
  setCookie,
} from "@sallyport/web";
import { document, type Page } from "./html/page.ts";
import { consolePath, paths, signInPath } from "./paths.ts";

export interface Visit {
  readonly request: Request;
  readonly site: Site;
  readonly iam: Iam;
  readonly context: RequestContext;
  /** What stands in the address for each `:name` of the route. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** Whether no account was ever made here. */
  readonly isSetupOpen: () => Promise<boolean>;
  /** The form cookie: what came, or a fresh one that goes out with the next page. */
  readonly formSecret: { readonly value: string; readonly isNew: boolean };
}

export interface PageOptions extends Page {
  readonly status?: number;
  readonly cookies?: readonly string[];
  readonly waitSeconds?: number | undefined;
}

/** The token for this page's forms. */
export function tokenOf(visit: Visit): string {
  return formToken(visit.formSecret.value);
}

export async function showPage(visit: Visit, options: PageOptions): Promise<Response> {
  const { site, formSecret, context } = visit;
  const { status = 200, cookies = [], waitSeconds } = options;
  const headers = new Headers({
    ...securityHeaders(site, "signIn"),
    "content-type": "text/html; charset=utf-8",
    [requestIdHeader]: context.requestId,
    ...(waitSeconds === undefined ? {} : { "retry-after": String(Math.max(1, waitSeconds)) }),
  });
  if (formSecret.isNew) {
    headers.append("set-cookie", setCookie(site, "form", { value: formSecret.value }));
  }
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(String(await document(options, site.host)), { status, headers });
}

/** Post/Redirect/Get: what was done is not done again by a reload or the back button. */
export function redirect(
  visit: Visit,
  location: string,
  cookies: readonly string[] = [],
  referrer: "same-origin" | "no-referrer" = "same-origin",
): Response {
  const headers = new Headers({
    ...securityHeaders(visit.site, "signIn", referrer),
    location,
    [requestIdHeader]: visit.context.requestId,
  });
  for (const cookie of cookies) headers.append("set-cookie", cookie);
  return new Response(null, { status: 303, headers });
}

/** Runs an operation as whoever this browser is in the middle of signing in. */
export async function perform<Name extends OperationName>(
  visit: Visit,
  name: Name,
  input: Readonly<Record<string, unknown>>,
) {
  const caller = await findPending(visit);
  if (caller === undefined) return performAsNobody(visit, name, input);
  return visit.iam.perform(name, { caller, input, context: visit.context });
}

/** Runs an operation for whoever sent the form. */
export function performAsNobody<Name extends OperationName>(
  visit: Visit,
  name: Name,
  input: Readonly<Record<string, unknown>>,
) {
  return visit.iam.perform(name, {
    caller: { kind: "anonymous" },
    input,
    context: visit.context,
  });
}

export function findPending({ iam, request, site }: Visit) {
  return iam.pendingSignIn(readCookie(request, site, "pending"));
}

export function findSession({ iam, request, site, context }: Visit) {
  return iam.session(readCookie(request, site, "session"), context);
}

type Step = "mfa" | "enrolmentCode" | "passwordExpired" | "newPassword" | "enrolment";

const stepPaths: Readonly<Record<Step, string>> = {
  mfa: paths.code,
  enrolmentCode: paths.enrolmentCode,
  passwordExpired: paths.passwordExpired,
  newPassword: paths.newPassword,
  enrolment: paths.enrolment,
};

/** Where a sign-in goes on after a step: the next step's page, or out of sign-in. */
export async function goOn(
  visit: Visit,
  step: {
    readonly output: { readonly next: Step | "done"; readonly returnTo: string };
    readonly effects: Effects;
  },
): Promise<Response> {
  const { next, returnTo } = step.output;
  if (next === "done") await endFormerSession(visit);
  const location = next === "done" ? (safeReturnPath(returnTo) ?? consolePath) : stepPaths[next];
  return redirect(visit, location, effectCookies(step.effects, visit.site));
}

/** One browser, one session: whoever was signed in here before is no longer. */
async function endFormerSession(visit: Visit): Promise<void> {
  const former = await findSession(visit);
  if (former === undefined) return;
  const { caller } = former;
  await visit.iam.perform("SignOut", { caller, input: {}, context: visit.context });
}

/** What a step's page needs to know of the sign-in under way. */
export async function readSignIn(visit: Visit) {
  if ((await findPending(visit)) === undefined) throw refusals.signInExpired();
  const { output } = await perform(visit, "GetSignIn", {});
  return output;
}

export type SignInView = Awaited<ReturnType<typeof readSignIn>>;

/** A page of one step: whoever has come to another one is led there (security rule 14). */
export async function atStep(
  visit: Visit,
  step: Step,
  show: (view: SignInView) => Promise<Response>,
): Promise<Response> {
  const view = await readSignIn(visit);
  return view.step === step ? show(view) : redirect(visit, stepPaths[view.step]);
}

export async function showCurrentStep(visit: Visit): Promise<Response> {
  const { step } = await readSignIn(visit);
  return redirect(visit, stepPaths[step]);
}

/** A sign-in that has run out leads back to its start, whatever was asked of it. */
export function startAgain(visit: Visit, error: unknown): Response | undefined {
  if (!(error instanceof IamError) || error.code !== "SignInExpired") return undefined;
  return redirect(visit, signInPath({ notice: "expired" }), [dropCookie(visit.site, "pending")]);
}
