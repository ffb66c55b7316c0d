// Whether an account requires MFA, of which groups where not of everyone, and when each person was first prompted for it.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  mfa_requirements: ["mfa_requirements", 100, 1],
  mfa_requirement_groups: ["mfa_requirement_groups", 1000, 10, 5, 1],
  mfa_prompts: ["mfa_prompts", 1_000_000, 100_000, 1],
};

export function requireMfa(engine: Engine): readonly string[] {
  const { whole, text, key, keyed } = engine.types;
  return [
    `create table mfa_requirements (
      account_id ${key} not null primary key,
      since ${whole} not null,
      switched_on_at ${whole} not null,
      grace_days ${whole} not null,
      everyone ${whole} not null
    ) ${keyed}`,

    `create table mfa_requirement_groups (
      account_id ${key} not null,
      purpose ${text} not null,
      group_id ${key} not null,
      primary key (account_id, purpose, group_id)
    ) ${keyed}`,

    `create table mfa_prompts (
      account_id ${key} not null,
      person_id ${key} not null,
      switched_on_at ${whole} not null,
      prompted_at ${whole} not null,
      primary key (account_id, person_id)
    ) ${keyed}`,
    ...engine.estimates(estimates),
  ];
}
