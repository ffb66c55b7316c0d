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

export interface KeyringRows {
  list(): Promise<readonly WrappedKey[]>;
  insertFirst(wrapped: Uint8Array, createdAt: Instant): Promise<boolean>;
  insertNext(key: Omit<WrappedKey, "tokensUntil">): Promise<boolean>;
  /** Ends the session tokens of all versions below. */
  retire(below: number, tokensUntil: Instant): Promise<void>;
  /** For good: whatever is still sealed under it does not open any more. */
  remove(version: number): Promise<void>;
}

export function keyring(run: Run): KeyringRows {
  return {
    async list() {
      const rows = await run.all(list, undefined);
      return rows.map(({ version, wrapped, created_at, seals_from, tokens_until }) => ({
        version,
        wrapped,
        createdAt: created_at,
        sealsFrom: seals_from,
        tokensUntil: tokens_until ?? undefined,
      }));
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
