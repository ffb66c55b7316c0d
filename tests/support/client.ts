// A browser as far as HTTP goes: it keeps cookies, says where its requests come from, and follows nothing by itself. On
// `node:http`, because `fetch` chooses some headers itself, and a fault is often a header.

import {
  Agent,
  request as httpRequest,
  type IncomingHttpHeaders,
  type OutgoingHttpHeaders,
} from "node:http";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

export interface Sending {
  readonly method?: string;
  readonly headers?: OutgoingHttpHeaders;
  readonly body?: string | Uint8Array;
  readonly agent?: Agent;
  /** The request's target as it is written, where no URL may tidy it up. */
  readonly target?: string;
}

/** Sends one request exactly as given. */
export function send(url: string, sending: Sending = {}): Promise<Answer> {
  const { method = "GET", headers = {}, body, agent, target } = sending;
  const { hostname, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const length = body === undefined ? {} : { "content-length": Buffer.byteLength(body) };
    const outgoing = httpRequest(
      {
        hostname,
        port,
        path: target ?? `${pathname}${search}`,
        method,
        headers: { ...length, ...headers },
        ...(agent === undefined ? {} : { agent }),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
        incoming.on("error", reject);
        incoming.on("end", () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      },
    );
    outgoing.on("error", reject);
    outgoing.end(body);
  });
}

/** What every request of our own pages carries. */
export function ownPage(origin: string): OutgoingHttpHeaders {
  return { origin, "sec-fetch-site": "same-origin" };
}

export class Client {
  readonly cookies = new Map<string, string>();
  readonly #agent = new Agent({ keepAlive: true });
  /** A server that was started anew may be at another port: the cookies are kept. */
  origin: string;
  #formToken = "";

  constructor(origin: string) {
    this.origin = origin;
  }

  get cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async open(path: string): Promise<Answer> {
    return this.#keep(await this.#send(path, {}));
  }

  /** Posts a form of the page that was opened last, with its token. */
  async submit(path: string, fields: Readonly<Record<string, string>>): Promise<Answer> {
    const body = new URLSearchParams({ token: this.#formToken, ...fields }).toString();
    const headers = {
      ...ownPage(this.origin),
      "content-type": "application/x-www-form-urlencoded",
    };
    return this.#keep(await this.#send(path, { method: "POST", headers, body }));
  }

  /** Calls an operation of the console's API. */
  async call(operation: string, input: unknown): Promise<Answer> {
    const headers = {
      ...ownPage(this.origin),
      "content-type": "application/json",
      "x-sallyport-csrf": "1",
    };
    const body = JSON.stringify(input);
    return this.#keep(await this.#send(`/api/${operation}`, { method: "POST", headers, body }));
  }

  /** The same, where nothing but success is expected. */
  async succeed<Output>(operation: string, input: unknown): Promise<Output> {
    const { status, text } = await this.call(operation, input);
    if (status !== 200) throw new Error(`${operation} answered ${status}: ${text}`);
    return JSON.parse(text) as Output;
  }

  close(): void {
    this.#agent.destroy();
  }

  #send(path: string, { headers = {}, ...rest }: Sending): Promise<Answer> {
    const cookie = this.cookies.size === 0 ? {} : { cookie: this.cookieHeader };
    return send(`${this.origin}${path}`, {
      ...rest,
      headers: { ...headers, ...cookie },
      agent: this.#agent,
    });
  }

  #keep(answer: Answer): Answer {
    for (const cookie of answer.headers["set-cookie"] ?? []) {
      const [pair = ""] = cookie.split(";");
      const split = pair.indexOf("=");
      const name = pair.slice(0, split);
      const value = pair.slice(split + 1);
      if (value === "") this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.#formToken =
      /<input type="hidden" name="token" value="([^"]+)"/.exec(answer.text)?.[1] ?? this.#formToken;
    return answer;
  }
}
