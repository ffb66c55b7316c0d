import type { SessionTimes } from "../api/types.ts";

/** When a session ends, in the browser's own time: milliseconds as `Date.now()` counts them. */
export interface SessionEnds {
  readonly idleAt: number;
  readonly absoluteAt: number;
  readonly idleMs: number;
  /** How far the server's clock is ahead of the browser's. */
  readonly aheadMs: number;
}

type ExpiryTimes = Pick<SessionTimes, "idleExpiresAt" | "expiresAt">;

export const warnMs = 120_000;

export function sessionEnds(session: SessionTimes, serverTime: string, now: number): SessionEnds {
  const aheadMs = Date.parse(serverTime) - now;
  const unset = { idleAt: 0, absoluteAt: 0, idleMs: session.idleSeconds * 1000, aheadMs };
  return afterKeepAlive(unset, session);
}

/** The server said anew when the session ends. */
export function afterKeepAlive(ends: SessionEnds, times: ExpiryTimes): SessionEnds {
  return {
    ...ends,
    idleAt: Date.parse(times.idleExpiresAt) - ends.aheadMs,
    absoluteAt: Date.parse(times.expiresAt) - ends.aheadMs,
  };
}

/** The server moves a session's idle time on at most once a minute, so that this much may be missing from it. */
const untoldMs = 60_000;

/** The server answered a moment ago: idleness begins anew. */
export function afterActivity(ends: SessionEnds, now: number): SessionEnds {
  return { ...ends, idleAt: Math.max(ends.idleAt, now + ends.idleMs - untoldMs) };
}

export type SessionState =
  | { readonly kind: "live"; readonly wakeInMs: number }
  | { readonly kind: "warn"; readonly cause: "idle" | "absolute"; readonly leftMs: number }
  | { readonly kind: "ended" };

/** How a session stands at a moment, and when to look again. */
export function sessionState({ idleAt, absoluteAt }: SessionEnds, now: number): SessionState {
  const endsAt = Math.min(idleAt, absoluteAt);
  const leftMs = endsAt - now;
  if (leftMs <= 0) return { kind: "ended" };
  if (leftMs > warnMs) return { kind: "live", wakeInMs: leftMs - warnMs };
  return { kind: "warn", cause: absoluteAt <= idleAt ? "absolute" : "idle", leftMs };
}
