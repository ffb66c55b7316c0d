// When a data key begins to seal, and until when session tokens under a retired one are good. The key that every database has by now
// has sealed from its beginning.

import type { Engine } from "../engine.ts";

export function keyRotation(engine: Engine): readonly string[] {
  const { whole } = engine.types;
  return [
    `alter table keyring add column seals_from ${whole} not null default 0`,
    `alter table keyring add column tokens_until ${whole}`,
  ];
}
