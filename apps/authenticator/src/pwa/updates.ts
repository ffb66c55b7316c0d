// Versions of the app. A new one is loaded beside the running one and waits until the person wants it.

import { createStore } from "../store.ts";
import { serviceWorkerAddress } from "./worker-addresses.ts";

/** A worker with a newer version that waits to take over. */
const waiting = createStore<ServiceWorker | undefined>(undefined);

export const updates = { get: () => waiting.get() !== undefined, subscribe: waiting.subscribe };

const lookEveryMs = 60 * 60 * 1000;

/** Keeps the app on this device, and looks for newer versions. */
export async function startUpdates(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register(serviceWorkerAddress());
  const note = () => {
    const isUpdate = navigator.serviceWorker.controller !== null;
    if (registration.waiting !== null && isUpdate) waiting.set(registration.waiting);
  };
  note();
  registration.addEventListener("updatefound", () => {
    registration.installing?.addEventListener("statechange", note);
  });
  setInterval(() => void registration.update().catch(() => undefined), lookEveryMs);
}

/** Changes to the new version: only ever because the person said so. */
export function applyUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  waiting.get()?.postMessage("activate");
}
