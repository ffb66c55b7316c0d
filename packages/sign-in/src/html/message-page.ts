import { requestIdHeader, type Site, securityHeaders } from "@sallyport/web";
import { html } from "hono/html";
import { document } from "./page.ts";

export interface MessagePage {
  readonly status: number;
  readonly title: string;
  readonly words: string;
  readonly link: { readonly href: string; readonly text: string };
  readonly requestId?: string;
}

/** A page that says one thing and leads on, in the manner of the sign-in pages: for whoever serves them. */
export async function messagePage(site: Site, message: MessagePage): Promise<Response> {
  const { status, title, words, link, requestId } = message;
  const body = html`<p>${words}</p>
<div class="links"><a href="${link.href}">${link.text}</a></div>`;
  return new Response(String(await document({ title, body }, site.host)), {
    status,
    headers: {
      ...securityHeaders(site, "signIn"),
      "content-type": "text/html; charset=utf-8",
      ...(requestId === undefined ? {} : { [requestIdHeader]: requestId }),
    },
  });
}
