// The keys that issuers publish (OpenID Connect Discovery 1.0 §4, RFC 7517), kept for a while. A token with an unknown key asks again,
// once a minute at most: whoever makes tokens up cannot make this server knock at somebody's door.

import { type Clock, HOUR, type Instant, MINUTE, SECOND } from "@sallyport/core";
import { createLocalJWKSet, type JSONWebKeySet } from "jose";
import { Lru } from "../lru.ts";
import { FetchFault } from "./fetch-json.ts";

export type KeySet = ReturnType<typeof createLocalJWKSet>;

export interface IssuerKeysOptions {
  readonly clock: Clock;
  /** The JSON at an address, bounded in every way; rejects with a `FetchFault`. */
  readonly fetchJson: (address: string) => Promise<unknown>;
  /** Told why an issuer could not be asked. */
  readonly failed: (error: FetchFault) => void;
}

export interface IssuerKeys {
  /** Undefined where the issuer cannot be asked. */
  keysOf(issuer: string): Promise<KeySet | undefined>;
  /** The same, asked anew: undefined where that was done within a minute, or failed. */
  freshKeysOf(issuer: string): Promise<KeySet | undefined>;
}

const goodFor = 1 * HOUR;
const askAgainAfter = 1 * MINUTE;
/** An issuer that did not answer is left alone for so long. */
const restAfterFailure = 10 * SECOND;
const mostIssuers = 500;
const mostKeys = 100;

/** What came of asking last, and what is known since. */
interface Known {
  readonly askedAt: Instant;
  readonly keys: KeySet | undefined;
  readonly keysFrom: Instant;
}

export function createIssuerKeys({ clock, fetchJson, failed }: IssuerKeysOptions): IssuerKeys {
  const known = new Lru<Known>(mostIssuers);
  const asking = new Map<string, Promise<KeySet | undefined>>();

  async function ask(issuer: string): Promise<KeySet | undefined> {
    const askedAt = clock.now();
    try {
      const keys = await fetchKeys(issuer, fetchJson);
      known.set(issuer, { askedAt, keys, keysFrom: askedAt });
      return keys;
    } catch (error) {
      if (!(error instanceof FetchFault)) throw error;
      failed(error);
      // Keys that are still good stay so: only the search for an unknown one has failed.
      const former = known.get(issuer);
      known.set(issuer, { keys: undefined, keysFrom: askedAt, ...former, askedAt });
      return undefined;
    }
  }

  /** All who ask at once share one answer. */
  function askOnce(issuer: string): Promise<KeySet | undefined> {
    const running = asking.get(issuer) ?? ask(issuer).finally(() => asking.delete(issuer));
    asking.set(issuer, running);
    return running;
  }

  return {
    async keysOf(issuer) {
      const found = known.get(issuer);
      const now = clock.now();
      if (found?.keys !== undefined && now - found.keysFrom < goodFor) return found.keys;
      if (found !== undefined && now - found.askedAt < restAfterFailure) return undefined;
      return askOnce(issuer);
    },
    async freshKeysOf(issuer) {
      const found = known.get(issuer);
      if (found !== undefined && clock.now() - found.askedAt < askAgainAfter) return undefined;
      return askOnce(issuer);
    },
  };
}

async function fetchKeys(
  issuer: string,
  fetchJson: IssuerKeysOptions["fetchJson"],
): Promise<KeySet> {
  const base = issuer.replace(/\/$/, "");
  const document = membersOf(await fetchJson(`${base}/.well-known/openid-configuration`));
  if (document["issuer"] !== issuer)
    throw new FetchFault(`${issuer}: its discovery document is another issuer's`);
  const address = document["jwks_uri"];
  if (typeof address !== "string") throw new FetchFault(`${issuer}: it names no jwks_uri`);
  const { keys } = membersOf(await fetchJson(address)) as { readonly keys?: unknown };
  if (!Array.isArray(keys) || keys.length > mostKeys)
    throw new FetchFault(`${issuer}: no set of at most ${mostKeys} keys`);
  try {
    return createLocalJWKSet({ keys } as JSONWebKeySet);
  } catch (error) {
    throw new FetchFault(`${issuer}: what it publishes is no set of keys`, { cause: error });
  }
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
