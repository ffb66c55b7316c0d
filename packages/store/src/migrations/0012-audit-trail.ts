// What waits to be sealed, in the order in which it is sealed: behind `block is null` in a longer key PostgreSQL reads nothing in
// order, and sorted the whole backlog for each block of it. A block's own records are few enough to be sorted.
//
// And whether an account's successful reads are recorded too. Then few of its records are changes, where else few are reads: each
// kind has an index of its own, and each record is in one of them.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  audit_unsealed: ["audit", 1_000, 500, 2, 1],
  audit_sealed: ["audit", 10_000_000, 1_000],
  audit_changing: ["audit", 5_000_000, 500_000, 2, 1],
  accounts_recording_reads: ["accounts", 10, 1],
};

export function auditTrail(engine: Engine): readonly string[] {
  const { whole } = engine.types;
  return [
    "drop index audit_by_block",
    "create index audit_unsealed on audit (account_id, at, event_id) where case when block is null then 1 else 0 end > 0",
    "create index audit_sealed on audit (block) where block is not null",
    "create index audit_changing on audit (account_id, at, event_id) where read_only = 0",

    `alter table accounts add column records_reads ${whole} not null default 0`,
    "create index accounts_recording_reads on accounts (account_id) where records_reads = 1",
    ...engine.estimates(estimates),
  ];
}
