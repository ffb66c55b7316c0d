import type { Instant } from "@sallyport/core";
import { type Run, statement } from "../statement.ts";

/** A data key as it is stored: wrapped by the master key. */
export interface WrappedKey {
  readonly version: number;
  readonly wrapped: Uint8Array;
  readonly createdAt: Instant;
}

const list = statement<undefined>()(({ db }) =>
  db.selectFrom("keyring").selectAll().orderBy("version"),
);

/** Version 1 is one row: of two machines that start at once, the second finds the first one's key. */
const insertFirst = statement<Omit<WrappedKey, "version">>()(({ db, given }) =>
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

export interface KeyringRows {
  list(): Promise<readonly WrappedKey[]>;
  insertFirst(wrapped: Uint8Array, createdAt: Instant): Promise<boolean>;
}

export function keyring(run: Run): KeyringRows {
  return {
    async list() {
      const rows = await run.all(list, undefined);
      return rows.map(({ version, wrapped, created_at }) => ({
        version,
        wrapped,
        createdAt: created_at,
      }));
    },
    async insertFirst(wrapped, createdAt) {
      return (await run.change(insertFirst, { wrapped, createdAt })) === 1;
    },
  };
}
