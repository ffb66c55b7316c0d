import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { reportState } from "../reports/report-state.ts";
import { integer, oneOf, optional, struct, timestamp } from "../schema/schema.ts";

export const getCredentialReportProgress = defineOperation({
  name: "GetCredentialReportProgress",
  kind: "view",
  summary: "How far the credential report is, and how old.",
  readOnly: true,
  input: struct({}),
  output: struct({
    state: oneOf("absent", "expired", "underWay", "whole"),
    generatedTime: optional(timestamp),
    /** Users in it so far, and users there are. */
    done: integer(0, 1e9),
    total: integer(0, 1e9),
  }),
  permissions: () => [{ action: "iam:GetCredentialReport", resource: "*" }],
  run: async ({ tx, caller, now }) => {
    const accountId = accountOf(caller);
    const report = await tx.credentialReports.find(accountId);
    return {
      state: reportState(report, now),
      ...(report !== undefined && { generatedTime: report.startedAt }),
      done: Math.max(0, (report?.people ?? 0) - 1),
      total: await tx.people.countUsers(accountId),
    };
  },
  record: { request: [] },
});
