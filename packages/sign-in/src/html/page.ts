import { html } from "hono/html";
import { assets } from "../assets.ts";

export type Html = ReturnType<typeof html>;

export interface Page {
  /** The heading, and the window's title. */
  readonly title: string;
  readonly body: Html;
}

/** A whole document around one card. */
export function document({ title, body }: Page, host: string): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title} · Sallyport</title>
<link rel="icon" type="image/svg+xml" href="${assets.mark.href}">
<link rel="stylesheet" href="${assets.style.href}">
<script src="${assets.script.href}" defer></script>
</head>
<body>
<header class="brand">
${mark()}
<span>Sallyport</span>
</header>
<main class="card">
<h1>${title}</h1>
${body}
</main>
<footer>
<p>You are at <strong>${host}</strong>. Type passwords and codes only where you know the address.</p>
</footer>
</body>
</html>
`;
}

/** Two doors, one behind the other. Beside the name it is decoration. */
function mark(): Html {
  return html`<svg class="mark" viewBox="0 0 32 32" width="36" height="36" aria-hidden="true" focusable="false">
<path class="gate" d="M2 30V15a14 14 0 0 1 28 0v15h-5V15a9 9 0 0 0-18 0v15z"/>
<path class="way" d="M10 30V16a6 6 0 0 1 12 0v14z"/>
<path class="gate" d="M12.5 30V17.5a3.5 3.5 0 0 1 7 0V30z"/>
</svg>`;
}
