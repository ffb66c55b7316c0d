// What signed requests need: epochs of accounts and keys, which end sealed credentials early, and when a key was last used.

import type { Engine } from "../engine.ts";

export function signedRequests({ types }: Engine): readonly string[] {
  const { whole, text } = types;
  return [
    `alter table accounts add column epoch ${whole} not null default 0`,
    `alter table access_keys add column epoch ${whole} not null default 0`,
    `alter table access_keys add column last_used_at ${whole}`,
    `alter table access_keys add column last_used_service ${text}`,
    `alter table access_keys add column last_used_region ${text}`,
  ];
}
