import { refusals } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { accountOf } from "../identity/locate.ts";
import { arns } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { group, groupName, path } from "./members.ts";
import { renderGroup } from "./render.ts";

export const createGroup = defineOperation({
  name: "CreateGroup",
  kind: "aws",
  summary: "Makes a group of users.",
  readOnly: false,
  input: struct({ groupName, path: optional(path) }),
  output: struct({ group }),
  permissions: ({ caller, input }) => [
    {
      action: "iam:CreateGroup",
      resource: arns.group(accountOf(caller), input.path ?? "/", input.groupName),
    },
  ],
  run: async ({ caller, input, tx, ports, settings, now }) => {
    const accountId = accountOf(caller);
    const record = {
      accountId,
      groupId: newIds.group(ports.random),
      name: input.groupName,
      path: input.path ?? "/",
      createdAt: now,
    };
    if (!(await tx.groups.insert(record))) throw refusals.groupExists(input.groupName);
    const { groupsPerAccount } = settings.quotas;
    if ((await tx.groups.count(accountId)) > groupsPerAccount) {
      throw refusals.overQuota("GroupsPerAccount", groupsPerAccount);
    }
    return { group: renderGroup(record) };
  },
  record: { request: ["groupName", "path"], response: ["group"] },
});
