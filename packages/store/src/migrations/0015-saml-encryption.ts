// Private keys that encrypted assertions are read with, sealed; and whether a provider's assertions have to be encrypted.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  saml_private_keys: ["saml_private_keys", 1_000, 10, 2, 1],
  saml_private_keys_by_id: ["saml_private_keys", 1_000, 1],
};

export function samlEncryption(engine: Engine): readonly string[] {
  const { whole, bytes, key, keyed } = engine.types;
  return [
    `alter table saml_providers add column encryption_required ${whole} not null default 0`,
    `create table saml_private_keys (
      account_id ${key} not null,
      provider_id ${key} not null,
      key_id ${key} not null,
      sealed_key ${bytes} not null,
      created_at ${whole} not null,
      primary key (account_id, provider_id, key_id)
    ) ${keyed}`,
    // By which the keys are found whose data key is replaced.
    "create unique index saml_private_keys_by_id on saml_private_keys (key_id)",
    ...engine.estimates(estimates),
  ];
}
