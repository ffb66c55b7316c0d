import { rootPasswordRules } from "@sallyport/core";
import { html } from "hono/html";
import { type Faults, faultsOf, fieldFault, noFaults } from "../faults.ts";
import { emptyForm, type Form, readText } from "../form.ts";
import { alert, button, field, form } from "../html/controls.ts";
import { paths, signInPath } from "../paths.ts";
import { performAsNobody, redirect, showPage, tokenOf, type Visit } from "../visit.ts";

const fields = ["setupToken", "email", "accountName", "password", "retype"];

/** Only until the first account exists (security rule 24). */
export async function showSetUp(visit: Visit): Promise<Response> {
  return (await visit.isSetupOpen()) ? page(visit, emptyForm) : redirect(visit, paths.signIn);
}

export async function createAccount(visit: Visit, posted: Form): Promise<Response> {
  if (!(await visit.isSetupOpen())) return redirect(visit, paths.signIn);
  const password = posted.get("password");
  if (password !== posted.get("retype")) return page(visit, posted, passwordsDiffer("retype"));
  try {
    await performAsNobody(visit, "CreateFirstAccount", {
      setupToken: readText(posted, "setupToken"),
      email: readText(posted, "email"),
      accountName: readText(posted, "accountName"),
      password,
    });
  } catch (error) {
    return page(visit, posted, faultsOf(error, fields));
  }
  return redirect(visit, signInPath({ notice: "created" }));
}

export function passwordsDiffer(name: string): Faults {
  return fieldFault(name, "The two passwords are not the same.");
}

function page(visit: Visit, posted: Form, faults = noFaults): Promise<Response> {
  const { status, waitSeconds } = faults;
  const body = html`
<p class="lead">Make the account and its root user, the one that may do everything. The set-up token was printed where Sallyport was started.</p>
${alert(faults)}
${form({
  action: paths.setup,
  token: tokenOf(visit),
  body: html`
${field({ name: "setupToken", label: "Set-up token", autocomplete: "off", value: readText(posted, "setupToken"), first: true }, faults)}
${field({ name: "email", label: "Email address", kind: "email", autocomplete: "email", value: readText(posted, "email"), hint: "You sign in with it, and links to set a new password are mailed there." }, faults)}
${field({ name: "accountName", label: "Account name", autocomplete: "organization", value: readText(posted, "accountName") }, faults)}
${field({ name: "password", label: "Password", kind: "password", autocomplete: "new-password", hint: rootPasswordRules }, faults)}
${field({ name: "retype", label: "Retype password", kind: "password", autocomplete: "new-password" }, faults)}
${button("Create account")}`,
})}`;
  return showPage(visit, { title: "Set up Sallyport", body, status, waitSeconds });
}
