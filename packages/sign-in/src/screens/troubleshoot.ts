import { effectCookies, safeReturnPath } from "@sallyport/web";
import { html } from "hono/html";
import { codeFaults, type Faults, faultsOf, noFaults } from "../faults.ts";
import { type Form, readPair } from "../form.ts";
import { alert, button, codeRing, field, form } from "../html/controls.ts";
import type { Html } from "../html/page.ts";
import { paths, signInPath } from "../paths.ts";
import {
  atStep,
  findPending,
  perform,
  redirect,
  type SignInView,
  showPage,
  tokenOf,
  type Visit,
} from "../visit.ts";
import { cancelLink, deviceChoice, signingInAs } from "./step-parts.ts";

export function showTroubleshooting(visit: Visit): Promise<Response> {
  return atStep(visit, "mfa", (view) => troubleshootingPage(visit, view, noFaults));
}

/** Resync opens nothing by itself: password and a fresh code are asked for again. */
export async function resync(visit: Visit, posted: Form): Promise<Response> {
  const serialNumber = posted.get("serialNumber");
  const show = (faults: Faults) =>
    atStep(visit, "mfa", (view) => troubleshootingPage(visit, view, faults, serialNumber));
  const codes = readPair(posted);
  const malformed = codeFaults(codes);
  if (malformed !== undefined) return show(malformed);
  try {
    const returnTo = (await findPending(visit))?.pending.returnTo;
    const input = { ...codes, ...(serialNumber === "" ? {} : { serialNumber }) };
    const { effects } = await perform(visit, "ResyncAtSignIn", input);
    return redirect(
      visit,
      signInPath({ notice: "resynced", returnTo: safeReturnPath(returnTo) }),
      effectCookies({ pending: "ended", ...effects }, visit.site),
    );
  } catch (error) {
    return show(faultsOf(error, Object.keys(codes)));
  }
}

export function troubleshootingPage(
  visit: Visit,
  view: SignInView,
  faults: Faults,
  serialNumber = "",
): Promise<Response> {
  const token = tokenOf(visit);
  const { devices } = view;
  const body = html`
${signingInAs(view)}
${alert(faults)}
<section aria-labelledby="resync">
<h2 id="resync">Re-synchronize with our servers</h2>
<p>If the clock of your device is off, its codes do not fit. Type two codes that follow each other; the server then knows how far it is off.</p>
${form({
  action: paths.resync,
  token,
  body: html`
${devices.length > 1 ? deviceChoice(devices, serialNumber) : ""}
${field({ name: "authenticationCode1", label: "MFA code 1", kind: "code", autocomplete: "one-time-code", first: faults.alert !== undefined }, faults)}
${field({ name: "authenticationCode2", label: "MFA code 2", kind: "code", autocomplete: "off", hint: "The code that your device shows right after the first one." }, faults)}
${codeRing(Date.now())}
${button("Re-sync authentication device")}`,
})}
</section>
<section aria-labelledby="alternatives">
<h2 id="alternatives">Sign in using alternative factors</h2>
${view.isRoot ? byMail(token) : html`<p>Contact your administrator: they can remove the lost device, so that you can sign in and assign another.</p>`}
</section>
<div class="links"><a href="${paths.code}">Back to the MFA code</a> ${cancelLink(token)}</div>`;
  const { status, waitSeconds } = faults;
  return showPage(visit, { title: "Troubleshoot MFA", body, status, waitSeconds });
}

function byMail(token: string): Html {
  return html`<p>If your device is lost or broken, prove that the account's mailbox is yours. A link is mailed to the account's address; after it you assign a new device.</p>
${form({ action: paths.recoveryMail, token, body: button("Send verification email", "plain") })}`;
}
