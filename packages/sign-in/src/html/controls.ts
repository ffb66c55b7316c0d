// The few things that every form is made of. Each says its state to a screen reader and works without script.

import { html } from "hono/html";
import type { Faults } from "../faults.ts";
import type { Html } from "./page.ts";

export interface Field {
  /** Also the name of the operation's input member, so that its faults find it. */
  readonly name: string;
  readonly label: string;
  readonly kind?: "text" | "email" | "password" | "code";
  readonly autocomplete?: string;
  readonly value?: string;
  readonly hint?: string;
  readonly readonly?: boolean;
  /** Takes the focus when the page opens, unless a field has a fault. */
  readonly first?: boolean;
}

/** A labelled field, with its hint and its fault tied to it. The first field with a fault takes the focus. */
export function field(options: Field, faults: Faults): Html {
  const { name, label, kind = "text", autocomplete, value, hint, readonly = false } = options;
  const fault = faults.fields[name];
  const faulty = Object.keys(faults.fields);
  const focused = faulty.length > 0 ? faulty[0] === name : options.first === true;
  const described = [
    ...(fault === undefined ? [] : [`${name}-fault`]),
    ...(hint === undefined ? [] : [`${name}-hint`]),
    ...(options.first === true && faults.alert !== undefined ? ["alert"] : []),
  ].join(" ");
  const input = html`<input id="${name}" name="${name}" type="${kind === "code" ? "text" : kind}" required
${attribute("value", value)}${attribute("autocomplete", autocomplete)}${kind === "code" ? codeAttributes : ""}
${kind === "text" ? wordAttributes : ""}${attribute("aria-describedby", described === "" ? undefined : described)}
${fault === undefined ? "" : html` aria-invalid="true"`}${readonly ? html` readonly` : ""}${focused ? html` autofocus` : ""}>`;
  return html`<div class="field">
<label for="${name}">${label}</label>
${hint === undefined ? "" : html`<p class="hint" id="${name}-hint">${hint}</p>`}
${kind === "password" ? html`<div class="with-button">${input}</div>` : input}
${fault === undefined ? "" : html`<p class="fault" id="${name}-fault">${fault}</p>`}
</div>`;
}

const wordAttributes = html` autocapitalize="none" spellcheck="false"`;
const codeAttributes = html` inputmode="numeric" spellcheck="false" data-code`;

function attribute(name: string, value: string | undefined): Html | "" {
  return value === undefined ? "" : html` ${name}="${value}"`;
}

export interface FormOptions {
  readonly action: string;
  readonly token: string;
  readonly body: Html;
  readonly hidden?: Readonly<Record<string, string | undefined>>;
  readonly className?: string;
  /** For a control that stands outside of the form. */
  readonly id?: string;
}

/** A form that posts to one of our own pages with the token of this browser. */
export function form({ action, token, body, hidden = {}, className, id }: FormOptions): Html {
  const kept = Object.entries({ token, ...hidden }).filter(([, value]) => value !== undefined);
  return html`<form method="post" action="${action}" novalidate${attribute("class", className)}${attribute("id", id)}>
${kept.map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
${body}
</form>`;
}

export function button(label: string, kind: "primary" | "plain" = "primary"): Html {
  return html`<button type="submit" class="${kind}">${label}</button>`;
}

/** What was wrong with the whole form, with the seconds to wait and a way on. */
export function alert(faults: Faults, wayOn?: Html): Html | "" {
  if (faults.alert === undefined) return "";
  return html`<div class="alert" role="alert" id="alert">
<p>${faults.alert}</p>
${wayOn === undefined ? "" : html`<p>${wayOn}</p>`}
</div>
${faults.waitSeconds === undefined ? "" : countdown(faults.waitSeconds)}`;
}

/** A timer is no alert: it would be read out every second. */
function countdown(seconds: number): Html {
  const noun = seconds === 1 ? "second" : "seconds";
  return html`<p class="wait" role="timer" data-countdown="${seconds}">${seconds} ${noun} left</p>`;
}

export function notice(text: string | undefined): Html | "" {
  return text === undefined ? "" : html`<p class="notice" role="status">${text}</p>`;
}

/** Shows when the next code comes; the script sets it going, and without script there is none. */
export function codeRing(now: number): Html {
  return html`<p class="ring" data-ring="${now}" hidden>
<svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false"><circle cx="10" cy="10" r="8"/><circle class="left" cx="10" cy="10" r="8" pathLength="30"/></svg>
<span aria-hidden="true">New code in <b data-ring-seconds></b> s</span>
</p>`;
}
