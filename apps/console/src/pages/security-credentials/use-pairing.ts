import { useEffect, useRef, useState } from "react";
import { call } from "../../api/client.ts";
import type { Output, SyncDevice } from "../../api/types.ts";
import { useServerClock } from "../../components/mfa/server-clock.ts";

const askEvery = 2_500;

interface Pairing {
  /** The device that has used the code. */
  readonly paired: SyncDevice | undefined;
  /** How long the code is still good; 0 once it is not. */
  readonly secondsLeft: number;
}

/** Follows a pairing code until a device has used it or its time is over. */
export function usePairing(
  { expiresAt }: Output<"StartVaultPairing">,
  known: readonly SyncDevice[],
): Pairing {
  const clock = useServerClock();
  const secondsAt = () => Math.max(0, (Date.parse(expiresAt) - clock.now()) / 1000);
  const [secondsLeft, setSecondsLeft] = useState(secondsAt);
  const [paired, setPaired] = useState<SyncDevice>();
  const before = useRef(new Set(known.map(({ deviceId }) => deviceId)));
  const over = paired !== undefined || secondsLeft <= 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `secondsAt` is of these two.
  useEffect(() => {
    const tick = () => setSecondsLeft(secondsAt());
    tick();
    const timer = window.setInterval(tick, 1000);
    return () => window.clearInterval(timer);
  }, [expiresAt, clock]);

  useEffect(() => {
    const controller = new AbortController();
    const ask = async () => {
      try {
        const { devices } = await call("GetVaultSync", {}, { signal: controller.signal });
        const fresh = devices.find(({ deviceId }) => !before.current.has(deviceId));
        if (fresh !== undefined) setPaired(fresh);
      } catch {
        // No answer this time: the next one comes soon, and the code stands whatever becomes of the question.
      }
    };
    // Once more when its time is over: it may have been used in the last moment.
    void ask();
    const timer = over ? undefined : window.setInterval(() => void ask(), askEvery);
    return () => {
      window.clearInterval(timer);
      controller.abort();
    };
  }, [over]);

  return { paired, secondsLeft };
}
