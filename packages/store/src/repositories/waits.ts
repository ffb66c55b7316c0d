// Waits that double, computed by the database in the statement that counts the try: nothing is read before it is written.

import { type RawBuilder, sql } from "kysely";
import type { Building } from "../statement.ts";

export interface Waiting {
  readonly now: number;
  readonly freeTries: number;
  readonly firstWait: number;
  readonly longestWait: number;
}

/** A shift by more would leave the 64 bits of the smaller engine's integers; no wait is that long. */
const MOST_DOUBLINGS = 20;

/** When the wait ends that the `streak`-th wrong try in a row begins; NULL while tries are free. */
export function waitAfter<Input>(
  { whole }: Building<Input>,
  streak: RawBuilder<number>,
  of: (input: Input) => Waiting,
): RawBuilder<number | null> {
  const freeTries = whole((input) => of(input).freeTries);
  const longest = whole((input) => of(input).longestWait);
  const doublings = sql`cast(${streak} - ${freeTries} as integer)`;
  const doubled = sql`(${whole((input) => of(input).firstWait)} << ${doublings})`;
  return sql`case
    when ${streak} < ${freeTries} then null
    else ${whole((input) => of(input).now)} + case
      when ${doublings} > ${sql.lit(MOST_DOUBLINGS)} then ${longest}
      when ${doubled} > ${longest} then ${longest}
      else ${doubled}
    end
  end`;
}
