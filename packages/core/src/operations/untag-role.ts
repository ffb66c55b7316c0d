import { locateRole, onRole, requireRole, roleTags } from "../identity/locate-role.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { nothing, tagKeys } from "./members.ts";
import { roleName } from "./role-members.ts";

export const untagRole = defineOperation({
  name: "UntagRole",
  kind: "aws",
  summary: "Removes tags from a role; keys that are not there are no fault.",
  readOnly: false,
  input: struct({ roleName, tagKeys }),
  output: nothing,
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ input, found }) =>
    onRole(found, "iam:UntagRole").map((one) => ({
      ...one,
      keys: { "aws:TagKeys": input.tagKeys },
    })),
  run: async ({ tx, input, found }) => {
    await tx.tags.remove(roleTags(requireRole(found)), input.tagKeys);
    return {};
  },
  record: { request: ["roleName", "tagKeys"] },
});
