import { requestTagKeys } from "../access/context-keys.ts";
import { locateUser, on, requirePerson } from "../identity/locate.ts";
import { setTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, tags, userName } from "./members.ts";

export const tagUser = defineOperation({
  name: "TagUser",
  kind: "aws",
  summary: "Sets tags on a user; a key that is there gets the new value and spelling.",
  readOnly: false,
  input: struct({ userName, tags }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateUser(tx, caller, input.userName),
  permissions: ({ input, found }) =>
    on(found, "iam:TagUser").map((one) => ({ ...one, keys: requestTagKeys(input.tags) })),
  run: async ({ tx, input, found }) => {
    const { accountId, personId } = requirePerson(found);
    await setTags(tx, { accountId, kind: "user", id: personId }, input.tags);
    return {};
  },
  record: { request: ["userName", "tags"] },
});
