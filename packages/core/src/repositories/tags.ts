import type * as records from "../records.ts";
import type { PageRequest } from "./paging.ts";

export interface Tags {
  /** In the order in which they were first set. `after` is the last key, lower-cased; if that tag is gone the list begins anew. */
  list(of: records.Tagged, page: PageRequest): Promise<readonly records.TagRecord[]>;
  /** Sets or replaces; keys compare case-insensitively, the new spelling wins, the place is kept. */
  put(of: records.Tagged, tags: readonly records.TagRecord[]): Promise<void>;
  remove(of: records.Tagged, keys: readonly string[]): Promise<void>;
  removeAll(of: records.Tagged): Promise<void>;
}
