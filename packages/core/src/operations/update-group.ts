import { refusals } from "../errors.ts";
import { accountOf, locateGroup, requireGroup } from "../identity/locate.ts";
import { decidesOnMfa } from "../identity/requirement-groups.ts";
import { arns } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { groupName, nothing, path } from "./members.ts";

export const updateGroup = defineOperation({
  name: "UpdateGroup",
  kind: "aws",
  summary: "Renames a group or moves it to another path; its members stay.",
  readOnly: false,
  input: struct({ groupName, newPath: optional(path), newGroupName: optional(groupName) }),
  output: nothing,
  locate: async ({ tx, caller, input }) => {
    const located = await locateGroup(tx, caller, input.groupName);
    return { ...located, onMfa: await decidesOnMfa(tx, located) };
  },
  permissions: ({ caller, input, found }) => [
    { action: "iam:UpdateGroup", resource: found.arn },
    {
      action: "iam:UpdateGroup",
      resource: arns.group(
        accountOf(caller),
        input.newPath ?? found.group?.path ?? "/",
        input.newGroupName ?? found.group?.name ?? input.groupName,
      ),
    },
    ...found.onMfa,
  ],
  run: async ({ tx, input, found }) => {
    const record = requireGroup(found);
    const change = { name: input.newGroupName ?? record.name, path: input.newPath ?? record.path };
    if (!(await tx.groups.rename(record.accountId, record.groupId, change))) {
      throw refusals.groupExists(change.name);
    }
    return {};
  },
  record: { request: ["groupName", "newPath", "newGroupName"] },
});
