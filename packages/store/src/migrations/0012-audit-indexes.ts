// What waits to be sealed, in the order in which it is sealed: behind `block is null` in a longer key PostgreSQL reads nothing in
// order, and sorted the whole backlog for each block of it. A block's own records are few enough to be sorted.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  audit_unsealed: ["audit", 1_000, 500, 2, 1],
  audit_sealed: ["audit", 10_000_000, 1_000],
};

export function auditIndexes(engine: Engine): readonly string[] {
  return [
    "drop index audit_by_block",
    "create index audit_unsealed on audit (account_id, at, event_id) where case when block is null then 1 else 0 end > 0",
    "create index audit_sealed on audit (block) where block is not null",
    ...engine.estimates(estimates),
  ];
}
