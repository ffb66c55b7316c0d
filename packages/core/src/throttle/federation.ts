// Signatures of strangers' tokens cost, and so does asking an issuer for its keys: sixty tries a source, ten back a minute, and the
// token back to whoever was let in, so that a build farm behind one address goes on.

import type { Instant } from "../instant.ts";
import type { RequestContext } from "../operation.ts";
import type { Store } from "../store.ts";
import { type Bucket, sourceBucket, takeFromBucket } from "./source-bucket.ts";

interface Asked {
  readonly context: RequestContext;
  readonly store: Store;
  readonly now: Instant;
}

/** Before anything is verified. */
export async function chargeFederated({ context, store, now }: Asked): Promise<void> {
  await takeFromBucket(store, bucketOf(context), now);
}

export async function refundFederated({ context, store, now }: Asked): Promise<void> {
  const bucket = bucketOf(context);
  await store.atomically((tx) => tx.attempts.giveBack(bucket.key, { now, ...bucket }));
}

function bucketOf(context: RequestContext): Bucket {
  const bucket = sourceBucket(context, false);
  return { ...bucket, key: `federated:${bucket.key}` };
}
