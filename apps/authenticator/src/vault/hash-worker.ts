// Makes the key of one passphrase, beside the screen. Whoever started this worker ends it with the answer, and what it was given
// and what it made are gone with it.

import { doHashJob, type HashJob, slowHashes } from "@sallyport/vault/slow-hashes";
import type { HashAnswer } from "./background-hashes.ts";

self.addEventListener("message", ({ data }: MessageEvent<HashJob>) => {
  void answer(data).then((said) => self.postMessage(said));
});

async function answer(job: HashJob): Promise<HashAnswer> {
  try {
    return { kind: "key", key: await doHashJob(slowHashes, job) };
  } catch (error) {
    return { kind: error instanceof RangeError ? "tooLittleMemory" : "failed" };
  }
}
