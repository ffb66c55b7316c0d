import type { Instant, Store } from "@sallyport/core";
import { StoreError } from "./errors.ts";
import type { Rewrapping, WrappedDigestKey, WrappedKey } from "./repositories/keyring.ts";
import type { SealedPlace, SealedValue } from "./repositories/sealed-values.ts";
import { openSqlite } from "./sqlite.ts";

export interface StoreOptions {
  /** `sqlite:<absolute path>`, `sqlite::memory:` or `postgres://…`. */
  readonly url: string;
  /** PostgreSQL: give prepared statements names, so that they are planned once. Off for poolers in transaction mode. */
  readonly namePreparedStatements?: boolean;
  /** PostgreSQL: how many connections at most. */
  readonly maxConnections?: number;
}

/** The wrapped data keys of this installation, and what its keyed digests are keyed with. */
export interface Keyring {
  list(): Promise<readonly WrappedKey[]>;
  /** Stores version 1 while there is no key at all; false when another machine was faster. */
  insertFirst(wrapped: Uint8Array, createdAt: Instant): Promise<boolean>;
  /** Stores a further version; false when another command was faster. */
  insertNext(key: Omit<WrappedKey, "tokensUntil">): Promise<boolean>;
  /** Sets when session tokens end under all versions below this one; never later than was set before. */
  retire(below: number, tokensUntil: Instant): Promise<void>;
  /** Forgets a version for good. Nothing may be sealed under it any more. */
  remove(version: number): Promise<void>;
  listDigestKeys(): Promise<readonly WrappedDigestKey[]>;
  /** Leaves one that is there as it is. */
  insertDigestKey(key: WrappedDigestKey): Promise<void>;
  /** Replaces wrapped keys, all in one transaction; none, and false, where one is gone or was replaced meanwhile. */
  rewrap(changes: Rewrapping): Promise<boolean>;
}

/** All that is sealed in here, for `sallyport rotate-keys`. */
export interface SealedStock {
  /** The values of a place behind this one, in the order of their rows. */
  page(
    place: SealedPlace,
    page: { readonly after: SealedValue | undefined; readonly limit: number },
  ): Promise<readonly SealedValue[]>;
  /** Replaces values in one transaction; one that is gone or was replaced meanwhile is left as it is. */
  replace(
    place: SealedPlace,
    changes: readonly { readonly former: SealedValue; readonly sealed: Uint8Array }[],
  ): Promise<void>;
}

/** Single facts about this installation, such as "lab". */
export interface Marks {
  find(name: string): Promise<string | undefined>;
  put(name: string, value: string): Promise<void>;
}

export interface OpenStore extends Store {
  readonly keyring: Keyring;
  readonly sealedStock: SealedStock;
  readonly marks: Marks;
  /** Whether the database answers just now. */
  ready(): Promise<boolean>;
  /** Finishes what was begun, then lets go of the database. */
  close(): Promise<void>;
}

/** Opens the database, brings its tables up to date and checks that it is one of ours; throws a `StoreError`. */
export async function openStore(options: StoreOptions): Promise<OpenStore> {
  if (options.url.startsWith("sqlite:")) return openSqlite(options.url.slice("sqlite:".length));
  if (/^postgres(?:ql)?:\/\//.test(options.url)) {
    const { openPostgres } = await import("./postgres.ts"); // who keeps a file need not load its driver
    return openPostgres(options);
  }
  throw new StoreError(
    "Unavailable",
    'The database URL must begin with "sqlite:" and an absolute path, or with "postgres://".',
  );
}
