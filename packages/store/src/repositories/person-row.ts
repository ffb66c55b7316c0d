import type { PersonRecord } from "@sallyport/core";
import type { PeopleTable } from "../database.ts";
import { perRow } from "../per-row.ts";

export const toPerson = perRow((row: PeopleTable): PersonRecord => {
  return {
    accountId: row.account_id,
    personId: row.person_id,
    kind: row.kind,
    name: row.name,
    path: row.path,
    createdAt: row.created_at,
    passwordLastUsedAt: row.password_last_used_at ?? undefined,
    lastActiveAt: row.last_active_at ?? undefined,
    epoch: row.epoch,
  };
});
