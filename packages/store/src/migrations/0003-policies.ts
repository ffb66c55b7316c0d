// Policies: managed ones with their versions, who they are attached to (or bound by), and inline ones. A managed policy is named
// by its ARN, which never changes; so attachments need not know whether it is the account's own or built in.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  policies: ["policies", 10_000, 1_000, 1],
  policies_by_name: ["policies", 10_000, 1_000, 1],
  policy_versions: ["policy_versions", 30_000, 3_000, 3, 1],
  policy_uses: ["policy_uses", 100_000, 10_000, 2, 2, 1],
  policy_uses_by_policy: ["policy_uses", 100_000, 10_000, 500, 1, 1],
  inline_policies: ["inline_policies", 100_000, 10_000, 2, 1],
};

export function policies(engine: Engine): readonly string[] {
  return [...tables(engine), ...keepAdministrators, ...engine.estimates(estimates)];
}

function tables({ types }: Engine): readonly string[] {
  const { whole, text, key, keyed } = types;
  return [
    `create table policies (
      account_id ${key} not null,
      arn ${key} not null,
      policy_id ${key} not null,
      name ${text} not null,
      name_key ${key} not null,
      path ${key} not null,
      description ${text},
      created_at ${whole} not null,
      updated_at ${whole} not null,
      default_version ${whole} not null,
      last_version ${whole} not null,
      primary key (account_id, arn)
    ) ${keyed}`,
    "create unique index policies_by_name on policies (account_id, name_key)",

    `create table policy_versions (
      account_id ${key} not null,
      arn ${key} not null,
      version ${whole} not null,
      document ${text} not null,
      created_at ${whole} not null,
      primary key (account_id, arn, version)
    ) ${keyed}`,

    `create table policy_uses (
      account_id ${key} not null,
      holder_id ${key} not null,
      purpose ${key} not null,
      arn ${key} not null,
      holder_kind ${key} not null,
      primary key (account_id, holder_id, purpose, arn)
    ) ${keyed}`,
    "create index policy_uses_by_policy on policy_uses (account_id, arn, holder_id, purpose)",

    `create table inline_policies (
      account_id ${key} not null,
      holder_id ${key} not null,
      name ${key} not null,
      holder_kind ${key} not null,
      document ${text} not null,
      primary key (account_id, holder_id, name)
    ) ${keyed}`,
  ];
}

const administratorAccess = "'arn:aws:iam::aws:policy/AdministratorAccess'";
const administrators = "from user_groups where name_key = 'administrators'";

/** Members of the group of this name could do everything before there were policies: now one says so, and nobody loses anything. */
const keepAdministrators = [
  `insert into policy_uses (account_id, holder_id, purpose, arn, holder_kind)
    select account_id, group_id, 'permissions', ${administratorAccess}, 'group' ${administrators}`,
  `insert into counts (account_id, kind, owner, shard, amount)
    select account_id, 'attachments', ${administratorAccess}, 0, 1 ${administrators}`,
];
