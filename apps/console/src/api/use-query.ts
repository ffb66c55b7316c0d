import { useCallback, useEffect, useState } from "react";
import { call } from "./client.ts";
import { ApiError } from "./error.ts";
import type { Input, Operation, Output } from "./types.ts";

export interface Query<T> {
  /** The last answer to this input; stays in view while `reload` asks again. */
  readonly data: T | undefined;
  readonly error: unknown;
  readonly loading: boolean;
  readonly reload: () => void;
}

interface Answer<T> {
  readonly key: string;
  readonly data?: T;
  readonly error?: unknown;
}

/**
 * Reads with an operation. It asks again when the input changes (and forgets late answers to an earlier one);
 * `undefined` for the input means: not yet.
 */
export function useQuery<O extends Operation>(
  operation: O,
  input: Input<O> | undefined,
): Query<Output<O>> {
  const key = input === undefined ? "" : `${operation} ${JSON.stringify(input)}`;
  const [answer, setAnswer] = useState<Answer<Output<O>>>();
  const [round, setRound] = useState(0);
  const [loading, setLoading] = useState(key !== "");

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for operation and input, `round` for reload.
  useEffect(() => {
    if (input === undefined) return undefined;
    const controller = new AbortController();
    setLoading(true);
    call(operation, input, { signal: controller.signal }).then(
      (data) => {
        setAnswer({ key, data });
        setLoading(false);
      },
      (error: unknown) => {
        if (controller.signal.aborted) return;
        // What was read before stays readable, unless the server says that it is no more.
        setAnswer((last) =>
          last?.key === key && !isAnswer(error) ? { ...last, error } : { key, error },
        );
        setLoading(false);
      },
    );
    return () => controller.abort();
  }, [key, round]);

  const reload = useCallback(() => setRound((before) => before + 1), []);
  const current = answer?.key === key ? answer : undefined;
  return {
    data: current?.data,
    error: current?.error,
    loading: loading || (current === undefined && key !== ""),
    reload,
  };
}

/** False where nothing was learned about the thing itself: no connection, a signed-out session, a server in trouble. */
function isAnswer(error: unknown): boolean {
  return (
    error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 401
  );
}
