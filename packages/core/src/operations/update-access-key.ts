import { on, requirePerson } from "../identity/locate.ts";
import { locateKey, requireKeyOf } from "../identity/locate-key.ts";
import { defineOperation } from "../operation.ts";
import { oneOf, optional, struct } from "../schema/schema.ts";
import { accessKeyId, nothing, userName } from "./members.ts";

export const updateAccessKey = defineOperation({
  name: "UpdateAccessKey",
  kind: "aws",
  summary: "Deactivates an access key, which ends the sessions that it asked for, or activates it.",
  readOnly: false,
  input: struct({
    userName: optional(userName),
    accessKeyId,
    status: oneOf("Active", "Inactive"),
  }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateKey(tx, caller, input),
  permissions: ({ found }) => on(found.user, "iam:UpdateAccessKey"),
  run: async ({ tx, found, input }) => {
    const key = requireKeyOf(found, requirePerson(found.user));
    await tx.accessKeys.setStatus(key.accountId, key.accessKeyId, input.status);
    return {};
  },
  record: { request: ["userName", "accessKeyId", "status"] },
});
