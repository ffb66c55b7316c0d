// How long a test waits for what must come. No test fails on a time: this is for telling what never comes.

/** Longer than anything takes, however busy the machine is with the other tests. */
export const patienceMs = 60_000;

/** Asks until there is an answer; `what` says what never came. */
export async function until<Answer>(
  what: string,
  ask: () => Promise<Answer | undefined>,
  { everyMs = 100 }: { readonly everyMs?: number } = {},
): Promise<Answer> {
  for (const end = Date.now() + patienceMs; ; ) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`never came: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
