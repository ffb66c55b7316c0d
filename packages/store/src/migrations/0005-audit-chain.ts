// The audit trail as a chain of sealed blocks, and what its records are looked up by. Most records changed something, succeeded and
// were asked for in a browser: for those, three of the indexes cost nothing.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  audit_by_block: ["audit", 10_000_000, 1_000, 1_000, 1, 1],
  audit_by_name: ["audit", 10_000_000, 1_000_000, 20_000, 2, 1],
  audit_by_user: ["audit", 10_000_000, 1_000_000, 1_000, 2, 1],
  audit_by_access_key: ["audit", 1_000_000, 100_000, 1_000, 2, 1],
  audit_failed: ["audit", 1_000_000, 100_000, 2, 1],
  audit_read_only: ["audit", 1_000_000, 100_000, 2, 1],
  audit_blocks_whole: ["audit_blocks", 10_000, 1],
};

export function auditChain(engine: Engine): readonly string[] {
  const { bytes, whole, text, key, keyed, table } = engine.types;
  return [
    `alter table audit add column event_name ${key} not null default ''`,
    `alter table audit add column user_key ${key}`,
    `alter table audit add column access_key_id ${key}`,
    `alter table audit add column failed ${whole} not null default 0`,
    `alter table audit add column read_only ${whole} not null default 0`,
    `alter table audit add column block ${whole}`,
    "create index audit_by_block on audit (block, account_id, at, event_id)",
    "create index audit_by_name on audit (account_id, event_name, at, event_id)",
    "create index audit_by_user on audit (account_id, user_key, at, event_id)",
    "create index audit_by_access_key on audit (account_id, access_key_id, at, event_id) where access_key_id is not null",
    "create index audit_failed on audit (account_id, at, event_id) where failed = 1",
    "create index audit_read_only on audit (account_id, at, event_id) where read_only = 1",

    `create table audit_blocks (
      number ${whole} not null primary key,
      count ${whole} not null,
      newest_at ${whole} not null,
      sealed_at ${whole} not null,
      entries ${text},
      entries_hash ${bytes} not null,
      hash ${bytes} not null,
      mac ${bytes} not null,
      removed_at ${whole},
      removal_mac ${bytes}
    ) ${table}`,
    "create index audit_blocks_whole on audit_blocks (number) where removed_at is null",

    `create table audit_lease (
      name ${key} not null primary key,
      until ${whole} not null
    ) ${keyed}`,
    "insert into audit_lease (name, until) values ('sealing', 0)",
    ...engine.estimates(estimates),
  ];
}
