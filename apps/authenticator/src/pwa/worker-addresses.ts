// The addresses of the app's two workers. The page's Content-Security-Policy takes a script's address from one policy for Trusted
// Types alone, and whatever that is asked for, it has no others.

import hashWorker from "../vault/hash-worker.ts?worker&url";

/** What browsers with Trusted Types have, which TypeScript does not know yet. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { readonly createScriptURL: (address: string) => string },
  ): { readonly createScriptURL: (address: string) => string };
}

const serviceWorker = "/sw.js";

const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
const policy = trustedTypes?.createPolicy("worker", {
  createScriptURL: (address) => (address === hashWorker ? hashWorker : serviceWorker),
});

export function serviceWorkerAddress(): string {
  return policy?.createScriptURL(serviceWorker) ?? serviceWorker;
}

export function hashWorkerAddress(): string {
  return policy?.createScriptURL(hashWorker) ?? hashWorker;
}
