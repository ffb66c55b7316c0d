import { html } from "hono/html";
import { type Faults, faultsOf, noFaults } from "../faults.ts";
import type { Form } from "../form.ts";
import { alert, button, field, form } from "../html/controls.ts";
import { paths } from "../paths.ts";
import { atStep, goOn, perform, showPage, tokenOf, type Visit } from "../visit.ts";
import { passwordsDiffer } from "./set-up.ts";
import { cancelLink, signingInAs } from "./step-parts.ts";

/** Where somebody else chose the password, or it has become known or too old, the person chooses a new one before anything else. */
export function showNewPassword(visit: Visit): Promise<Response> {
  return page(visit, noFaults);
}

export async function changePassword(visit: Visit, posted: Form): Promise<Response> {
  const oldPassword = posted.get("oldPassword");
  const newPassword = posted.get("newPassword");
  if (newPassword !== posted.get("retype")) return page(visit, passwordsDiffer("retype"));
  try {
    const input = { oldPassword, newPassword };
    return goOn(visit, await perform(visit, "ChangePasswordAtSignIn", input));
  } catch (error) {
    return page(visit, faultsOf(error, ["oldPassword", "newPassword"]));
  }
}

function page(visit: Visit, faults: Faults): Promise<Response> {
  const token = tokenOf(visit);
  return atStep(visit, "newPassword", (view) => {
    const body = html`
${signingInAs(view)}
<p>You must choose a new password before you go on.</p>
${alert(faults)}
${form({
  action: paths.newPassword,
  token,
  body: html`
<input class="unseen" type="text" autocomplete="username" value="${view.personLabel}" readonly tabindex="-1" aria-hidden="true">
${field({ name: "oldPassword", label: "Old password", kind: "password", autocomplete: "current-password", first: true }, faults)}
${field({ name: "newPassword", label: "New password", kind: "password", autocomplete: "new-password", hint: view.passwordRules ?? "" }, faults)}
${field({ name: "retype", label: "Retype new password", kind: "password", autocomplete: "new-password" }, faults)}
${button("Confirm password change")}`,
})}
<div class="links">${cancelLink(token)}</div>`;
    const { status, waitSeconds } = faults;
    return showPage(visit, { title: "Choose a new password", body, status, waitSeconds });
  });
}
