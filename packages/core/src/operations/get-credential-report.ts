import { refusals } from "../errors.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { readReport } from "../reports/read-report.ts";
import { reportState } from "../reports/report-state.ts";
import { longBlob, oneOf, struct, timestamp } from "../schema/schema.ts";

export const getCredentialReport = defineOperation({
  name: "GetCredentialReport",
  kind: "aws",
  summary: "The credential report that was generated last, as CSV: who has which credentials.",
  readOnly: true,
  input: struct({}),
  output: struct({
    content: longBlob("text/csv"),
    reportFormat: oneOf("text/csv"),
    generatedTime: timestamp,
  }),
  permissions: () => [{ action: "iam:GetCredentialReport", resource: "*" }],
  run: async ({ tx, caller, now, readLater }) => {
    const report = await tx.credentialReports.find(accountOf(caller));
    switch (reportState(report, now)) {
      case "expired":
        throw refusals.reportExpired();
      case "underWay":
        throw refusals.reportInProgress();
      case "absent":
      case "whole":
        if (report === undefined) throw refusals.reportNotPresent();
        return {
          content: readReport(readLater, report),
          reportFormat: "text/csv" as const,
          generatedTime: report.startedAt,
        };
    }
  },
  record: { request: [] },
});
