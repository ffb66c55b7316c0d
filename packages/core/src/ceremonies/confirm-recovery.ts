import { defineOperation } from "../operation.ts";
import { nothing } from "../operations/members.ts";
import { struct, text } from "../schema/schema.ts";
import { deadLink, requireLink } from "./mailed-link.ts";

export const confirmRecovery = defineOperation({
  name: "ConfirmRecovery",
  kind: "ceremony",
  summary:
    "Confirms a mailed recovery: the sign-in that asked for it, and no other browser, may go on to enrol a new device.",
  readOnly: false,
  callers: ["anonymous", "pending", "person"],
  input: struct({ token: text({ max: 64 }) }),
  output: nothing,
  locate: (scope) => requireLink(scope, "recover-mfa"),
  permissions: () => [],
  run: async ({ tx, found, trail }) => {
    trail.event = "MfaRecoveryConfirmed";
    trail.subject = await tx.people.find(found);
    const used = await tx.mailLinks.take(found.tokenHash);
    const waiting =
      used && found.boundTo !== undefined && (await tx.pendingSignIns.markRecovered(found.boundTo));
    if (!waiting) throw deadLink();
    return {};
  },
  record: { source: "signin", request: [] },
});
