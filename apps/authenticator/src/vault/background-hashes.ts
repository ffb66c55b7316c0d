// The slow hashes, each in a worker of its own: the screen goes on meanwhile, the person may call it off, and the memory that it
// took is given back at once. Where a browser starts no worker, the hash is made here, and the screen is told that it will stand still.

import { type Bytes, doHashJob, type HashJob, type SlowHashes } from "@sallyport/vault/slow-hashes";

/** What a worker says at the end. */
export type HashAnswer =
  | { readonly kind: "key"; readonly key: Bytes }
  | { readonly kind: "tooLittleMemory" }
  | { readonly kind: "failed" };

/** What is used of a `Worker`. */
export type HashWorker = Pick<Worker, "addEventListener" | "postMessage" | "terminate">;

export interface BackgroundPorts {
  /** Throws where there are no workers. */
  readonly startWorker: () => HashWorker;
  /** Where it is made if no worker makes it. */
  readonly here: SlowHashes;
  /** Told whether the screen stands still for the hash that begins now; awaited, so that it can be said before. */
  readonly onPlace: (place: "worker" | "here") => Promise<void>;
}

/** The hashes for one piece of work. They reject with the signal's reason once it is called off. */
export function backgroundHashes(ports: BackgroundPorts, signal?: AbortSignal): SlowHashes {
  const make = (job: HashJob) => makeKey(ports, job, signal);
  return {
    argon2id: (...input) => make({ hash: "argon2id", input }),
    scrypt: (...input) => make({ hash: "scrypt", input }),
  };
}

async function makeKey(
  { startWorker, here, onPlace }: BackgroundPorts,
  job: HashJob,
  signal: AbortSignal | undefined,
): Promise<Bytes> {
  signal?.throwIfAborted();
  await onPlace("worker");
  const answer = await askWorker(startWorker, job, signal);
  if (answer?.kind === "key") return answer.key;
  if (answer?.kind === "tooLittleMemory") throw new RangeError("too little memory for the hash");
  await onPlace("here");
  signal?.throwIfAborted();
  const key = await doHashJob(here, job);
  signal?.throwIfAborted();
  return key;
}

/** What the worker answers; undefined where it does not come so far. */
async function askWorker(
  startWorker: () => HashWorker,
  job: HashJob,
  signal: AbortSignal | undefined,
): Promise<HashAnswer | undefined> {
  const worker = findWorker(startWorker);
  if (worker === undefined) return undefined;
  let callOff: () => void = () => undefined;
  try {
    return await new Promise((resolve, reject) => {
      callOff = () => reject(signal?.reason);
      signal?.addEventListener("abort", callOff);
      worker.addEventListener("message", ({ data }: MessageEvent<HashAnswer>) => resolve(data));
      worker.addEventListener("error", (event) => {
        event.preventDefault(); // it is dealt with
        resolve(undefined);
      });
      worker.postMessage(job);
    });
  } finally {
    signal?.removeEventListener("abort", callOff);
    worker.terminate();
  }
}

function findWorker(startWorker: () => HashWorker): HashWorker | undefined {
  try {
    return startWorker();
  } catch {
    return undefined;
  }
}
