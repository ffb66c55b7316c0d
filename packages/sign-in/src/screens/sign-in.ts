import type { Authenticated } from "@sallyport/core";
import { effectCookies, safeReturnPath } from "@sallyport/web";
import { html } from "hono/html";
import { type Faults, faultsOf, fieldFault, noFaults } from "../faults.ts";
import { emptyForm, type Form, readText } from "../form.ts";
import { alert, button, field, form, notice } from "../html/controls.ts";
import type { Html } from "../html/page.ts";
import { noticeText } from "../notices.ts";
import { consolePath, paths, signInPath } from "../paths.ts";
import {
  findPending,
  findSession,
  goOn,
  perform,
  redirect,
  showPage,
  tokenOf,
  type Visit,
} from "../visit.ts";

/** `/signin`: who is there already goes on, and where there is no account yet, one is made. */
export async function showSignIn(visit: Visit): Promise<Response> {
  const returnTo = safeReturnPath(visit.query.get("return"));
  if ((await findSession(visit)) !== undefined) return redirect(visit, returnTo ?? consolePath);
  if (await visit.isSetupOpen()) return redirect(visit, paths.setup);
  return chooser(visit, { who: "root", posted: emptyForm, returnTo });
}

/** `/signin/<account id or alias>`: the console sign-in link, to sign in as an IAM user whoever is signed in now. */
export async function showSignInTo(visit: Visit): Promise<Response> {
  const { account = "" } = visit.params;
  const returnTo = safeReturnPath(visit.query.get("return"));
  const posted: Form = { get: (name) => (name === "account" ? account : "") };
  const session = await findSession(visit);
  const already = session && signedInAlready(session);
  return chooser(visit, { who: "user", posted, returnTo, already });
}

function signedInAlready({ caller: { person }, account }: Authenticated): Html {
  const who = person.kind === "root" ? "the root user" : person.name;
  return html`<div class="notice"><p>You are signed in as <strong>${who}</strong> of <strong>${account.alias ?? account.name}</strong>. Signing in here ends that session.</p>
<p><a href="${consolePath}">Go to the console</a></p></div>`;
}

/** The root user's first step tells nothing about who exists: it only asks for the password. */
export async function nameRoot(visit: Visit, posted: Form): Promise<Response> {
  const email = readText(posted, "email");
  const returnTo = safeReturnPath(posted.get("return"));
  if (!/^[^\s@]+@[^\s@]+$/.test(email)) {
    const faults = fieldFault(
      "email",
      email === "" ? "Fill this in." : "Type an e-mail address, such as you@example.com.",
    );
    return chooser(visit, { who: "root", posted, returnTo, faults });
  }
  return rootPassword(visit, { email, returnTo, faults: noFaults });
}

export async function signInRoot(visit: Visit, posted: Form): Promise<Response> {
  const email = readText(posted, "email");
  const returnTo = safeReturnPath(posted.get("return"));
  try {
    return await signIn(visit, { root: { email } }, posted, returnTo);
  } catch (error) {
    return rootPassword(visit, { email, returnTo, faults: faultsOf(error, ["password"]) });
  }
}

export async function signInUser(visit: Visit, posted: Form): Promise<Response> {
  const user = { account: readText(posted, "account"), userName: readText(posted, "userName") };
  const returnTo = safeReturnPath(posted.get("return"));
  try {
    return await signIn(visit, { user }, posted, returnTo);
  } catch (error) {
    const faults = faultsOf(error, ["account", "userName", "password"]);
    return chooser(visit, { who: "user", posted, returnTo, faults });
  }
}

async function signIn(
  visit: Visit,
  who: Readonly<Record<string, unknown>>,
  posted: Form,
  returnTo: string | undefined,
): Promise<Response> {
  const input = { ...who, password: posted.get("password"), returnTo: returnTo ?? consolePath };
  return goOn(visit, await perform(visit, "SignIn", input));
}

/** Ends the sign-in under way. */
export async function cancelSignIn(visit: Visit): Promise<Response> {
  if ((await findPending(visit)) === undefined) return redirect(visit, paths.signIn);
  const { effects } = await perform(visit, "CancelSignIn", {});
  return redirect(visit, paths.signIn, effectCookies(effects, visit.site));
}

interface Chooser {
  readonly who: "root" | "user";
  readonly posted: Form;
  readonly returnTo: string | undefined;
  readonly faults?: Faults;
  /** Says who is signed in now. */
  readonly already?: Html | undefined;
}

// Both forms are in the page, and the style sheet shows the one whose radio is chosen: no script has part in it.
function chooser(visit: Visit, options: Chooser): Promise<Response> {
  const { who, posted, returnTo, faults = noFaults } = options;
  const token = tokenOf(visit);
  const [rootFaults, userFaults] = who === "root" ? [faults, noFaults] : [noFaults, faults];
  const hidden = { return: returnTo };
  const focused = focusOf(options);
  const body = html`
${notice(noticeText(visit.query.get("notice")))}
${options.already ?? ""}
<fieldset class="choices">
<legend>Sign in as</legend>
${choice("root", "Root user", "The owner of the account.", who)}
${choice("user", "IAM user", "A person within an account.", who)}
</fieldset>
${alert(faults)}
${form({
  action: paths.rootEmail,
  className: "for-root",
  token,
  hidden,
  body: html`
${field({ name: "email", label: "Email address", kind: "email", autocomplete: "username", value: readText(posted, "email"), first: focused === "email" }, rootFaults)}
${button("Next")}`,
})}
${form({
  action: paths.userPassword,
  className: "for-user",
  token,
  hidden,
  body: html`
${field({ name: "account", label: "Account ID or alias", value: readText(posted, "account"), first: focused === "account" }, userFaults)}
${field({ name: "userName", label: "User name", autocomplete: "username", value: readText(posted, "userName"), first: focused === "userName" }, userFaults)}
${field({ name: "password", label: "Password", kind: "password", autocomplete: "current-password", first: focused === "password" }, userFaults)}
${button("Sign in")}
<p class="aside">Forgot your password? Ask your administrator for a new one.</p>`,
})}`;
  const { status, waitSeconds } = faults;
  return showPage(visit, { title: "Sign in", body, status, waitSeconds });
}

/** The first thing there is still to type. After a refusal that is the password. */
function focusOf({ who, posted, faults }: Chooser): string {
  if (who === "root") return "email";
  if (faults?.alert !== undefined) return "password";
  return readText(posted, "account") === "" ? "account" : "userName";
}

function choice(id: "root" | "user", label: string, about: string, chosen: "root" | "user"): Html {
  return html`<div class="choice">
<input type="radio" name="who" id="as-${id}" value="${id}" aria-describedby="as-${id}-about"${id === chosen ? html` checked` : ""}>
<label for="as-${id}">${label}</label>
<p id="as-${id}-about">${about}</p>
</div>`;
}

interface RootPassword {
  readonly email: string;
  readonly returnTo: string | undefined;
  readonly faults: Faults;
}

function rootPassword(visit: Visit, { email, returnTo, faults }: RootPassword): Promise<Response> {
  const { status, waitSeconds } = faults;
  const body = html`
${alert(faults)}
${form({
  action: paths.rootPassword,
  token: tokenOf(visit),
  hidden: { return: returnTo },
  body: html`
${field({ name: "email", label: "Email address", kind: "email", autocomplete: "username", value: email, readonly: true }, noFaults)}
${field({ name: "password", label: "Password", kind: "password", autocomplete: "current-password", first: true }, faults)}
${button("Sign in")}
<div class="links"><a href="${paths.forgot}">Forgot password?</a> <a href="${signInPath({ returnTo })}">Sign in as somebody else</a></div>`,
})}`;
  return showPage(visit, { title: "Root user sign in", body, status, waitSeconds });
}
