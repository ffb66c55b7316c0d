// A credential report is good for four hours, as AWS's are. Its age counts from when it was begun: nothing in it is older than it
// says, however long it took.

import { HOUR, type Instant, later } from "../instant.ts";
import type { CredentialReportRecord } from "../records.ts";

const goodFor = 4 * HOUR;
/** Whoever began to fetch it in its last minute may finish. */
const fetchedWithin = 1 * HOUR;

/** Reports begun before are neither given out nor gone on with. */
export const reportsExpireBefore = (now: Instant): Instant => later(now, -goodFor);

/** Texts of reports begun before are forgotten. */
export const reportsForgottenBefore = (now: Instant): Instant =>
  later(now, -(goodFor + fetchedWithin));

export type ReportState = "absent" | "expired" | "underWay" | "whole";

export function reportState(report: CredentialReportRecord | undefined, now: Instant): ReportState {
  if (report === undefined) return "absent";
  if (report.startedAt <= reportsExpireBefore(now)) return "expired";
  return report.dueAt === undefined ? "whole" : "underWay";
}
