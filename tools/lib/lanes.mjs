// Work side by side: as many jobs at a time as there are lanes, and a lane that is free takes the next one.

/**
 * Answers with what each job came to, in the jobs' order; without those that were not begun because `halted` said so. The first
 * failure is the answer once what is under way has ended: whoever tidies up after it tidies up after all of them.
 *
 * @template Job, Outcome
 * @param {readonly Job[]} jobs
 * @param {{ lanes: number, halted?: () => boolean }} options
 * @param {(job: Job) => Promise<Outcome>} work
 * @returns {Promise<Outcome[]>}
 */
export async function inLanes(jobs, { lanes, halted = () => false }, work) {
  const waiting = [...jobs.entries()];
  /** @type {Map<number, Outcome>} */
  const outcomes = new Map();
  const lane = async () => {
    while (!halted()) {
      const next = waiting.shift();
      if (next === undefined) return;
      const [place, job] = next;
      try {
        outcomes.set(place, await work(job));
      } catch (error) {
        waiting.length = 0;
        throw error;
      }
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  return [...outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
}
