import { html } from "hono/html";
import { codeFaults, type Faults, faultsOf, noFaults } from "../faults.ts";
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
  const show = (faults: Faults) =>
    atStep(visit, "mfa", (view) => page(visit, view, faults, serialNumber));
  const code = readCode(posted, "code");
  const malformed = codeFaults({ code });
  if (malformed !== undefined) return show(malformed);
  try {
    const input = { code, ...(serialNumber === "" ? {} : { serialNumber }) };
    return goOn(visit, await perform(visit, "SubmitMFACode", input));
  } catch (error) {
    return show(faultsOf(error, ["code"]));
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
<div class="links"><a href="${paths.troubleshoot}">Troubleshoot MFA</a> ${cancelLink(token)}</div>`;
  const { status, waitSeconds } = faults;
  return showPage(visit, { title: "Multi-factor authentication", body, status, waitSeconds });
}

function resyncOffer(): Html {
  return html`Is the clock of your device off? <a href="${paths.troubleshoot}#resync">Re-synchronize your device</a>`;
}
