import { useCallback, useEffect, useState } from "react";
import { call } from "../../api/client.ts";

/**
 * The server's clock, in milliseconds. Codes change by that clock, and the browser's may be off by minutes; it is measured
 * anew whenever something that shows it opens, since a browser's clock also jumps. Until the answer comes, it is the browser's.
 */
export function useServerClock(): () => number {
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
  return useCallback(() => Date.now() + offset, [offset]);
}

let lastOffset = 0;

async function measureOffset(): Promise<number> {
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
