import { on, requirePerson } from "../identity/locate.ts";
import { locateKey, requireKeyOf } from "../identity/locate-key.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct } from "../schema/schema.ts";
import { accessKeyId, nothing, userName } from "./members.ts";

export const deleteAccessKey = defineOperation({
  name: "DeleteAccessKey",
  kind: "aws",
  summary: "Deletes an access key; the sessions that it asked for end.",
  readOnly: false,
  input: struct({ userName: optional(userName), accessKeyId }),
  output: nothing,
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateKey(tx, caller, input),
  permissions: ({ found }) => on(found.user, "iam:DeleteAccessKey"),
  run: async ({ tx, found }) => {
    const key = requireKeyOf(found, requirePerson(found.user));
    await tx.accessKeys.delete(key.accountId, key.accessKeyId);
    return {};
  },
  record: { request: ["userName", "accessKeyId"] },
});
