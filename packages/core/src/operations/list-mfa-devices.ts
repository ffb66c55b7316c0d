import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText, page, pageEnd, userName } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";

export const listMFADevices = defineOperation({
  name: "ListMFADevices",
  kind: "aws",
  summary: "Lists the MFA devices assigned to a user, or to the caller where none is named.",
  readOnly: true,
  input: struct({ userName: optional(userName), ...page }),
  output: struct({
    mFADevices: list(struct({ userName: anyText, serialNumber: anyText, enableDate: timestamp })),
    ...pageEnd,
  }),
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ListMFADevices"),
  run: async (scope) => {
    const person = requirePerson(scope.found);
    const listName = `ListMFADevices ${person.personId}`;
    const { after, limit } = pageRequest(scope, listName);
    // Eight at most: paged here, in the order of their serial numbers.
    const devices = (await scope.tx.devices.listOf(person))
      .filter(({ serialNumber }) => after === undefined || serialNumber > after)
      .sort((a, b) => (a.serialNumber < b.serialNumber ? -1 : 1))
      .slice(0, limit);
    const { items, end } = pageOf(scope, listName, devices, ({ serialNumber }) => serialNumber);
    const shown = items.flatMap(({ serialNumber, assignment }) =>
      assignment === undefined
        ? []
        : [
            {
              userName: person.kind === "root" ? (person.accountId as string) : person.name,
              serialNumber: serialNumber as string,
              enableDate: assignment.enabledAt,
            },
          ],
    );
    return { mFADevices: shown, ...end };
  },
  record: { request: ["userName"] },
});
