import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, oneOf, optional, struct } from "../schema/schema.ts";
import { page, pageEnd, virtualMFADevice } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { renderUser } from "./render.ts";

export const listVirtualMFADevices = defineOperation({
  name: "ListVirtualMFADevices",
  kind: "aws",
  summary: "Lists the account's virtual MFA devices, assigned or not; never a seed.",
  readOnly: true,
  input: struct({ assignmentStatus: optional(oneOf("Assigned", "Unassigned", "Any")), ...page }),
  output: struct({ virtualMFADevices: list(virtualMFADevice), ...pageEnd }),
  permissions: () => [{ action: "iam:ListVirtualMFADevices", resource: "*" }],
  run: async (scope) => {
    const { tx, caller, input } = scope;
    const status = input.assignmentStatus ?? "Any";
    const listName = `ListVirtualMFADevices ${status}`;
    const rows = await tx.devices.list(accountOf(caller), { status }, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ device }) => device.serialNumber);
    return {
      virtualMFADevices: items.map(({ device, owner }) => ({
        serialNumber: device.serialNumber as string,
        ...(owner && { user: renderUser(owner) }),
        ...(device.assignment && { enableDate: device.assignment.enabledAt }),
      })),
      ...end,
    };
  },
  record: { request: ["assignmentStatus"] },
});
