import { locateDevice, onDevice, requireDevice } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { page, pageEnd, serialNumber, tags } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";

export const listMFADeviceTags = defineOperation({
  name: "ListMFADeviceTags",
  kind: "aws",
  summary: "Lists a virtual MFA device's tags in the order in which they were set.",
  readOnly: true,
  input: struct({ serialNumber, ...page }),
  output: struct({ tags, ...pageEnd }),
  locate: ({ tx, caller, input }) => locateDevice(tx, caller, input.serialNumber),
  permissions: ({ found }) => [onDevice(found, "iam:ListMFADeviceTags")],
  run: async (scope) => {
    const device = requireDevice(scope.found);
    const listName = `ListMFADeviceTags ${device.serialNumber}`;
    const of = { accountId: device.accountId, kind: "mfa", id: device.serialNumber } as const;
    const rows = await scope.tx.tags.list(of, pageRequest(scope, listName));
    const { items, end } = pageOf(scope, listName, rows, ({ key }) => key.toLowerCase());
    return { tags: items, ...end };
  },
  record: { request: ["serialNumber"] },
});
