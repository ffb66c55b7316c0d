import { html } from "hono/html";
import { faultsOf, noFaults } from "../faults.ts";
import { emptyForm, type Form, readText } from "../form.ts";
import { alert, button, field, form } from "../html/controls.ts";
import { paths } from "../paths.ts";
import { perform, showPage, tokenOf, type Visit } from "../visit.ts";

/** A forgotten root password. IAM users ask their administrator. */
export function showForgot(visit: Visit): Promise<Response> {
  return page(visit, emptyForm);
}

export async function requestReset(visit: Visit, posted: Form): Promise<Response> {
  try {
    await perform(visit, "RequestPasswordReset", { email: readText(posted, "email") });
  } catch (error) {
    return page(visit, posted, faultsOf(error, ["email"]));
  }
  return mailUnderWay(visit);
}

function page(visit: Visit, posted: Form, faults = noFaults): Promise<Response> {
  const body = html`
<p class="lead">For the root user. A link to choose a new password is mailed to the account's address.</p>
${alert(faults)}
${form({
  action: paths.forgot,
  token: tokenOf(visit),
  body: html`
${field({ name: "email", label: "Email address", kind: "email", autocomplete: "email", value: readText(posted, "email"), first: true }, faults)}
${button("Send link")}`,
})}
<div class="links"><a href="${paths.signIn}">Back to sign in</a></div>`;
  const { status, waitSeconds } = faults;
  return showPage(visit, { title: "Forgot password", body, status, waitSeconds });
}

/** One answer for every address, so that it does not tell who has an account. */
function mailUnderWay(visit: Visit): Promise<Response> {
  const body = html`
<p role="status">If an account has this address, a link is on its way to it. Open it within an hour.</p>
<p>Nothing there? Look among unwanted mail, or ask whoever runs this server: without a mail server, mail is kept on its disk.</p>
<div class="links"><a href="${paths.signIn}">Back to sign in</a></div>`;
  return showPage(visit, { title: "Check your mail", body });
}
