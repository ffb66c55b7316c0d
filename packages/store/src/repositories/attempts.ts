import { type Attempts, type Instant, instant } from "@sallyport/core";
import { sql } from "kysely";
import type { AttemptsTable } from "../database.ts";
import { type Building, type Run, statement } from "../statement.ts";
import { waitAfter } from "./waits.ts";

type Charging = { key: string } & Parameters<Attempts["charge"]>[1];
type Bucket = { key: string } & Parameters<Attempts["take"]>[1];
type State = Pick<AttemptsTable, "streak" | "wait_until">;

/** Counts, or writes (and answers) nothing while a wait runs. */
const charge = statement<Charging>()((building) => {
  const { given, whole } = building;
  const now = whole((charging) => charging.now);
  const forgetAfter = whole((charging) => charging.forgetAfter);
  const streak = sql<number>`(case
    when attempt.touched_at <= ${now} - ${forgetAfter} then 1 else attempt.streak + 1 end)`;
  return sql<State>`
    insert into attempts as attempt (key, streak, wait_until, touched_at)
    values (${given(({ key }) => key)}, 1, ${waitAfter(building, sql`1`, (input) => input)}, ${now})
    on conflict (key) do update set
      streak = ${streak},
      wait_until = ${waitAfter(building, streak, (input) => input)},
      touched_at = ${now}
    where attempt.wait_until is null or attempt.wait_until <= ${now}
    returning streak, wait_until`;
});

const find = statement<string>()(({ db, given }) =>
  db
    .selectFrom("attempts")
    .select(["streak", "wait_until", "full_at"])
    .where(({ and }) => and({ key: given((key) => key) })),
);

/** When the bucket would be full again if nothing were taken: the one number that a bucket needs. */
const fullAt = ({ whole }: Building<Bucket>) =>
  sql<number>`(case
    when attempt.full_at > ${whole(({ now }) => now)} then attempt.full_at
    else ${whole(({ now }) => now)} end)`;

const take = statement<Bucket>()((building) => {
  const { given, whole } = building;
  const now = whole((bucket) => bucket.now);
  const refillEvery = whole((bucket) => bucket.refillEvery);
  const capacity = whole((bucket) => bucket.capacity);
  return sql<{ full_at: Instant }>`
    insert into attempts as attempt (key, streak, full_at, touched_at)
    select ${given(({ key }) => key)}, 0, ${now} + ${refillEvery}, ${now}
    where ${capacity} >= 1
    on conflict (key) do update set
      full_at = ${fullAt(building)} + ${refillEvery},
      touched_at = ${now}
    where ${fullAt(building)} + ${refillEvery} <= ${now} + ${capacity} * ${refillEvery}
    returning full_at`;
});

const giveBack = statement<Bucket>()(
  ({ given, whole }) => sql`
    update attempts set full_at = full_at - ${whole((bucket) => bucket.refillEvery)}
    where key = ${given(({ key }) => key)} and full_at > ${whole((bucket) => bucket.now)}`,
);

const clear = statement<string>()(({ db, given }) =>
  db.deleteFrom("attempts").where(
    "key",
    "=",
    given((key) => key),
  ),
);

const sweep = statement<{ before: Instant; keep: number }>()(({ db, given }) =>
  db.deleteFrom("attempts").where((where) =>
    where.or([
      where(
        "touched_at",
        "<",
        given(({ before }) => before),
      ),
      where(
        "key",
        "in",
        where
          .selectFrom("attempts as kept")
          .select("kept.key")
          .orderBy("kept.touched_at", "desc")
          .orderBy("kept.key", "desc")
          .limit(sql.lit(Number.MAX_SAFE_INTEGER))
          .offset(given(({ keep }) => keep)),
      ),
    ]),
  ),
);

function toState(row: State | undefined) {
  return { streak: row?.streak ?? 0, waitUntil: row?.wait_until ?? undefined };
}

/** When one more token is there. */
function nextAt(full: number, { now, capacity, refillEvery }: Bucket): Instant {
  return instant(Math.max(now, full - (capacity - 1) * refillEvery));
}

export function attempts(run: Run): Attempts {
  return {
    async charge(key, charging) {
      const row = await run.first(charge, { key, ...charging });
      if (row !== undefined) return { charged: true, state: toState(row) };
      return { charged: false, state: toState(await run.first(find, key)) };
    },
    async take(key, asked) {
      const bucket = { key, ...asked };
      const row = await run.first(take, bucket);
      if (row !== undefined) return { taken: true, retryAt: nextAt(row.full_at, bucket) };
      const full = (await run.first(find, key))?.full_at ?? bucket.now;
      return { taken: false, retryAt: nextAt(full, bucket) };
    },
    async giveBack(key, bucket) {
      await run.change(giveBack, { key, ...bucket });
    },
    async clear(key) {
      await run.change(clear, key);
    },
    sweep: (before, keep) => run.change(sweep, { before, keep }),
  };
}
