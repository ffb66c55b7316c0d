// Whether devices are kept in step, for every screen. What does it is loaded only where it is on: while it is off, nothing of it
// runs and nothing is sent.

import { t } from "../i18n/t.ts";
import { createStore } from "../store.ts";
import { say } from "../ui/toasts.tsx";
import type { VaultSession } from "../vault/session.ts";
import { openSyncStorage } from "../vault/storage.ts";
import type { SyncEngine } from "./engine.ts";
import { findServer } from "./server.ts";

export type SyncStatus =
  /** `wasEnded`: somebody took this device out elsewhere, which is to be said. */
  | { readonly kind: "off"; readonly wasEnded: boolean }
  | {
      readonly kind: "on";
      readonly server: string;
      readonly owner: string;
      readonly account: string;
      /** What the person calls this device. */
      readonly name: string;
      readonly isBusy: boolean;
      readonly syncedAt?: number;
      readonly fault?: unknown;
    };

export const syncStatus = createStore<SyncStatus>({ kind: "off", wasEnded: false });
export const syncStorage = openSyncStorage();

let engine: SyncEngine | undefined;

/** The engine, on screens that are shown only while sync is on. */
export function runningEngine(): SyncEngine | undefined {
  return engine;
}

/** Begins to sync, if that was turned on: loads what does it. */
export async function startSync(session: VaultSession): Promise<void> {
  if ((await syncStorage.read()) === undefined) return;
  const { SyncEngine } = await import("./engine.ts");
  if (session.state.get().kind !== "open") return;
  engine?.stop();
  engine = new SyncEngine({
    session,
    storage: syncStorage,
    fetch: (url, init) => fetch(url, init),
    now: Date.now,
    isOnline: () => navigator.onLine,
    findServer,
    onStatus(status) {
      const was = syncStatus.get();
      syncStatus.set(status);
      if (was.kind === "on" && status.kind === "off" && status.wasEnded) say(t("sync.ended"));
    },
  });
  await engine.start();
}

/** What other devices changed meanwhile comes in while the app is looked at. */
const lookEveryMs = 60_000;

/**
 * Syncs while the vault is open: at once, after changes, when the network comes back, when the app is looked at again, and
 * every minute of that.
 */
export function watchSync(session: VaultSession): () => void {
  const again = () => {
    if (document.visibilityState === "visible") void engine?.look();
  };
  void startSync(session);
  const timer = setInterval(again, lookEveryMs);
  addEventListener("online", again);
  document.addEventListener("visibilitychange", again);
  return () => {
    clearInterval(timer);
    removeEventListener("online", again);
    document.removeEventListener("visibilitychange", again);
    engine?.stop();
    engine = undefined;
    syncStatus.set({ kind: "off", wasEnded: false });
  };
}
