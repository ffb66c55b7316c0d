// Mailed links. Opening one changes nothing, because scanners open links too: its page has a button that posts (security
// rule 23). The address in the mail holds the secret, so it is no page itself: it answers with `no-referrer`, moves the secret
// into a cookie and leads to an address without it. (A page under `no-referrer` could not post: browsers would send
// `Origin: null`.) So the secret is in no history entry that shows a page, no `Referer` and no form.

import { rootPasswordRules } from "@sallyport/core";
import { dropCookie, readCookie, setCookie } from "@sallyport/web";
import { html } from "hono/html";
import { faultsOf, noFaults } from "../faults.ts";
import type { Form } from "../form.ts";
import { alert, button, field, form } from "../html/controls.ts";
import { paths, signInPath } from "../paths.ts";
import { findPending, perform, redirect, showPage, tokenOf, type Visit } from "../visit.ts";
import { passwordsDiffer } from "./set-up.ts";

const tokenShape = /^[A-Za-z0-9_-]{1,128}$/;

export async function openResetLink(visit: Visit): Promise<Response> {
  return keepToken(visit, paths.reset);
}

export async function openRecoverLink(visit: Visit): Promise<Response> {
  return keepToken(visit, paths.confirmRecovery);
}

function keepToken(visit: Visit, page: string): Response {
  const { token = "" } = visit.params;
  if (!tokenShape.test(token)) {
    return redirect(visit, signInPath({ notice: "link" }), [], "no-referrer");
  }
  return redirect(visit, page, [setCookie(visit.site, "link", { value: token })], "no-referrer");
}

function keptToken({ request, site }: Visit): string | undefined {
  return readCookie(request, site, "link");
}

export async function showReset(visit: Visit): Promise<Response> {
  return keptToken(visit) === undefined ? incomplete(visit) : resetPage(visit);
}

export async function resetPassword(visit: Visit, posted: Form): Promise<Response> {
  const token = keptToken(visit);
  if (token === undefined) return incomplete(visit);
  const newPassword = posted.get("newPassword");
  if (newPassword !== posted.get("retype")) return resetPage(visit, passwordsDiffer("retype"));
  try {
    await perform(visit, "ResetPassword", { token, newPassword });
  } catch (error) {
    return resetPage(visit, faultsOf(error, ["newPassword"]));
  }
  return redirect(visit, signInPath({ notice: "password" }), [dropCookie(visit.site, "link")]);
}

function resetPage(visit: Visit, faults = noFaults): Promise<Response> {
  const body = html`
<p class="lead">Choose a new password for the root user. Its other sessions end.</p>
${alert(faults)}
${form({
  action: paths.reset,
  token: tokenOf(visit),
  body: html`
${field({ name: "newPassword", label: "New password", kind: "password", autocomplete: "new-password", hint: rootPasswordRules, first: true }, faults)}
${field({ name: "retype", label: "Retype new password", kind: "password", autocomplete: "new-password" }, faults)}
${button("Set new password")}`,
})}
<div class="links"><a href="${paths.forgot}">Send a new link</a> <a href="${paths.signIn}">Back to sign in</a></div>`;
  const { status, waitSeconds } = faults;
  return showPage(visit, { title: "Set a new password", body, status, waitSeconds });
}

export async function showConfirmRecovery(visit: Visit): Promise<Response> {
  return keptToken(visit) === undefined ? incomplete(visit) : recoveryPage(visit);
}

export async function confirmRecovery(visit: Visit): Promise<Response> {
  const token = keptToken(visit);
  if (token === undefined) return incomplete(visit);
  try {
    await perform(visit, "ConfirmRecovery", { token });
  } catch (error) {
    return recoveryPage(visit, faultsOf(error, []));
  }
  const cookies = [dropCookie(visit.site, "link")];
  // In the browser that asked, the sign-in is one press of a button from going on.
  const pending = await findPending(visit);
  if (pending?.pending.recovered) return redirect(visit, paths.continueRecovery, cookies);
  const body = html`<p role="status">Go on in the browser where you were signing in: press “Continue” there. This page can be closed.</p>`;
  return showPage(visit, { title: "Confirmed", body, cookies });
}

function recoveryPage(visit: Visit, faults = noFaults): Promise<Response> {
  const body = html`
<p class="lead">Somebody who knows the root user's password asked to sign in without its MFA device.</p>
<p>Confirm only if it was you. You will then assign a new device.</p>
${alert(faults)}
${form({ action: paths.confirmRecovery, token: tokenOf(visit), body: button("Yes, it was me") })}
<p class="aside">It was not you? Close this page and change the root user's password: somebody knows it.</p>`;
  const { status, waitSeconds } = faults;
  return showPage(visit, { title: "Sign in without your MFA device", body, status, waitSeconds });
}

function incomplete(visit: Visit): Response {
  return redirect(visit, signInPath({ notice: "link" }));
}
