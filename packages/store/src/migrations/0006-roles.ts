// Roles: what may be assumed for a while. Their policies and tags lie where everybody's do.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  roles: ["roles", 10_000, 1_000, 1],
  roles_by_name: ["roles", 10_000, 1_000, 1],
};

export function roles(engine: Engine): readonly string[] {
  const { whole, text, key, keyed } = engine.types;
  return [
    `create table roles (
      account_id ${key} not null,
      role_id ${key} not null,
      name ${text} not null,
      name_key ${key} not null,
      path ${key} not null,
      description ${text},
      trust_policy ${text} not null,
      trusted ${text} not null,
      max_session_seconds ${whole} not null,
      created_at ${whole} not null,
      epoch ${whole} not null default 0,
      last_used_at ${whole},
      last_used_region ${text},
      primary key (account_id, role_id)
    ) ${keyed}`,
    "create unique index roles_by_name on roles (account_id, name_key)",
    ...engine.estimates(estimates),
  ];
}
