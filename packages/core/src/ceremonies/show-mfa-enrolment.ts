import { requireAccount } from "../identity/locate.ts";
import { showEnrolment } from "../mfa/enrolment.ts";
import { defineOperation } from "../operation.ts";
import { anyText } from "../operations/members.ts";
import { blob, struct } from "../schema/schema.ts";
import { enrolmentPermissions, locateOwnEnrolment } from "./own-enrolment.ts";

export const showMFAEnrolment = defineOperation({
  name: "ShowMFAEnrolment",
  kind: "ceremony",
  summary:
    "Shows the QR code and the secret key of the set-up under way to the session that began it.",
  readOnly: false,
  input: struct({}),
  output: struct({ qrCodePng: blob, secretKey: anyText }),
  freshFactor: true,
  locate: locateOwnEnrolment,
  permissions: ({ found }) => enrolmentPermissions(found),
  run: async (scope) => {
    const { enrolment } = scope.found;
    return showEnrolment(scope, enrolment, await requireAccount(scope.tx, enrolment.accountId));
  },
  record: { request: [] },
});
