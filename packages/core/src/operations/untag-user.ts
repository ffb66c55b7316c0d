import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, tagKeys, userName } from "./members.ts";

export const untagUser = defineOperation({
  name: "UntagUser",
  kind: "aws",
  summary: "Removes tags from a user; keys that are not there are no fault.",
  readOnly: false,
  input: struct({ userName, tagKeys }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ input, found }) =>
    on(found, "iam:UntagUser").map((one) => ({ ...one, keys: { "aws:TagKeys": input.tagKeys } })),
  run: async ({ tx, input, found }) => {
    const { accountId, personId } = requirePerson(found);
    await tx.tags.remove({ accountId, kind: "user", id: personId }, input.tagKeys);
    return {};
  },
  record: { request: ["userName", "tagKeys"] },
});
