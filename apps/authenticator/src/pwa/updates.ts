// Versions of the app. A new one is loaded beside the running one and waits until the person wants it.

import { createStore } from "../store.ts";

/** A worker with a newer version that waits to take over. */
const waiting = createStore<ServiceWorker | undefined>(undefined);

export const updates = { get: () => waiting.get() !== undefined, subscribe: waiting.subscribe };

const lookEveryMs = 60 * 60 * 1000;

/** Keeps the app on this device, and looks for newer versions. */
export async function startUpdates(): Promise<void> {
  if (!("serviceWorker" in navigator)) return;
  const registration = await navigator.serviceWorker.register(workerAddress());
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

/** What browsers with Trusted Types have, which TypeScript does not know yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: () => string },
  ): { readonly createScriptURL: (address: string) => string };
}

/**
 * The worker's address. The page's Content-Security-Policy takes a script's address from this one policy alone, and whatever
 * it is asked for, it has no other.
 */
function workerAddress(): string {
  const address = "/sw.js";
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy("worker", { createScriptURL: () => address });
  return policy?.createScriptURL(address) ?? address;
}

/** Changes to the new version: only ever because the person said so. */
export function applyUpdate(): void {
  navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), {
    once: true,
  });
  waiting.get()?.postMessage("activate");
}
