import { html } from "hono/html";
import { type Faults, faultsOf, noFaults } from "../faults.ts";
import { type Form, readText } from "../form.ts";
import { alert, button, field, form } from "../html/controls.ts";
import { paths } from "../paths.ts";
import { atStep, goOn, perform, showPage, tokenOf, type Visit } from "../visit.ts";
import { cancelLink, signingInAs } from "./step-parts.ts";

/** After break-glass root shows the one-time code that was printed on the server (security rule 25). */
export function showEnrolmentCode(visit: Visit): Promise<Response> {
  return page(visit, noFaults);
}

export async function submitEnrolmentCode(visit: Visit, posted: Form): Promise<Response> {
  const input = { enrolmentCode: readText(posted, "enrolmentCode") };
  try {
    return goOn(visit, await perform(visit, "SubmitEnrolmentCode", input));
  } catch (error) {
    return page(visit, faultsOf(error, ["enrolmentCode"]));
  }
}

function page(visit: Visit, faults: Faults): Promise<Response> {
  const token = tokenOf(visit);
  return atStep(visit, "enrolmentCode", (view) => {
    const body = html`
${signingInAs(view)}
<p>The MFA of this root user was reset on the server. Type the one-time code that was printed there; after it you assign a new device.</p>
${alert(faults)}
${form({
  action: paths.enrolmentCode,
  token,
  body: html`
${field({ name: "enrolmentCode", label: "Enrolment code", autocomplete: "off", first: true }, faults)}
${button("Submit")}`,
})}
<div class="links">${cancelLink(token)}</div>`;
    const { status, waitSeconds } = faults;
    return showPage(visit, { title: "Enrolment code", body, status, waitSeconds });
  });
}
