/** The server's side of sync over HTTP: what it stores is sealed, and all that it learns of a device is a token and a name. */

import type { Bytes } from "../bytes.ts";
import { SyncFault, type SyncFaultCode } from "./fault.ts";

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** What the server gives a device for a pairing code. */
export interface Paired {
  readonly token: string;
  readonly deviceId: string;
  /** Whose devices these are, for a person to read. */
  readonly owner: string;
  readonly account: string;
}

/** What is stored there. */
export type Stored =
  | { readonly kind: "nothing" }
  | { readonly kind: "unchanged" }
  | { readonly kind: "vault"; readonly bytes: Bytes; readonly revision: string };

const longestMs = 20_000;

/** Trades a pairing code for a token; each code does so once. */
export async function pairDevice(
  ask: Fetch,
  { server, code, name }: { readonly server: string; readonly code: string; readonly name: string },
): Promise<Paired> {
  const answer = await send(ask, `${server}/vault-sync/devices`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ pairingCode: code, name }),
  });
  if (answer.status === 403) throw new SyncFault("badCode");
  if (answer.status === 409) throw new SyncFault("tooManyDevices");
  if (answer.status !== 201) throw faultOf(answer);
  return parsePaired(await bodyOf(answer.json()));
}

/** What a device that was paired may ask. */
export class SyncClient {
  readonly #ask: Fetch;
  readonly #server: string;
  readonly #token: string;

  constructor(ask: Fetch, { server, token }: { readonly server: string; readonly token: string }) {
    this.#ask = ask;
    this.#server = server;
    this.#token = token;
  }

  /** The stored vault, unless it is still this revision. */
  async get(known?: string): Promise<Stored> {
    const headers = known === undefined ? {} : { "if-none-match": known };
    const answer = await this.#send("vault", { method: "GET", headers });
    if (answer.status === 304) return { kind: "unchanged" };
    if (answer.status === 404) return { kind: "nothing" };
    const revision = revisionOf(answer);
    if (answer.status !== 200 || revision === null) throw faultOf(answer);
    const bytes = new Uint8Array(await bodyOf(answer.arrayBuffer()));
    return { kind: "vault", bytes, revision };
  }

  /** Replaces this revision, or nothing. Answers with the new revision; undefined where another device came in between. */
  async put(bytes: Bytes, replaces: string | undefined): Promise<string | undefined> {
    const condition = replaces === undefined ? { "if-none-match": "*" } : { "if-match": replaces };
    const headers = { "content-type": "application/octet-stream", ...condition };
    const answer = await this.#send("vault", { method: "PUT", headers, body: bytes });
    if (answer.status === 412) return undefined;
    const revision = revisionOf(answer);
    if (answer.status !== 204 || revision === null) throw faultOf(answer);
    return revision;
  }

  /** Takes this device from those that sync. */
  async leave(): Promise<void> {
    const answer = await this.#send("devices/self", { method: "DELETE", headers: {} });
    if (answer.status !== 204) throw faultOf(answer);
  }

  async #send(
    path: string,
    { headers, ...init }: RequestInit & { readonly headers: Readonly<Record<string, string>> },
  ): Promise<Response> {
    const authorization = `Bearer ${this.#token}`;
    return send(this.#ask, `${this.#server}/vault-sync/${path}`, {
      ...init,
      headers: { ...headers, authorization },
    });
  }
}

/** The entity tag. A proxy that compresses what passes weakens it (RFC 9110 §8.8.1); the server knows the strong one. */
function revisionOf({ headers }: Response): string | null {
  return headers.get("etag")?.replace(/^W\//, "") ?? null;
}

/** Sends what is given here and nothing else: no cookies, no address of the page; and goes where it was sent alone. */
async function send(ask: Fetch, url: string, init: RequestInit): Promise<Response> {
  return bodyOf(
    ask(url, {
      ...init,
      cache: "no-store",
      credentials: "omit",
      mode: "cors",
      redirect: "error",
      referrerPolicy: "no-referrer",
      signal: AbortSignal.timeout(longestMs),
    }),
  );
}

async function bodyOf<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new SyncFault("unreachable", { cause: error });
  }
}

const faults: Readonly<Record<number, SyncFaultCode>> = {
  401: "removed",
  409: "busy",
  413: "tooLarge",
  429: "busy",
  502: "unreachable",
  503: "busy",
  504: "unreachable",
};

function faultOf({ status, headers }: Response): SyncFault {
  const seconds = Number(headers.get("retry-after") ?? Number.NaN);
  const retryAfterMs = Number.isFinite(seconds) ? { retryAfterMs: seconds * 1000 } : {};
  return new SyncFault(faults[status] ?? "refused", retryAfterMs);
}

function parsePaired(value: unknown): Paired {
  const { token, deviceId, owner, account } = {
    ...{ token: undefined, deviceId: undefined, owner: undefined, account: undefined },
    ...(typeof value === "object" ? value : {}),
  };
  const texts = [token, deviceId, owner, account];
  if (!texts.every((each) => typeof each === "string")) throw new SyncFault("refused");
  const [first = "", second = "", third = "", fourth = ""] = texts;
  return { token: first, deviceId: second, owner: third, account: fourth };
}
