// Credential reports: one row an account for the newest one, and its text in chunks. A report is made little by little, so that
// neither making nor sending one ever holds it whole.

import type { Engine, Estimates } from "../engine.ts";

const estimates: Estimates = {
  credential_reports: ["credential_reports", 1_000, 1],
  credential_reports_by_due: ["credential_reports", 1_000, 2],
  credential_report_chunks_by_age: ["credential_report_chunks", 10_000, 1_000],
  sqlite_autoindex_credential_report_chunks_1: ["credential_report_chunks", 10_000, 1_000, 500, 1],
};

export function credentialReports(engine: Engine): readonly string[] {
  const { bytes, whole, key, keyed, table } = engine.types;
  return [
    `create table credential_reports (
      account_id ${key} not null,
      number ${whole} not null,
      started_at ${whole} not null,
      due_at ${whole},
      after_key ${key},
      chunks ${whole} not null,
      people ${whole} not null,
      primary key (account_id)
    ) ${keyed}`,
    "create index credential_reports_by_due on credential_reports (due_at)",

    `create table credential_report_chunks (
      account_id ${key} not null,
      number ${whole} not null,
      position ${whole} not null,
      started_at ${whole} not null,
      content ${bytes} not null,
      primary key (account_id, number, position)
    ) ${table}`,
    "create index credential_report_chunks_by_age on credential_report_chunks (started_at)",
    ...engine.estimates(estimates),
  ];
}
