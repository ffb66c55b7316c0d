import { boundaryOf } from "../access/boundaries.ts";
import { roleHolder } from "../access/holders.ts";
import { renderBoundary } from "../access/render-policies.ts";
import { renderLastUsed, renderListedRole } from "../access/render-roles.ts";
import { locateRole, onRole, requireRole, roleTags } from "../identity/locate-role.ts";
import { allTags } from "../identity/set-tags.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { role, roleName } from "./role-members.ts";

export const getRole = defineOperation({
  name: "GetRole",
  kind: "aws",
  summary: "Shows a role with its trust policy, and when it was last used.",
  readOnly: true,
  input: struct({ roleName }),
  output: struct({ role }),
  locate: ({ tx, caller, input }) => locateRole(tx, caller, input.roleName),
  permissions: ({ found }) => onRole(found, "iam:GetRole"),
  run: async ({ tx, found }) => {
    const shown = requireRole(found);
    const tags = await allTags(tx, roleTags(shown));
    return {
      role: {
        ...(await renderListedRole(tx, shown)),
        ...renderBoundary(await boundaryOf(tx, roleHolder(shown))),
        ...(tags.length > 0 && { tags }),
        roleLastUsed: renderLastUsed(shown),
      },
    };
  },
  record: { request: ["roleName"] },
});
