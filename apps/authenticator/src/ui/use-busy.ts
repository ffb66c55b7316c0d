import { useEffect, useRef, useState } from "react";
import { faultText } from "../i18n/fault-text.ts";

/** One piece of work at a time: that it is under way, and what went wrong with it as a sentence. */
export interface Busy {
  readonly isBusy: boolean;
  readonly fault: string | undefined;
  /** Does nothing while other work is under way. */
  readonly run: (work: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  /** Calls off what heeds the signal. Leaving the screen does too. */
  readonly cancel: () => void;
}

export function useBusy(): Busy {
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const running = useRef<AbortController>(undefined);
  const cancel = () => running.current?.abort();
  useEffect(() => () => running.current?.abort(), []);
  const run = async (work: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    if (running.current !== undefined) return;
    const controller = new AbortController();
    running.current = controller;
    setBusy(true);
    setFault(undefined);
    try {
      await work(controller.signal);
    } catch (error) {
      if (!controller.signal.aborted) setFault(faultText(error));
    } finally {
      running.current = undefined;
      setBusy(false);
    }
  };
  return { isBusy, fault, run, cancel };
}
