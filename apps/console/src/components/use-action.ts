import { useState } from "react";

export interface Action {
  readonly busy: boolean;
  /** What the last attempt threw. */
  readonly error: unknown;
  /** Starts it, unless it is already under way; a failure lands in `error`. */
  run(work: () => Promise<void>): void;
}

/** The state around something a button starts: whether it is under way, and what went wrong. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();

  async function attempt(work: () => Promise<void>) {
    setBusy(true);
    setError(undefined);
    try {
      await work();
    } catch (thrown) {
      setError(thrown);
    } finally {
      setBusy(false);
    }
  }

  return {
    busy,
    error,
    run: (work) => {
      if (!busy) void attempt(work);
    },
  };
}
