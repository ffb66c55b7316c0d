import type { Instant } from "@sallyport/core";
import { type Run, statement } from "../statement.ts";

/** A data key as it is stored: wrapped by the master key. */
export interface WrappedKey {
  readonly version: number;
  readonly wrapped: Uint8Array;
  readonly createdAt: Instant;
  /** From then on it seals what is sealed, until a newer one does. */
  readonly sealsFrom: Instant;
  /** Until when session tokens under it are good; undefined until it is retired. */
  readonly tokensUntil: Instant | undefined;
}

const list = statement<undefined>()(({ db }) =>
  db.selectFrom("keyring").selectAll().orderBy("version"),
);

/** Version 1 is one row: of two machines that start at once, the second finds the first one's key. */
const insertFirst = statement<Pick<WrappedKey, "wrapped" | "createdAt">>()(({ db, given }) =>
  db
    .insertInto("keyring")
    .columns(["version", "wrapped", "created_at"])
    .expression(
      db
        .selectNoFrom(({ lit, val }) => [
          lit(1).as("version"),
          val(given((key) => key.wrapped)).as("wrapped"),
          val(given((key) => key.createdAt)).as("created_at"),
        ])
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom("keyring").select("version"))),
        ),
    )
    .onConflict((conflict) => conflict.doNothing()),
);

/** Of two commands that rotate at once, one makes the version. */
const insertNext = statement<Omit<WrappedKey, "tokensUntil">>()(({ db, given }) =>
  db
    .insertInto("keyring")
    .values({
      version: given((key) => key.version),
      wrapped: given((key) => key.wrapped),
      created_at: given((key) => key.createdAt),
      seals_from: given((key) => key.sealsFrom),
      tokens_until: null,
    })
    .onConflict((conflict) => conflict.doNothing()),
);

/** An end that was set stays, unless it comes sooner now. */
const retire = statement<{ below: number; tokensUntil: Instant }>()(({ db, given }) =>
  db
    .updateTable("keyring")
    .set({ tokens_until: given(({ tokensUntil }) => tokensUntil) })
    .where(
      "version",
      "<",
      given(({ below }) => below),
    )
    .where(({ or, eb }) =>
      or([
        eb("tokens_until", "is", null),
        eb(
          "tokens_until",
          ">",
          given(({ tokensUntil }) => tokensUntil),
        ),
      ]),
    ),
);

const remove = statement<number>()(({ db, given }) =>
  db.deleteFrom("keyring").where(({ and }) => and({ version: given((version) => version) })),
);

/** What keyed digests are keyed with: wrapped as well, and kept as a mark in base64, one for each purpose. */
export interface WrappedDigestKey {
  readonly purpose: string;
  readonly wrapped: Uint8Array;
}

/** A wrapped key, by what it is known, and what is to stand in its place. */
export interface Rewrapping {
  readonly dataKeys: readonly {
    readonly version: number;
    readonly former: Uint8Array;
    readonly wrapped: Uint8Array;
  }[];
  readonly digestKeys: readonly {
    readonly purpose: string;
    readonly former: Uint8Array;
    readonly wrapped: Uint8Array;
  }[];
}

const markOf = (purpose: string) => `digest-key ${purpose}`;
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

const listDigestKeys = statement<undefined>()(({ db }) =>
  db.selectFrom("meta").selectAll().where("name", "like", markOf("%")).orderBy("name"),
);

const insertDigestKey = statement<WrappedDigestKey>()(({ db, given }) =>
  db
    .insertInto("meta")
    .values({
      name: given(({ purpose }) => markOf(purpose)),
      value: given(({ wrapped }) => base64(wrapped)),
    })
    .onConflict((conflict) => conflict.doNothing()),
);

const rewrapDataKey = statement<Rewrapping["dataKeys"][number]>()(({ db, given }) =>
  db
    .updateTable("keyring")
    .set({ wrapped: given(({ wrapped }) => wrapped) })
    .where(({ and }) => and({ version: given(({ version }) => version) })),
);

const rewrapDigestKey = statement<Rewrapping["digestKeys"][number]>()(({ db, given }) =>
  db
    .updateTable("meta")
    .set({ value: given(({ wrapped }) => base64(wrapped)) })
    .where(({ and }) => and({ name: given(({ purpose }) => markOf(purpose)) })),
);

const same = (one: Uint8Array | undefined, other: Uint8Array) =>
  one !== undefined && Buffer.compare(one, other) === 0;

export interface KeyringRows {
  list(): Promise<readonly WrappedKey[]>;
  insertFirst(wrapped: Uint8Array, createdAt: Instant): Promise<boolean>;
  insertNext(key: Omit<WrappedKey, "tokensUntil">): Promise<boolean>;
  /** Ends the session tokens of all versions below. */
  retire(below: number, tokensUntil: Instant): Promise<void>;
  /** For good: whatever is still sealed under it does not open any more. */
  remove(version: number): Promise<void>;
  listDigestKeys(): Promise<readonly WrappedDigestKey[]>;
  /** Leaves one that is there as it is. */
  insertDigestKey(key: WrappedDigestKey): Promise<void>;
  /** In a transaction: all, or none and false where one is not what it was. */
  rewrap(changes: Rewrapping): Promise<boolean>;
}

export function keyring(run: Run): KeyringRows {
  const allDataKeys = async () => {
    const rows = await run.all(list, undefined);
    return rows.map(({ version, wrapped, created_at, seals_from, tokens_until }) => ({
      version,
      wrapped,
      createdAt: created_at,
      sealsFrom: seals_from,
      tokensUntil: tokens_until ?? undefined,
    }));
  };
  const allDigestKeys = async () => {
    const rows = await run.all(listDigestKeys, undefined);
    return rows.map(({ name, value }) => ({
      purpose: name.slice(markOf("").length),
      wrapped: Uint8Array.from(Buffer.from(value, "base64")),
    }));
  };
  return {
    list: allDataKeys,
    listDigestKeys: allDigestKeys,
    async insertDigestKey(key) {
      await run.change(insertDigestKey, key);
    },
    async rewrap({ dataKeys, digestKeys }) {
      const [data, digest] = [await allDataKeys(), await allDigestKeys()];
      const asTheyWere =
        dataKeys.every(({ version, former }) =>
          same(data.find((key) => key.version === version)?.wrapped, former),
        ) &&
        digestKeys.every(({ purpose, former }) =>
          same(digest.find((key) => key.purpose === purpose)?.wrapped, former),
        );
      if (!asTheyWere) return false;
      for (const key of dataKeys) await run.change(rewrapDataKey, key);
      for (const key of digestKeys) await run.change(rewrapDigestKey, key);
      return true;
    },
    async insertFirst(wrapped, createdAt) {
      return (await run.change(insertFirst, { wrapped, createdAt })) === 1;
    },
    insertNext: async (key) => (await run.change(insertNext, key)) === 1,
    async retire(below, tokensUntil) {
      await run.change(retire, { below, tokensUntil });
    },
    async remove(version) {
      await run.change(remove, version);
    },
  };
}
