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
  const shown = shownIn(posted);
  if (malformed !== undefined) return page(visit, shown, malformed);
  const replaced = shown.replaced === "" ? {} : { replacedSerialNumber: shown.replaced };
  try {
    const step = await perform(visit, "FinishEnrolmentAtSignIn", { ...codes, ...replaced });
    if (!step.output.signInAgain) return goOn(visit, step);
    const cookies = effectCookies(step.effects, visit.site);
    return redirect(
      visit,
      signInPath({ notice: "assignedLate", returnTo: safeReturnPath(step.output.returnTo) }),
      cookies,
    );
  } catch (error) {
    return page(visit, shown, faultsOf(error, ["replacedSerialNumber", ...Object.keys(codes)]));
  }
}

/** "Skip for now": leads back here once the days of grace are over. */
export async function skipEnrolment(visit: Visit): Promise<Response> {
  return goOn(visit, await perform(visit, "SkipEnrolmentAtSignIn", {}));
}

/** What the person has asked to see, which goes from page to page as hidden fields, and what they have chosen. */
interface Shown {
  readonly picture: boolean;
  readonly key: boolean;
  /** Serial number of the device that the new one replaces; empty where none was chosen. */
  readonly replaced: string;
}

const nothingShown: Shown = { picture: false, key: false, replaced: "" };

function shownIn(posted: Form): Shown {
  return {
    picture: posted.get("picture") === "shown",
    key: posted.get("key") === "shown",
    replaced: posted.get("replacedSerialNumber"),
  };
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
${full(view)}
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
${replacement(view, shown, faults)}
<li><h2>Type two consecutive MFA codes below</h2>
${form({
  action: paths.enrolment,
  id: formId,
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

/** Why a device must be chosen, said before the steps begin. */
function full({ replaceableDevices: { length } }: SignInView): Html | "" {
  if (length === 0) return "";
  const all = length === 1 ? "an MFA device" : `${length} MFA devices`;
  return html`<p class="notice">You have ${all}, and there is no room for another. Choose below which one the new device replaces: it is removed once the two codes are confirmed.</p>`;
}

const formId = "assign";

/** None is chosen beforehand: it is removed for good. The choice stands in a step of its own, and belongs to the form of the codes. */
function replacement({ replaceableDevices }: SignInView, shown: Shown, faults: Faults): Html | "" {
  if (replaceableDevices.length === 0) return "";
  const fault = faults.fields["replacedSerialNumber"];
  return html`<li><h2 id="replaced-title">Choose the device that the new one replaces</h2>
<p>Take the one that is lost or broken. The others stay as they are.</p>
<fieldset class="choices listed" aria-labelledby="replaced-title"${fault === undefined ? "" : html` aria-describedby="replaced-fault"`}>
${replaceableDevices.map((device, index) => {
  const id = `replaced-${index}`;
  const { serialNumber } = device;
  return html`<div class="choice">
<input type="radio" name="replacedSerialNumber" id="${id}" value="${serialNumber}" form="${formId}" required aria-describedby="${id}-about"${serialNumber === shown.replaced ? html` checked` : ""}${fault !== undefined && index === 0 ? html` autofocus` : ""}>
<label for="${id}">${device.name}</label>
<p id="${id}-about">${lastUse(device)}</p>
</div>`;
})}
</fieldset>
${fault === undefined ? "" : html`<p class="fault" id="replaced-fault">${fault}</p>`}</li>`;
}

type Device = SignInView["replaceableDevices"][number];

function lastUse({ lastUsedAt, assignedAt }: Device): Html {
  return lastUsedAt === undefined
    ? html`Not used since it was assigned on ${moment(assignedAt)}`
    : html`Last used on ${moment(lastUsedAt)}`;
}

/** Without script nobody knows the reader's time zone, so the page names its own. */
function moment(at: number): Html {
  const words = inWords.format(at);
  return html`<time datetime="${new Date(at).toISOString()}">${words} UTC</time>`;
}

const inWords = new Intl.DateTimeFormat("en-GB", {
  dateStyle: "long",
  timeStyle: "short",
  timeZone: "UTC",
});

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
