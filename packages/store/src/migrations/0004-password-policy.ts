// The account's password rules, where they are not the default, and the passwords that a policy remembers so that they are not
// chosen again: as argon2id hashes, like the one in use.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  password_policies: ["password_policies", 100, 1],
  password_history: ["password_history", 1_000_000, 100_000, 5, 1],
};

export function passwordPolicy(engine: Engine): readonly string[] {
  const { whole, text, key, keyed } = engine.types;
  return [
    `create table password_policies (
      account_id ${key} not null primary key,
      rules ${text} not null,
      minimum_length ${whole} not null,
      require_symbols ${whole} not null,
      require_numbers ${whole} not null,
      require_uppercase ${whole} not null,
      require_lowercase ${whole} not null,
      users_change_own ${whole} not null,
      max_age_days ${whole},
      remembered ${whole},
      hard_expiry ${whole}
    ) ${keyed}`,

    `create table password_history (
      account_id ${key} not null,
      person_id ${key} not null,
      phc ${key} not null,
      replaced_at ${whole} not null,
      primary key (account_id, person_id, phc)
    ) ${keyed}`,
    ...engine.estimates(estimates),
  ];
}
