// What SAML identity providers have besides what all have. A metadata document may be long, and is read with none but its own
// provider's operations.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = { saml_providers: ["saml_providers", 1_000, 10, 1] };

export function samlProviders(engine: Engine): readonly string[] {
  const { whole, text, key, keyed } = engine.types;
  return [
    `create table saml_providers (
      account_id ${key} not null,
      provider_id ${key} not null,
      uuid ${text} not null,
      document ${text} not null,
      entity_id ${text} not null,
      certificates ${text} not null,
      valid_until ${whole},
      primary key (account_id, provider_id)
    ) ${keyed}`,
    ...engine.estimates(estimates),
  ];
}
