import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, oneOf, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText, page, pageEnd, userName } from "./members.ts";
import { pageOf, pageRequest } from "./paging.ts";
import { keyOwnerName, renderAccessKey } from "./render.ts";

export const listAccessKeys = defineOperation({
  name: "ListAccessKeys",
  kind: "aws",
  summary: "Lists the access keys of a user, or of the caller where none is named; never a secret.",
  readOnly: true,
  input: struct({ userName: optional(userName), ...page }),
  output: struct({
    accessKeyMetadata: list(
      struct({
        userName: anyText,
        accessKeyId: anyText,
        status: oneOf("Active", "Inactive"),
        createDate: timestamp,
      }),
    ),
    ...pageEnd,
  }),
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ListAccessKeys"),
  run: async (scope) => {
    const person = requirePerson(scope.found);
    const listName = `ListAccessKeys ${person.personId}`;
    const { after, limit } = pageRequest(scope, listName);
    // Two at most: paged here, in the order of their ids.
    const keys = (await scope.tx.accessKeys.listOf(person))
      .filter(({ accessKeyId }) => after === undefined || accessKeyId > after)
      .sort((a, b) => (a.accessKeyId < b.accessKeyId ? -1 : 1))
      .slice(0, limit);
    const { items, end } = pageOf(scope, listName, keys, ({ accessKeyId }) => accessKeyId);
    const shown = items.map((key) => ({ userName: keyOwnerName(person), ...renderAccessKey(key) }));
    return { accessKeyMetadata: shown, ...end };
  },
  record: { request: ["userName"] },
});
