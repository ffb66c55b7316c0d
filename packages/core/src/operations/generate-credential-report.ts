import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { reportState } from "../reports/report-state.ts";
import { oneOf, optional, struct } from "../schema/schema.ts";
import { anyText } from "./members.ts";

const begun = {
  state: "STARTED",
  description: "No report exists. Starting a new report generation task",
} as const;
const underWay = { state: "INPROGRESS" } as const;
const complete = { state: "COMPLETE" } as const;

/** One that is under way or younger than four hours is taken as it is; the server makes it after the answer. */
export const generateCredentialReport = defineOperation({
  name: "GenerateCredentialReport",
  kind: "aws",
  summary: "Begins a credential report, unless there is one that is younger than four hours.",
  readOnly: false,
  input: struct({}),
  output: struct({
    state: oneOf("STARTED", "INPROGRESS", "COMPLETE"),
    description: optional(anyText),
  }),
  permissions: () => [{ action: "iam:GenerateCredentialReport", resource: "*" }],
  run: async ({ tx, caller, now }) => {
    const accountId = accountOf(caller);
    const latest = await tx.credentialReports.find(accountId);
    switch (reportState(latest, now)) {
      case "whole":
        return complete;
      case "underWay":
        return underWay;
      case "absent":
      case "expired": {
        const number = (latest?.number ?? 0) + 1;
        const isOurs = await tx.credentialReports.begin({ accountId, number, startedAt: now });
        return isOurs ? begun : underWay;
      }
    }
  },
  record: { readOnly: true, request: [] },
});
