/** The middle one, or the mean of the two middle ones. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** A row of the table. */
export interface Row {
  readonly work: string;
  readonly ours: string;
  /** What it is measured against, in the same run. */
  readonly against: string;
  readonly ratio: string;
  readonly target: string;
  readonly met: boolean;
}

export interface Round {
  readonly ours: number;
  readonly limit: number;
}

/** Our rate against the limit's, round by round: what disturbs one round disturbs both sides of it. */
export function rateRow(row: {
  readonly work: string;
  readonly against: string;
  readonly rounds: readonly Round[];
  readonly atLeast: number;
}): Row {
  const { work, against, rounds, atLeast } = row;
  const ratio = median(rounds.map(({ ours, limit }) => ours / limit));
  return {
    work,
    ours: `${rate(median(rounds.map(({ ours }) => ours)))}`,
    against: `${against}: ${rate(median(rounds.map(({ limit }) => limit)))}`,
    ratio: ratio.toFixed(2),
    target: `≥ ${atLeast}`,
    met: ratio >= atLeast,
  };
}

function rate(perSecond: number): string {
  return `${perSecond >= 100 ? Math.round(perSecond) : perSecond.toFixed(1)}/s`;
}
