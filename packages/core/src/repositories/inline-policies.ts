import type * as records from "../records.ts";
import type { PageRequest } from "./paging.ts";

export interface InlinePolicies {
  /** Makes or replaces it. */
  put(holder: records.PolicyHolder, policy: records.InlinePolicyRecord): Promise<void>;
  find(holder: records.PolicyHolder, name: string): Promise<string | undefined>;
  /** By name; page key: the name. */
  list(
    holder: records.PolicyHolder,
    page: PageRequest,
  ): Promise<readonly records.InlinePolicyRecord[]>;
  delete(holder: records.PolicyHolder, name: string): Promise<boolean>;
  removeAll(holder: records.PolicyHolder): Promise<void>;
}
