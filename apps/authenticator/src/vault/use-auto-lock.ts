import { useEffect } from "react";
import { settings } from "../settings.ts";
import { useStore } from "../store.ts";

const touches = ["pointerdown", "keydown", "wheel", "touchstart", "focus"] as const;
const lookEveryMs = 1000;

/** Locks once nothing was touched for as long as the person chose; time that the device slept counts too. */
export function useAutoLock(lock: () => void): void {
  const { autoLockMinutes } = useStore(settings);
  useEffect(() => {
    if (autoLockMinutes === 0) return undefined;
    let touchedAt = Date.now();
    const note = () => {
      // The touch that wakes a device comes too late to keep its vault open.
      if (!look()) touchedAt = Date.now();
    };
    const look = () => {
      const isOver = Date.now() - touchedAt >= autoLockMinutes * 60_000;
      if (isOver) lock();
      return isOver;
    };
    const timer = setInterval(look, lookEveryMs);
    for (const touch of touches) addEventListener(touch, note, { capture: true, passive: true });
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      for (const touch of touches) removeEventListener(touch, note, { capture: true });
      document.removeEventListener("visibilitychange", look);
    };
  }, [autoLockMinutes, lock]);
}
