// The first tables. Every one begins with the account's id (but `attempts`, whose keys know no account, and what is the
// installation's own: `keyring`), and every list has an index in the order in which it is read.

import type { Engine, Estimates } from "../engine.ts";

/** A large installation: ten accounts of a hundred thousand people. */
const estimates: Estimates = {
  sqlite_autoindex_people_1: ["people", 1_000_000, 100_000, 1],
  people_by_name: ["people", 1_000_000, 100_000, 1],
  people_by_age: ["people", 1_000_000, 100_000, 10, 1],
  login_profiles: ["login_profiles", 1_000_000, 100_000, 1],
  user_groups: ["user_groups", 3_000, 300, 1],
  user_groups_by_name: ["user_groups", 3_000, 300, 1],
  memberships: ["memberships", 3_000_000, 300_000, 1_000, 1],
  memberships_by_name: ["memberships", 3_000_000, 300_000, 1_000, 1],
  memberships_by_person: ["memberships", 3_000_000, 300_000, 3],
  tags: ["tags", 3_000_000, 300_000, 150_000, 3, 1],
  devices: ["devices", 1_000_000, 100_000, 1],
  devices_by_name: ["devices", 1_000_000, 100_000, 50_000, 1],
  devices_by_person: ["devices", 1_000_000, 100_000, 2, 2],
  devices_by_status: ["devices", 1_000_000, 100_000, 100, 1],
  spent_steps: ["spent_steps", 100_000, 10_000, 3, 1],
  spent_steps_by_age: ["spent_steps", 100_000, 10],
  enrolments: ["enrolments", 1_000, 1],
  enrolments_by_person: ["enrolments", 1_000, 100, 1],
  enrolments_by_end: ["enrolments", 1_000, 1],
  sessions: ["sessions", 100_000, 1],
  sessions_by_person: ["sessions", 100_000, 10_000, 2, 1],
  sessions_by_end: ["sessions", 100_000, 10],
  pending_sign_ins: ["pending_sign_ins", 1_000, 1],
  pending_sign_ins_by_person: ["pending_sign_ins", 1_000, 100, 1],
  pending_sign_ins_by_end: ["pending_sign_ins", 1_000, 1],
  known_browsers: ["known_browsers", 2_000_000, 200_000, 2, 1],
  known_browsers_by_end: ["known_browsers", 2_000_000, 10],
  code_ledgers: ["code_ledgers", 1_000_000, 100_000, 2, 1],
  attempts: ["attempts", 100_000, 1],
  attempts_by_age: ["attempts", 100_000, 1, 1],
  mail_links: ["mail_links", 1_000, 1],
  mail_links_by_person: ["mail_links", 1_000, 100, 1],
  mail_links_by_end: ["mail_links", 1_000, 1],
  access_keys: ["access_keys", 100_000, 1],
  access_keys_by_person: ["access_keys", 100_000, 10_000, 2, 1],
  sqlite_autoindex_audit_1: ["audit", 10_000_000, 1_000_000, 2, 1],
  counts: ["counts", 10_000, 1_000, 200, 1, 1],
};

export function firstTables(engine: Engine): readonly string[] {
  return [...tables(engine), ...engine.estimates(estimates)];
}

function tables({ types }: Engine): readonly string[] {
  const { bytes, whole, text, key, table, keyed } = types;
  const person = `account_id ${key} not null, person_id ${key} not null`;
  return [
    `create table accounts (
      account_id ${key} not null primary key,
      name ${text} not null,
      email ${text} not null,
      email_key ${key} not null unique,
      alias ${key} unique,
      created_at ${whole} not null,
      root_code_hash ${bytes},
      root_code_expires_at ${whole},
      is_first ${whole} unique
    ) ${table}`,

    `create table people (
      ${person},
      kind ${text} not null,
      name ${text} not null,
      name_key ${key} not null,
      path ${key} not null,
      created_at ${whole} not null,
      password_last_used_at ${whole},
      last_active_at ${whole},
      epoch ${whole} not null,
      primary key (account_id, person_id)
    ) ${table}`,
    "create unique index people_by_name on people (account_id, name_key)",
    "create index people_by_age on people (account_id, created_at, name_key)",

    `create table login_profiles (
      ${person},
      phc ${text} not null,
      created_at ${whole} not null,
      changed_at ${whole} not null,
      reset_required ${whole} not null,
      reset_by_mail ${whole} not null,
      primary key (account_id, person_id)
    ) ${keyed}`,

    `create table user_groups (
      account_id ${key} not null,
      group_id ${key} not null,
      name ${text} not null,
      name_key ${key} not null,
      path ${key} not null,
      created_at ${whole} not null,
      primary key (account_id, group_id)
    ) ${keyed}`,
    "create unique index user_groups_by_name on user_groups (account_id, name_key)",

    `create table memberships (
      account_id ${key} not null,
      group_id ${key} not null,
      person_id ${key} not null,
      member_key ${key} not null,
      primary key (account_id, group_id, person_id)
    ) ${keyed}`,
    "create index memberships_by_name on memberships (account_id, group_id, member_key)",
    "create index memberships_by_person on memberships (account_id, person_id)",

    `create table tags (
      account_id ${key} not null,
      kind ${key} not null,
      owner_id ${key} not null,
      tag_key ${text} not null,
      key_folded ${key} not null,
      value ${text} not null,
      place ${whole} not null,
      primary key (account_id, kind, owner_id, key_folded)
    ) ${keyed}`,

    `create table devices (
      account_id ${key} not null,
      serial_number ${key} not null,
      name ${text} not null,
      name_key ${key} not null,
      path ${key} not null,
      kind ${text} not null,
      sealed_seed ${bytes} not null,
      seed_fingerprint ${bytes} not null,
      created_at ${whole} not null,
      is_assigned ${whole} not null,
      person_id ${key},
      enabled_at ${whole},
      last_used_at ${whole},
      drift ${whole},
      late_streak ${whole},
      floor_step ${whole},
      unsettled_offset ${whole},
      unsettled_from_step ${whole},
      unsettled_until ${whole},
      out_of_sync ${whole},
      primary key (account_id, serial_number)
    ) ${keyed}`,
    "create unique index devices_by_name on devices (account_id, path, name_key)",
    "create index devices_by_person on devices (account_id, person_id, enabled_at)",
    "create index devices_by_status on devices (account_id, is_assigned, serial_number)",

    `create table spent_steps (
      account_id ${key} not null,
      seed_fingerprint ${bytes} not null,
      step ${whole} not null,
      spent_at ${whole} not null,
      primary key (account_id, seed_fingerprint, step)
    ) ${keyed}`,
    "create index spent_steps_by_age on spent_steps (spent_at)",

    `create table enrolments (
      ${person},
      bound_to ${bytes} not null primary key,
      device_name ${text} not null,
      sealed_seed ${bytes} not null,
      seed_fingerprint ${bytes} not null,
      expires_at ${whole} not null,
      attempts ${whole} not null
    ) ${keyed}`,
    "create index enrolments_by_person on enrolments (account_id, person_id)",
    "create index enrolments_by_end on enrolments (expires_at)",

    `create table sessions (
      ${person},
      id_hash ${bytes} not null primary key,
      created_at ${whole} not null,
      last_seen_at ${whole} not null,
      expires_at ${whole} not null,
      idle_seconds ${whole} not null,
      password_at ${whole} not null,
      mfa_at ${whole},
      mfa_serial_number ${key},
      amr ${text} not null,
      source_address ${text} not null,
      user_agent ${text} not null
    ) ${keyed}`,
    "create index sessions_by_person on sessions (account_id, person_id, created_at)",
    "create index sessions_by_end on sessions (expires_at)",

    `create table pending_sign_ins (
      ${person},
      id_hash ${bytes} not null primary key,
      step ${text} not null,
      expires_at ${whole} not null,
      password_at ${whole} not null,
      mfa_at ${whole},
      mfa_serial_number ${key},
      return_to ${text} not null,
      wrong_codes ${whole} not null,
      wrong_cost ${whole} not null,
      enrolment_code_given ${whole} not null,
      recovered ${whole} not null
    ) ${keyed}`,
    "create index pending_sign_ins_by_person on pending_sign_ins (account_id, person_id)",
    "create index pending_sign_ins_by_end on pending_sign_ins (expires_at)",

    `create table known_browsers (
      ${person},
      token_hash ${bytes} not null,
      expires_at ${whole} not null,
      primary key (account_id, person_id, token_hash)
    ) ${keyed}`,
    "create index known_browsers_by_end on known_browsers (expires_at)",

    `create table code_ledgers (
      ${person},
      source ${key} not null,
      cost ${whole} not null,
      wrong ${whole} not null,
      streak ${whole} not null,
      wait_until ${whole},
      primary key (account_id, person_id, source)
    ) ${keyed}`,

    `create table attempts (
      key ${key} not null primary key,
      streak ${whole} not null,
      wait_until ${whole},
      full_at ${whole},
      touched_at ${whole} not null
    ) ${keyed}`,
    "create index attempts_by_age on attempts (touched_at, key)",

    `create table mail_links (
      ${person},
      token_hash ${bytes} not null primary key,
      purpose ${text} not null,
      bound_to ${bytes},
      expires_at ${whole} not null
    ) ${keyed}`,
    "create index mail_links_by_person on mail_links (account_id, person_id)",
    "create index mail_links_by_end on mail_links (expires_at)",

    `create table outbox (
      account_id ${key} not null,
      mail_id ${key} not null primary key,
      to_name ${text} not null,
      to_address ${text} not null,
      subject ${text} not null,
      body ${text} not null,
      created_at ${whole} not null,
      attempts ${whole} not null,
      due_at ${whole} not null
    ) ${table}`,
    "create index outbox_by_age on outbox (created_at, mail_id)",

    `create table access_keys (
      ${person},
      access_key_id ${key} not null primary key,
      sealed_secret ${bytes} not null,
      status ${text} not null,
      created_at ${whole} not null
    ) ${keyed}`,
    "create index access_keys_by_person on access_keys (account_id, person_id, created_at)",

    `create table audit (
      account_id ${key} not null,
      at ${whole} not null,
      event_id ${key} not null,
      event ${text} not null,
      primary key (account_id, at, event_id)
    ) ${table}`,

    `create table counts (
      account_id ${key} not null,
      kind ${key} not null,
      owner ${key} not null,
      shard ${whole} not null,
      amount ${whole} not null,
      primary key (account_id, kind, owner, shard)
    ) ${keyed}`,

    `create table keyring (
      version ${whole} not null primary key,
      wrapped ${bytes} not null,
      created_at ${whole} not null
    ) ${keyed}`,
  ];
}
