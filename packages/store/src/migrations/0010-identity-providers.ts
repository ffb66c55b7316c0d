// Identity providers: who outside vouches for people. What both kinds have is read with every request of a session that their word
// was given for; what only one kind has lies apart.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  identity_providers: ["identity_providers", 1000, 5, 1],
  identity_providers_by_name: ["identity_providers", 1000, 5, 3, 1],
  oidc_providers: ["oidc_providers", 1000, 5, 1],
};

export function identityProviders(engine: Engine): readonly string[] {
  const { whole, text, key, keyed } = engine.types;
  return [
    `create table identity_providers (
      account_id ${key} not null,
      provider_id ${key} not null,
      kind ${key} not null,
      name ${key} not null,
      created_at ${whole} not null,
      epoch ${whole} not null default 0,
      mfa_rule ${text},
      primary key (account_id, provider_id)
    ) ${keyed}`,
    "create unique index identity_providers_by_name on identity_providers (account_id, kind, name)",

    `create table oidc_providers (
      account_id ${key} not null,
      provider_id ${key} not null,
      url ${text} not null,
      client_ids ${text} not null,
      thumbprints ${text} not null,
      primary key (account_id, provider_id)
    ) ${keyed}`,
    ...engine.estimates(estimates),
  ];
}
