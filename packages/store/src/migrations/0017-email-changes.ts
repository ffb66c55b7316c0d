// Another e-mail address that an account's root user asked for, until the code that was mailed there is typed.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  email_changes: ["email_changes", 10, 1],
  email_changes_by_session: ["email_changes", 10, 1],
  email_changes_by_end: ["email_changes", 10, 1],
};

export function emailChanges(engine: Engine): readonly string[] {
  const { bytes, whole, text, key, keyed } = engine.types;
  return [
    `create table email_changes (
      account_id ${key} not null primary key,
      email ${text} not null,
      code_hash ${bytes} not null,
      bound_to ${bytes} not null,
      expires_at ${whole} not null
    ) ${keyed}`,
    "create index email_changes_by_session on email_changes (bound_to)",
    "create index email_changes_by_end on email_changes (expires_at)",
    ...engine.estimates(estimates),
  ];
}
