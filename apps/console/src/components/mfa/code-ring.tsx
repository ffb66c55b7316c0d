import LiveRegion from "@cloudscape-design/components/live-region";
import { useEffect, useState } from "react";
import { t } from "../../i18n/t.ts";
import { type RingState, ringAt, stepSeconds } from "./ring.ts";
import { useServerClock } from "./server-clock.ts";

const radius = 15;
const circumference = 2 * Math.PI * radius;

/**
 * Shows when the app's next code comes. The ring is for the eye alone; a screen reader hears only the one thing that
 * matters: that a new code has come while the page waits for it.
 */
export function CodeRing({ awaited }: { readonly awaited: boolean }) {
  const { secondsLeft, step } = useRing();
  const news = useStepNews(step, awaited);
  return (
    <div className="mfa-ring">
      <svg viewBox="0 0 36 36" width="36" height="36" aria-hidden="true" focusable="false">
        <circle className="mfa-ring-track" cx="18" cy="18" r={radius} />
        <circle
          key={step}
          className={secondsLeft <= 5 ? "mfa-ring-arc mfa-ring-arc-late" : "mfa-ring-arc"}
          cx="18"
          cy="18"
          r={radius}
          strokeDasharray={circumference}
          strokeDashoffset={circumference * (1 - secondsLeft / stepSeconds)}
        />
      </svg>
      <span className="mfa-ring-text">{t("mfa.ring.next", { seconds: secondsLeft })}</span>
      <LiveRegion hidden={true}>{news}</LiveRegion>
    </div>
  );
}

function useRing(): RingState {
  const clock = useServerClock();
  const [ring, setRing] = useState(() => ringAt(clock.now()));
  useEffect(() => {
    let timer = 0;
    const tick = () => {
      const now = clock.now();
      setRing(ringAt(now));
      timer = window.setTimeout(tick, 1000 - (now % 1000));
    };
    tick();
    return () => window.clearTimeout(timer);
  }, [clock]);
  return ring;
}

/** The announcement of a new time step, for as long as the next code is awaited. */
function useStepNews(step: number, awaited: boolean): string {
  const [since, setSince] = useState<number>();
  useEffect(() => {
    setSince((before) => (awaited ? (before ?? step) : undefined));
  }, [awaited, step]);
  return since !== undefined && step > since ? t("mfa.ring.changed") : "";
}
