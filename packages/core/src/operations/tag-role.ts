import { requestTagKeys } from "../access/context-keys.ts";
import { locateRole, onRole, requireRole, roleTags } from "../identity/locate-role.ts";
import { setTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, tags } from "./members.ts";
import { roleName } from "./role-members.ts";

export const tagRole = defineOperation({
  name: "TagRole",
  kind: "aws",
  summary: "Sets tags on a role; a key that is there gets the new value and spelling.",
  readOnly: false,
  input: struct({ roleName, tags }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ input, found }) =>
    onRole(found, "iam:TagRole").map((one) => ({ ...one, keys: requestTagKeys(input.tags) })),
  run: async ({ tx, input, found }) => {
    await setTags(tx, roleTags(requireRole(found)), input.tags);
    return {};
  },
  record: { request: ["roleName", "tags"] },
});
