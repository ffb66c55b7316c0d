// What PostgreSQL really does for a statement: which were asked, and what each plan of them reads.

import { createHash } from "node:crypto";
import pg from "pg";

export interface Asked {
  readonly text: string;
  readonly values: unknown[];
}

export interface Plan {
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly "Node Type": string;
  readonly "Actual Rows": number;
  readonly "Actual Loops": number;
  readonly "Rows Removed by Filter"?: number;
  readonly "Rows Removed by Index Recheck"?: number;
  readonly "Shared Hit Blocks": number;
  readonly "Shared Read Blocks": number;
  readonly Plans?: readonly Plan[];
}

/** Every statement with values that is sent meanwhile, in order. */
export async function recordStatements(work: () => Promise<unknown>): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function record(this: pg.Client, ...args: unknown[]) {
    const [first] = args;
    if (typeof first === "object" && first !== null && "text" in first) asked.push(first as Asked);
    return Reflect.apply(query, this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return asked;
}

/** Every plan of the statement, as it was run with these values: made for just them, and made for any. Nothing of it stays. */
export async function explain(
  client: pg.Client,
  { text, values }: Asked,
): Promise<readonly Plan[]> {
  const plans: Plan[] = [];
  for (const mode of ["force_custom_plan", "force_generic_plan"]) {
    await client.query(`begin; set local plan_cache_mode = ${mode}`);
    const name = createHash("sha256").update(mode).update(text).digest("base64url");
    const explained = `explain (analyze, buffers, format json) ${text}`;
    const { rows } = await client.query({ name, text: explained, values });
    await client.query("rollback");
    plans.push(rows[0]["QUERY PLAN"][0].Plan);
  }
  return plans;
}

/** Every part of a plan that finds rows of a table: of this one, or of any. */
export function scansIn(plan: Plan, table?: string): readonly Plan[] {
  const inner = (plan.Plans ?? []).flatMap((each) => scansIn(each, table));
  const relation = plan["Relation Name"];
  const isScan =
    plan["Node Type"].endsWith("Scan") &&
    relation !== undefined &&
    (table === undefined || relation === table);
  return isScan ? [plan, ...inner] : inner;
}

/** How many rows it looked at, whether it kept them or not. */
export function rowsRead(scan: Plan): number {
  const each =
    scan["Actual Rows"] +
    (scan["Rows Removed by Filter"] ?? 0) +
    (scan["Rows Removed by Index Recheck"] ?? 0);
  return each * scan["Actual Loops"];
}
