// Hashing is not a lever (security rule 5): sixty tries a source, ten back a minute, and the token back on success, so that a
// classroom behind one address signs in. Known browsers have buckets of their own.

import { refusals } from "../errors.ts";
import { type Instant, SECOND, secondsUntil } from "../instant.ts";
import type { RequestContext } from "../operation.ts";
import type { Store } from "../store.ts";
import { sourceNetwork } from "./source.ts";

export interface Bucket {
  readonly key: string;
  readonly capacity: number;
  readonly refillEvery: number;
}

export function sourceBucket(context: RequestContext, knownBrowser: boolean): Bucket {
  const network = sourceNetwork(context.sourceAddress);
  return {
    key: `bucket:${knownBrowser ? "known:" : ""}${network}`,
    capacity: 60,
    refillEvery: 6 * SECOND,
  };
}

export async function takeFromBucket(store: Store, bucket: Bucket, now: Instant): Promise<void> {
  const { taken, retryAt } = await store.atomically((tx) =>
    tx.attempts.take(bucket.key, { now, ...bucket }),
  );
  if (!taken) throw refusals.tooManyTries(secondsUntil(retryAt, now));
}
