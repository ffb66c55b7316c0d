import { html } from "hono/html";
import { type Faults, faultsOf, noFaults } from "../faults.ts";
import { type Form, readCode } from "../form.ts";
import { alert, button, codeRing, field, form } from "../html/controls.ts";
import type { Html } from "../html/page.ts";
import { paths } from "../paths.ts";
import { atStep, goOn, perform, type SignInView, showPage, tokenOf, type Visit } from "../visit.ts";
import { cancelLink, deviceChoice, signingInAs } from "./step-parts.ts";

const offerResyncAfter = 3;

/** The second factor: shown only after the right password, and only where a device is assigned. */
export function showCode(visit: Visit): Promise<Response> {
  return atStep(visit, "mfa", (view) => page(visit, view, noFaults));
}

export async function submitCode(visit: Visit, posted: Form): Promise<Response> {
  const serialNumber = posted.get("serialNumber");
  const input = {
    code: readCode(posted, "code"),
    ...(serialNumber === "" ? {} : { serialNumber }),
  };
  try {
    return goOn(visit, await perform(visit, "SubmitMFACode", input));
  } catch (error) {
    const faults = faultsOf(error, ["code"]);
    return atStep(visit, "mfa", (view) => page(visit, view, faults, serialNumber));
  }
}

function page(
  visit: Visit,
  view: SignInView,
  faults: Faults,
  serialNumber = "",
): Promise<Response> {
  const token = tokenOf(visit);
  const failing = faults.failuresInARow >= offerResyncAfter;
  const asksWhich = (failing || serialNumber !== "") && view.devices.length > 1;
  const body = html`
${signingInAs(view)}
${alert(faults, failing ? resyncOffer() : undefined)}
${form({
  action: paths.code,
  token,
  body: html`
${asksWhich ? deviceChoice(view.devices, serialNumber, "Any of them") : ""}
${field({ name: "code", label: "MFA code", kind: "code", autocomplete: "one-time-code", hint: "The six digits that your authenticator shows now.", first: true }, faults)}
${codeRing(Date.now())}
${button("Submit")}`,
})}
<p class="links"><a href="${paths.troubleshoot}">Troubleshoot MFA</a> ${cancelLink(token)}</p>`;
  const { status, waitSeconds } = faults;
  return showPage(visit, { title: "Multi-factor authentication", body, status, waitSeconds });
}

function resyncOffer(): Html {
  return html`Is the clock of your device off? <a href="${paths.troubleshoot}#resync">Re-synchronize your device</a>`;
}
