// What the pages of a sign-in under way have in common.

import { html } from "hono/html";
import { form } from "../html/controls.ts";
import type { Html } from "../html/page.ts";
import { paths } from "../paths.ts";
import type { SignInView } from "../visit.ts";

export function signingInAs(view: SignInView): Html {
  return html`<p class="lead">Signing in as <strong>${view.personLabel}</strong> of <strong>${view.accountLabel}</strong>.</p>`;
}

/** Goes back to the start. With script it ends the sign-in at once; without, the next one replaces it, or ten minutes end it. */
export function cancelLink(token: string): Html {
  return html`<a href="${paths.signIn}" data-posts="cancel">Cancel</a>${form({ action: paths.cancel, token, className: "cancel", body: html`` })}`;
}

/** Which of several devices; `any` is the choice that leaves it open, where it may be. */
export function deviceChoice(devices: SignInView["devices"], chosen: string, any?: string): Html {
  return html`<div class="field">
<label for="serialNumber">Which device</label>
<select id="serialNumber" name="serialNumber">
${any === undefined ? "" : html`<option value="">${any}</option>`}
${devices.map(({ serialNumber, name }) => html`<option value="${serialNumber}"${serialNumber === chosen ? html` selected` : ""}>${name}</option>`)}
</select>
</div>`;
}
