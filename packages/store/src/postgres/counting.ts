// PostgreSQL plans by what it counted of a table. It counts again within a minute of great changes (autovacuum), but has counted nothing
// after a restore or an upgrade, and read whole accounts for one page until it had. So what it has not counted is counted at once.

import type pg from "pg";

/** Never counted though there is something in it, or changed since as much as autovacuum waits for. */
const uncounted = `
  select format('%I.%I', tables.schemaname, tables.relname) as name
  from pg_stat_user_tables as tables join pg_class on pg_class.oid = tables.relid
  where tables.schemaname = current_schema() and pg_relation_size(pg_class.oid) > 0
    and ((tables.last_analyze is null and tables.last_autoanalyze is null)
      or tables.n_mod_since_analyze > 50 + 0.1 * greatest(pg_class.reltuples, 0))
  order by name`;

/** Counts what has to be; of each table a sample, so that a large one takes no longer than a second. Where an engine is without any of this, it has its own way. */
export async function countGrown(pool: pg.Pool): Promise<void> {
  try {
    const { rows } = await pool.query<{ name: string }>(uncounted);
    for (const { name } of rows) await pool.query(`analyze ${name}`);
  } catch {
    // A plan may be slow for a minute longer; no answer is wrong for it.
  }
}
