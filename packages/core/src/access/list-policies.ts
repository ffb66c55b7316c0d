// Built-in policies and the account's own as one list: first the built-in ones by name, then the others by name.

import { type AccountId, nameKey } from "../names.ts";
import { builtInPolicies } from "../policy/index.ts";
import type { PolicyPurpose } from "../records.ts";
import type { PageRequest, Tx } from "../store.ts";
import type { AnyPolicy } from "./render-policies.ts";

export interface PolicyFilter {
  readonly scope: "All" | "AWS" | "Local";
  readonly pathPrefix?: string;
  readonly namePrefix?: string;
  readonly used?: PolicyPurpose | "any" | undefined;
}

export interface PolicyRow {
  readonly policy: AnyPolicy;
  /** Where a page ends: `aws/<name>` or `local/<name>`, in this order. */
  readonly key: string;
}

export async function listAnyPolicies(
  tx: Tx,
  accountId: AccountId,
  filter: PolicyFilter,
  page: PageRequest,
): Promise<readonly PolicyRow[]> {
  const after = page.after ?? "";
  const rows: PolicyRow[] = [];
  if (filter.scope !== "Local" && !after.startsWith("local/")) {
    for (const policy of builtInPolicies) {
      const row = { policy, key: `aws/${nameKey(policy.name)}` };
      if (row.key > after && (await isWanted(tx, accountId, row, filter))) rows.push(row);
    }
  }
  if (filter.scope !== "AWS" && rows.length < page.limit) {
    const from = after.startsWith("local/") ? after.slice("local/".length) : undefined;
    const rest = { after: from, limit: page.limit - rows.length };
    const own = await tx.policies.list(accountId, filter, rest);
    rows.push(...own.map((policy) => ({ policy, key: `local/${nameKey(policy.name)}` })));
  }
  return rows.slice(0, page.limit);
}

async function isWanted(
  tx: Tx,
  accountId: AccountId,
  { policy }: PolicyRow,
  { pathPrefix = "", namePrefix = "", used }: PolicyFilter,
): Promise<boolean> {
  if (!policy.path.startsWith(pathPrefix)) return false;
  if (!nameKey(policy.name).startsWith(nameKey(namePrefix))) return false;
  if (used === undefined) return true;
  const { attachments, boundaries } = await tx.policyUses.count(accountId, policy.arn);
  return (used !== "boundary" && attachments > 0) || (used !== "permissions" && boundaries > 0);
}
