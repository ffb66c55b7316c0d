import type { Instant } from "../instant.ts";
import type * as records from "../records.ts";
import type { PersonRef } from "../records.ts";

export interface KnownBrowsers {
  insert(browser: records.KnownBrowserRecord): Promise<void>;
  find(ref: PersonRef, tokenHash: Uint8Array): Promise<records.KnownBrowserRecord | undefined>;
  deleteOf(ref: PersonRef): Promise<void>;
  sweep(now: Instant): Promise<number>;
}
