// Devices that sync a person's authenticator, the code with which one more may be paired, and the vault itself: sealed bytes that
// nothing here can open.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  vault_pairings: ["vault_pairings", 100, 10, 1],
  vault_pairings_by_code: ["vault_pairings", 100, 1],
  vault_pairings_by_end: ["vault_pairings", 100, 1],
  vault_devices: ["vault_devices", 100_000, 10_000, 2, 1],
  vault_devices_by_token: ["vault_devices", 100_000, 1],
  sqlite_autoindex_vaults_1: ["vaults", 50_000, 5_000, 1],
};

export function vaultSync(engine: Engine): readonly string[] {
  const { bytes, whole, text, key, keyed, table } = engine.types;
  return [
    `create table vault_pairings (
      account_id ${key} not null,
      person_id ${key} not null,
      code_hash ${bytes} not null,
      expires_at ${whole} not null,
      primary key (account_id, person_id)
    ) ${keyed}`,
    "create unique index vault_pairings_by_code on vault_pairings (code_hash)",
    "create index vault_pairings_by_end on vault_pairings (expires_at)",

    `create table vault_devices (
      account_id ${key} not null,
      person_id ${key} not null,
      device_id ${key} not null,
      token_hash ${bytes} not null,
      name ${text} not null,
      paired_at ${whole} not null,
      last_sync_at ${whole},
      primary key (account_id, person_id, device_id)
    ) ${keyed}`,
    "create unique index vault_devices_by_token on vault_devices (token_hash)",

    `create table vaults (
      account_id ${key} not null,
      person_id ${key} not null,
      revision ${whole} not null,
      stored_at ${whole} not null,
      size ${whole} not null,
      content ${bytes} not null,
      primary key (account_id, person_id)
    ) ${table}`,
    ...engine.estimates(estimates),
  ];
}
