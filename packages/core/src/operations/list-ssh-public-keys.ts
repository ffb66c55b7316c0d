import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText, page, pageEnd, userName } from "./members.ts";

const sshPublicKey = struct({
  userName: anyText,
  sSHPublicKeyId: anyText,
  status: anyText,
  uploadDate: timestamp,
});

/** Programs ask before they delete a user. Without services that take them there is never one. */
export const listSSHPublicKeys = defineOperation({
  name: "ListSSHPublicKeys",
  kind: "aws",
  summary: "Lists a user's SSH public keys: there are none here.",
  readOnly: true,
  input: struct({ userName: optional(userName), ...page }),
  output: struct({ sSHPublicKeys: list(sshPublicKey), ...pageEnd }),
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ListSSHPublicKeys"),
  run: async ({ found }) => {
    requirePerson(found);
    return { sSHPublicKeys: [], isTruncated: false };
  },
  record: { request: ["userName"] },
});
