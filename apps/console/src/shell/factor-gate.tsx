import { useEffect, useState } from "react";
import { registerClientHooks } from "../api/client.ts";
import { lazyDialog } from "../components/lazy-dialog.tsx";

const ConfirmFactor = lazyDialog(
  async () => (await import("../components/confirm-factor/confirm-factor.tsx")).ConfirmFactor,
);

/** Opens "Confirm it is you" when a call needs a fresh factor. Calls that need it at once share one dialog. */
export function FactorGate() {
  const [waiting, setWaiting] = useState<readonly ((confirmed: boolean) => void)[]>([]);

  useEffect(
    () =>
      registerClientHooks({
        confirmFactor: () => new Promise((resolve) => setWaiting((before) => [...before, resolve])),
      }),
    [],
  );

  function settle(confirmed: boolean) {
    for (const resolve of waiting) resolve(confirmed);
    setWaiting([]);
  }

  if (waiting.length === 0) return null;
  return <ConfirmFactor onConfirmed={() => settle(true)} onDismiss={() => settle(false)} />;
}
