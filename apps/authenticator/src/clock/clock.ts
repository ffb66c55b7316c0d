// The time that codes are made for. A device whose clock is wrong shows wrong codes, so it is compared with the app's own
// server when there is a network, and corrected if the person agrees.

import { changeSettings, settings } from "../settings.ts";

/** This device's time, corrected where the person agreed. */
export function now(): number {
  const { correctsClock, clockOffsetMs } = settings.get();
  return Date.now() + (correctsClock ? clockOffsetMs : 0);
}

/** Under this, a code is right or at most a moment off: nobody needs to hear of it. */
export const noticeableMs = 5000;

/** How far the server's clock is ahead of ours. Its `Date` has whole seconds: on average half a second has passed since. */
export function offsetOf({
  serverDate,
  askedAt,
  answeredAt,
}: {
  readonly serverDate: string | null;
  readonly askedAt: number;
  readonly answeredAt: number;
}): number | undefined {
  const server = Date.parse(serverDate ?? "");
  if (Number.isNaN(server) || answeredAt - askedAt > noticeableMs) return undefined;
  return server + 500 - (askedAt + answeredAt) / 2;
}

/** Asks for a file of the app, whose answer says the time. Without a network nothing changes. */
export async function compareClock(): Promise<void> {
  const askedAt = Date.now();
  try {
    const answer = await fetch("/manifest.webmanifest", { method: "HEAD", cache: "no-store" });
    const serverDate = answer.headers.get("date");
    const offset = offsetOf({ serverDate, askedAt, answeredAt: Date.now() });
    if (answer.ok && offset !== undefined) {
      changeSettings({ clockOffsetMs: Math.abs(offset) < noticeableMs ? 0 : Math.round(offset) });
    }
  } catch {
    // No network: what was measured before still stands.
  }
}

/** Compares now, whenever the network comes back, and when the app is looked at again. */
export function watchClock(): () => void {
  const compare = () => {
    if (document.visibilityState === "visible" && navigator.onLine) void compareClock();
  };
  compare();
  addEventListener("online", compare);
  document.addEventListener("visibilitychange", compare);
  return () => {
    removeEventListener("online", compare);
    document.removeEventListener("visibilitychange", compare);
  };
}
