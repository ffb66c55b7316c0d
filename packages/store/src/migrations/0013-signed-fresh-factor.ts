// Which operations need a fresh factor through a signed request too: an account's own setting.

import type { Engine } from "../engine.ts";

export function signedFreshFactor(engine: Engine): readonly string[] {
  const { text } = engine.types;
  return [`alter table accounts add column signed_fresh_factor ${text} not null default 'own'`];
}
