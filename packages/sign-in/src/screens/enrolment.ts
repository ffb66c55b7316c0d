import { effectCookies, safeReturnPath } from "@sallyport/web";
import { html } from "hono/html";
import { codeFaults, type Faults, faultsOf, noFaults } from "../faults.ts";
import { type Form, readPair } from "../form.ts";
import { alert, button, codeRing, field, form } from "../html/controls.ts";
import type { Html } from "../html/page.ts";
import { paths, signInPath } from "../paths.ts";
import {
  atStep,
  goOn,
  perform,
  redirect,
  type SignInView,
  showPage,
  tokenOf,
  type Visit,
} from "../visit.ts";
import { cancelLink, signingInAs } from "./step-parts.ts";

/** A device is assigned before there is a session: after break-glass, after a recovery by mail, and where the account requires MFA. */
export function showEnrolment(visit: Visit): Promise<Response> {
  return page(visit, nothingShown, noFaults);
}

/** Neither the picture nor the key is in the page before its button is pressed. */
export function showSeed(visit: Visit, posted: Form): Promise<Response> {
  return page(visit, shownIn(posted), noFaults);
}

export async function assignDevice(visit: Visit, posted: Form): Promise<Response> {
  const codes = readPair(posted);
  const malformed = codeFaults(codes);
  if (malformed !== undefined) return page(visit, shownIn(posted), malformed);
  try {
    const step = await perform(visit, "FinishEnrolmentAtSignIn", codes);
    if (!step.output.signInAgain) return goOn(visit, step);
    const cookies = effectCookies(step.effects, visit.site);
    return redirect(
      visit,
      signInPath({ notice: "assignedLate", returnTo: safeReturnPath(step.output.returnTo) }),
      cookies,
    );
  } catch (error) {
    return page(visit, shownIn(posted), faultsOf(error, Object.keys(codes)));
  }
}

/** "Skip for now": leads back here once the days of grace are over. */
export async function skipEnrolment(visit: Visit): Promise<Response> {
  return goOn(visit, await perform(visit, "SkipEnrolmentAtSignIn", {}));
}

/** What the person has asked to see: it goes from page to page as hidden fields. */
interface Shown {
  readonly picture: boolean;
  readonly key: boolean;
}

const nothingShown: Shown = { picture: false, key: false };

function shownIn(posted: Form): Shown {
  return { picture: posted.get("picture") === "shown", key: posted.get("key") === "shown" };
}

function hiddenFor(shown: Shown): Readonly<Record<string, string | undefined>> {
  return {
    picture: shown.picture ? "shown" : undefined,
    key: shown.key ? "shown" : undefined,
  };
}

function page(visit: Visit, shown: Shown, faults: Faults): Promise<Response> {
  const token = tokenOf(visit);
  return atStep(visit, "enrolment", async (view) => {
    const seed =
      shown.picture || shown.key
        ? (await perform(visit, "ShowEnrolmentAtSignIn", {})).output
        : undefined;
    const body = html`
${signingInAs(view)}
${required(view)}
<p>From now on a code from ${deviceNamed(view)} is asked for whenever you sign in.</p>
${alert(faults)}
<ol class="steps">
<li><h2>Install a compatible app on your mobile device or computer</h2>
<p>Any authenticator app that shows six-digit codes will do.</p></li>
<li id="scan"><h2>Use your virtual MFA app and your device's camera to scan the QR code</h2>
${seed !== undefined && shown.picture ? qrCode(seed.qrCodePng) : showButton("Show QR code", token, { ...shown, picture: true })}
<p>No camera? Type the secret key into the app instead.</p>
${seed !== undefined && shown.key ? html`<p class="key" id="secret-key">${seed.secretKey}</p>` : showButton("Show secret key", token, { ...shown, key: true })}
</li>
<li><h2>Type two consecutive MFA codes below</h2>
${form({
  action: paths.enrolment,
  token,
  hidden: hiddenFor(shown),
  body: html`
${field({ name: "authenticationCode1", label: "MFA code 1", kind: "code", autocomplete: "one-time-code", first: faults.alert !== undefined }, faults)}
${field({ name: "authenticationCode2", label: "MFA code 2", kind: "code", autocomplete: "off", hint: "The code that the app shows right after the first one." }, faults)}
${codeRing(Date.now())}
${button("Assign MFA")}`,
})}</li>
</ol>
${skip(view, token)}
<div class="links">${cancelLink(token)}</div>`;
    const { status, waitSeconds } = faults;
    return showPage(visit, { title: "Set up virtual MFA device", body, status, waitSeconds });
  });
}

/** Why this page is here, and how long it may be put off. */
function required({ mfaRequired, graceEndsAt }: SignInView): Html | "" {
  if (!mfaRequired) return "";
  if (graceEndsAt === undefined) {
    return html`<p class="notice">This account requires MFA. Set up a device to go on.</p>`;
  }
  return html`<p class="notice">This account requires MFA. You can skip this for ${daysUntil(graceEndsAt)}; from then on you cannot sign in without a device.</p>`;
}

function skip({ graceEndsAt }: SignInView, token: string): Html | "" {
  if (graceEndsAt === undefined) return "";
  return form({ action: paths.skipEnrolment, token, body: button("Skip for now", "plain") });
}

/** Rounded down, so that nobody counts on a day that they do not have. */
function daysUntil(at: number): string {
  const hours = Math.max(0, Math.floor((at - Date.now()) / 3_600_000));
  if (hours < 1) return "less than an hour";
  if (hours < 48) return hours === 1 ? "1 more hour" : `${hours} more hours`;
  return `${Math.floor(hours / 24)} more days`;
}

function deviceNamed(view: SignInView): Html {
  return view.enrolmentDeviceName === undefined
    ? html`this device`
    : html`this device, named <strong>${view.enrolmentDeviceName}</strong>,`;
}

function showButton(label: string, token: string, shown: Shown): Html {
  const body = button(label, "plain");
  return form({ action: `${paths.showEnrolment}#scan`, token, hidden: hiddenFor(shown), body });
}

function qrCode(png: Uint8Array): Html {
  const source = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
  return html`<img class="qr-code" src="${source}" alt="QR code" width="270" height="270">`;
}
