// Where this browser makes its slow hashes.

import { type SlowHashes, slowHashes } from "@sallyport/vault/slow-hashes";
import { hashWorkerAddress } from "../pwa/worker-addresses.ts";
import { createStore } from "../store.ts";
import { backgroundHashes } from "./background-hashes.ts";

/** Whether the hash that is being made holds the screen up. */
export const standsStill = createStore(false);

export function hashesOfBrowser(signal?: AbortSignal): SlowHashes {
  return backgroundHashes(
    {
      startWorker: () => new Worker(hashWorkerAddress(), { type: "module", name: "slow hash" }),
      here: slowHashes,
      onPlace: async (place) => {
        standsStill.set(place === "here");
        if (place === "here") await untilPainted();
      },
    },
    signal,
  );
}

/** The person is to read why nothing moves. */
function untilPainted(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 50));
}
