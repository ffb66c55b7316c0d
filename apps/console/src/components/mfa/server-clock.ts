import { useEffect, useMemo, useState } from "react";
import { call } from "../../api/client.ts";

export interface ServerClock {
  /** The server's time in milliseconds; the browser's own until it has been measured. */
  now(): number;
  readonly measured: boolean;
}

/**
 * The server's clock. Codes change by it, and the browser's may be off by minutes; it is measured anew whenever something
 * that shows it opens, since a browser's clock also jumps.
 */
export function useServerClock(): ServerClock {
  const [offset, setOffset] = useState(lastOffset);
  useEffect(() => {
    let current = true;
    void measureOffset().then((measured) => {
      if (current) setOffset(measured);
    });
    return () => {
      current = false;
    };
  }, []);
  return useMemo(
    () => ({ now: () => Date.now() + (offset ?? 0), measured: offset !== undefined }),
    [offset],
  );
}

let lastOffset: number | undefined;

async function measureOffset(): Promise<number | undefined> {
  const asked = Date.now();
  try {
    const { serverTime } = await call("GetConsoleContext", {});
    const middle = (asked + Date.now()) / 2;
    // The answer is cut to whole seconds, so the clock stood half a second further on average.
    lastOffset = Date.parse(serverTime) + 500 - middle;
  } catch {
    // The ring is a help: without an answer it goes by what was known before.
  }
  return lastOffset;
}
