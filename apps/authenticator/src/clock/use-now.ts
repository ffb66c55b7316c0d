import { stepAt } from "@sallyport/otp";
import { useSyncExternalStore } from "react";
import { now } from "./clock.ts";

let shown = now();
let timer: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

/** The time, anew at each full second of the clock that codes go by: one clock for every ring on the screen. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => shown);
}

/** The time step of now, anew only when the next one begins. */
export function useStep(periodSeconds: number): number {
  return useSyncExternalStore(subscribe, () => stepAt(shown, periodSeconds));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (listeners.size === 1) tick();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

function tick(): void {
  shown = now();
  for (const listener of listeners) listener();
  timer = setTimeout(tick, 1005 - (shown % 1000));
}
