import { html } from "hono/html";
import { atStep, showPage, tokenOf, type Visit } from "../visit.ts";
import { cancelLink, signingInAs } from "./step-parts.ts";

/** Where the account does not let an expired password be changed by its owner: said to nobody who has not shown their second factor. */
export function showPasswordExpired(visit: Visit): Promise<Response> {
  return atStep(visit, "passwordExpired", (view) => {
    const body = html`
${signingInAs(view)}
<p>Your password has expired, and this account does not let you change an expired password yourself.</p>
<p>Ask an administrator of the account to set a new one. Your access keys go on working.</p>
<div class="links">${cancelLink(tokenOf(visit))}</div>`;
    return showPage(visit, { title: "Password expired", body, status: 403 });
  });
}
