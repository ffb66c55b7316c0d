import { useEffect } from "react";
import { t } from "../i18n/t.ts";
import { createStore, useStore } from "../store.ts";
import { Button, IconButton } from "./button.tsx";

interface Toast {
  readonly text: string;
  readonly action?: { readonly text: string; readonly run: () => void };
  readonly key: number;
}

const shown = createStore<Toast | undefined>(undefined);
let count = 0;

/** Says in passing what was done, with a way to undo it. */
export function say(text: string, action?: Toast["action"]): void {
  count += 1;
  shown.set({ text, ...(action && { action }), key: count });
}

export function hush(): void {
  shown.set(undefined);
}

const shownMs = 6000;
const shownWithActionMs = 15_000;

export function Toasts() {
  const toast = useStore(shown);
  useEffect(() => {
    if (toast === undefined) return undefined;
    const timer = setTimeout(hush, toast.action === undefined ? shownMs : shownWithActionMs);
    return () => clearTimeout(timer);
  }, [toast]);
  return (
    <div className="toasts" role="status">
      {toast === undefined ? null : (
        <div className="toast" key={toast.key}>
          <span>{toast.text}</span>
          {toast.action === undefined ? null : (
            <Button
              look="quiet"
              onClick={() => {
                hush();
                toast.action?.run();
              }}
            >
              {toast.action.text}
            </Button>
          )}
          <IconButton icon="close" label={t("action.dismiss")} onClick={hush} />
        </div>
      )}
    </div>
  );
}
