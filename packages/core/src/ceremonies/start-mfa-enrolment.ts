import { isInSession } from "../caller.ts";
import { refusals } from "../errors.ts";
import { accountOf, locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { beginEnrolment } from "../mfa/enrolment.ts";
import { arns } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { anyText, deviceName, userName } from "../operations/members.ts";
import { optional, struct, timestamp } from "../schema/schema.ts";

export const startMFAEnrolment = defineOperation({
  name: "StartMFAEnrolment",
  kind: "ceremony",
  summary: "Begins to set up a virtual MFA device for oneself or a user; makes no device yet.",
  readOnly: false,
  input: struct({ deviceName, userName: optional(userName) }),
  output: struct({ deviceName: anyText, owner: anyText, expiresAt: timestamp }),
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ caller, input, found }) => [
    {
      action: "iam:CreateVirtualMFADevice",
      resource: arns.mfaDevice(accountOf(caller), "/", input.deviceName),
      owner: found.owner,
    },
    ...on(found, "iam:EnableMFADevice"),
  ],
  run: async (scope) => {
    const { caller, input } = scope;
    if (!isInSession(caller)) throw refusals.sessionExpired();
    const owner = requirePerson(scope.found);
    const { expiresAt } = await beginEnrolment(scope, {
      boundTo: caller.session.idHash,
      owner,
      deviceName: input.deviceName,
    });
    return {
      deviceName: input.deviceName,
      owner: owner.kind === "root" ? "root" : owner.name,
      expiresAt,
    };
  },
  record: { request: ["deviceName", "userName"] },
});
