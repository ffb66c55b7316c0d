// A browser as far as a door can tell: it keeps cookies, says where its forms come from, and follows nothing by itself.

import { randomUUID } from "node:crypto";
import { type Door, type Site, siteOf } from "@sallyport/web";

export interface Page {
  readonly status: number;
  readonly location: string | undefined;
  readonly headers: Headers;
  readonly html: string;
  /** The value of a hidden or filled-in field. */
  field(name: string): string | undefined;
}

export class Browser {
  readonly site: Site = siteOf("http://localhost:6238");
  readonly cookies = new Map<string, string>();
  readonly #door: Door;
  #page: Page | undefined;
  #token = "";
  constructor(door: Door) {
    this.#door = door;
  }

  get page(): Page {
    if (this.#page === undefined) throw new Error("no page is open");
    return this.#page;
  }

  open(path: string): Promise<Page> {
    return this.send(path, { method: "GET" });
  }

  /** Posts a form with the token of the page that had one last. */
  submit(path: string, fields: Readonly<Record<string, string>>): Promise<Page> {
    const body = new URLSearchParams({ token: this.#token, ...fields }).toString();
    return this.send(path, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin: this.site.origin,
        "sec-fetch-site": "same-origin",
      },
    });
  }

  /** Goes where the last answer leads. */
  follow(): Promise<Page> {
    const { location } = this.page;
    if (location === undefined) throw new Error(`nothing to follow: ${this.page.html}`);
    return this.open(location);
  }

  async send(path: string, init: RequestInit): Promise<Page> {
    const request = new Request(`${this.site.origin}${path}`, init);
    if (this.cookies.size > 0) {
      const pairs = [...this.cookies].map(([name, value]) => `${name}=${value}`);
      request.headers.set("cookie", pairs.join("; "));
    }
    const response = await this.#door(request, {
      requestId: randomUUID(),
      peer: "127.0.0.1",
      target: path,
      rawHeaders: [],
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    const html = await response.text();
    this.#page = {
      status: response.status,
      location: response.headers.get("location") ?? undefined,
      headers: response.headers,
      html,
      field: (name) =>
        new RegExp(`<input[^>]*name="${name}"[^>]*?value="([^"]*)"`, "s").exec(html)?.[1],
    };
    this.#token = this.#page.field("token") ?? this.#token;
    return this.#page;
  }

  #keep(cookie: string): void {
    const [pair = ""] = cookie.split(";");
    const [name = "", value = ""] = pair.split("=");
    if (value === "") this.cookies.delete(name);
    else this.cookies.set(name, value);
  }
}
