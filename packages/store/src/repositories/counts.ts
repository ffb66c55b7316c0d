// How many there are of what may be very many, kept beside the rows in the same transaction: counting a million rows for
// each page of a list would cost more than the page. One count may be spread over several rows (see `Run.shard`).

import type { AccountId } from "@sallyport/core";
import { sql } from "kysely";
import type { CountKind } from "../database.ts";
import { type Run, statement } from "../statement.ts";

interface CountRef {
  readonly accountId: AccountId;
  readonly kind: CountKind;
  /** The group whose members are counted; "" for what the account has. */
  readonly owner?: string;
}

const add = statement<CountRef & { shard: number; by: number }>()(({ db, given }) =>
  db
    .insertInto("counts")
    .values({
      account_id: given((count) => count.accountId),
      kind: given((count) => count.kind),
      owner: given((count) => count.owner ?? ""),
      shard: given((count) => count.shard),
      amount: given((count) => count.by),
    })
    .onConflict((conflict) =>
      conflict.columns(["account_id", "kind", "owner", "shard"]).doUpdateSet(({ eb, ref }) => ({
        amount: eb("counts.amount", "+", ref("excluded.amount")),
      })),
    ),
);

/** The shards of a count together. */
export const total = sql<number>`cast(coalesce(sum(amount), 0) as bigint)`;

const read = statement<CountRef>()(({ db, given }) =>
  db
    .selectFrom("counts")
    .select(total.as("total"))
    .where(({ and }) =>
      and({
        account_id: given((count) => count.accountId),
        kind: given((count) => count.kind),
        owner: given((count) => count.owner ?? ""),
      }),
    ),
);

const removeOwner = statement<CountRef>()(({ db, given }) =>
  db.deleteFrom("counts").where(({ and }) =>
    and({
      account_id: given((count) => count.accountId),
      kind: given((count) => count.kind),
      owner: given((count) => count.owner ?? ""),
    }),
  ),
);

export async function addToCount(run: Run, count: CountRef, by: number): Promise<void> {
  await run.change(add, { ...count, shard: run.shard, by });
}

export async function readCount(run: Run, count: CountRef): Promise<number> {
  return (await run.first(read, count))?.total ?? 0;
}

export async function removeCount(run: Run, count: CountRef): Promise<void> {
  await run.change(removeOwner, count);
}
