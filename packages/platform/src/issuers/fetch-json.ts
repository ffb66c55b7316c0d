// One bounded question to an issuer: https, no redirects, five seconds, 64 KiB, and never at an address that is not to be asked.

import { lookup as resolve } from "node:dns";
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { isReachable } from "./reachable-address.ts";

export interface FetchOptions {
  /** Issuers on this very machine, also without TLS. */
  readonly allowLoopback: boolean;
  readonly timeLimitMs?: number | undefined;
  readonly sizeLimit?: number | undefined;
}

/** Why there is no answer: for whoever runs the server, not for whoever asked. */
export class FetchFault extends Error {
  override readonly name = "FetchFault";
}

const defaultTimeLimitMs = 5000;
const defaultSizeLimit = 64 * 1024;

/** The JSON at this address. Rejects with a `FetchFault`. */
export async function fetchJson(address: string, options: FetchOptions): Promise<unknown> {
  const { allowLoopback } = options;
  const { timeLimitMs = defaultTimeLimitMs, sizeLimit = defaultSizeLimit } = options;
  const url = requireAskable(address, allowLoopback);
  const signal = AbortSignal.timeout(timeLimitMs);
  try {
    const answer = await ask(url, { allowLoopback, signal });
    return JSON.parse(await readWhole(answer, sizeLimit)) as unknown;
  } catch (error) {
    const reason = signal.aborted ? `no whole answer within ${timeLimitMs} ms` : String(error);
    throw new FetchFault(`${nameOf(url)}: ${reason}`, { cause: error });
  }
}

function requireAskable(address: string, allowLoopback: boolean): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.username !== "" || url.password !== "")
    throw new FetchFault("an issuer names something that is no URL to ask");
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const plain = url.protocol === "http:" && allowLoopback && isLoopbackName(host);
  if (url.protocol !== "https:" && !plain)
    throw new FetchFault(`${nameOf(url)}: only https is asked`);
  // A name is judged once it is resolved; an address is connected to as it stands, without a lookup.
  if (isIP(host) !== 0 && !isReachable(host, allowLoopback)) throw notAsked(host);
  return url;
}

/** For the log: no query, and no longer than anybody reads. */
const nameOf = ({ origin, pathname }: URL) => `${origin}${pathname}`.slice(0, 300);

const isLoopbackName = (host: string) => ["localhost", "127.0.0.1", "::1"].includes(host);

const notAsked = (host: string) =>
  new FetchFault(`${host} is not asked: its address is this machine's own, link-local or reserved`);

/** Judges what a name resolves to where it is connected to, so that no second answer of the DNS slips in between. */
function guardedLookup(allowLoopback: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      if (error) return callback(error, []);
      if (!addresses.every(({ address }) => isReachable(address, allowLoopback)))
        return callback(notAsked(hostname), []);
      const [first] = addresses;
      if (options.all || first === undefined) return callback(null, addresses);
      return callback(null, first.address, first.family);
    });
  };
}

function ask(
  url: URL,
  { allowLoopback, signal }: { readonly allowLoopback: boolean; readonly signal: AbortSignal },
): Promise<IncomingMessage> {
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const headers = { accept: "application/json", "accept-encoding": "identity" };
  // `agent: false`: a connection of its own, that no proxy of the environment and no kept socket is part of.
  const options = { signal, agent: false, lookup: guardedLookup(allowLoopback), headers } as const;
  return new Promise((answered, failed) => {
    send(url, options, answered).on("error", failed).end();
  });
}

async function readWhole(answer: IncomingMessage, sizeLimit: number): Promise<string> {
  const { statusCode, headers } = answer;
  try {
    if (statusCode !== 200) throw new Error(`answered with status ${statusCode}, not 200`);
    const encoding = headers["content-encoding"] ?? "identity";
    if (encoding !== "identity") throw new Error(`answered in ${encoding}`);
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of answer as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > sizeLimit) throw new Error(`answered with more than ${sizeLimit} bytes`);
      chunks.push(chunk);
    }
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } finally {
    answer.destroy();
  }
}
