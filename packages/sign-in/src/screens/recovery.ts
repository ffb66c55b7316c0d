import { MINUTE } from "@sallyport/core";
import { html } from "hono/html";
import { type Faults, faultsOf, noFaults } from "../faults.ts";
import { alert, button, form } from "../html/controls.ts";
import { paths } from "../paths.ts";
import { atStep, goOn, perform, type SignInView, showPage, tokenOf, type Visit } from "../visit.ts";
import { cancelLink, signingInAs } from "./step-parts.ts";
import { troubleshootingPage } from "./troubleshoot.ts";

/** Root alone may prove the mailbox instead of the device. */
export async function sendRecoveryMail(visit: Visit): Promise<Response> {
  try {
    await perform(visit, "SendRecoveryEmail", {});
  } catch (error) {
    const faults = faultsOf(error, []);
    return atStep(visit, "mfa", (view) => troubleshootingPage(visit, view, faults));
  }
  return page(visit, noFaults);
}

/** Where the browser that asked waits for the link in the mail to be confirmed, there or anywhere else. */
export function showRecovery(visit: Visit): Promise<Response> {
  return page(visit, noFaults);
}

export async function continueRecovery(visit: Visit): Promise<Response> {
  try {
    return goOn(visit, await perform(visit, "ContinueRecovery", {}));
  } catch (error) {
    return page(visit, faultsOf(error, []));
  }
}

function page(visit: Visit, faults: Faults): Promise<Response> {
  const token = tokenOf(visit);
  return atStep(visit, "mfa", (view) => {
    const words = view.recovered
      ? html`<p role="status">The link in the mail was confirmed. Go on to assign a new device.</p>`
      : html`<p role="status">A link is on its way to the account's e-mail address. Open it within ${minutesLeft(view)}, in any browser, and confirm there. Then go on here.</p>`;
    const body = html`
${signingInAs(view)}
${alert(faults)}
${words}
${form({ action: paths.continueRecovery, token, body: button("Continue") })}
<div class="links"><a href="${paths.troubleshoot}">Back to Troubleshoot MFA</a> ${cancelLink(token)}</div>`;
    const { status, waitSeconds } = faults;
    return showPage(visit, { title: "Check your mail", body, status, waitSeconds });
  });
}

/** The link lives longer than the sign-in that waits for it. */
function minutesLeft({ expiresAt }: SignInView): string {
  const minutes = Math.max(1, Math.floor((expiresAt - Date.now()) / MINUTE));
  return minutes === 1 ? "a minute" : `${minutes} minutes`;
}
