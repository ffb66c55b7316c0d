import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText, page, pageEnd, userName } from "./members.ts";

const certificate = struct({
  userName: anyText,
  certificateId: anyText,
  certificateBody: anyText,
  status: anyText,
  uploadDate: timestamp,
});

/** Programs ask before they delete a user. Without services that take them there is never one. */
export const listSigningCertificates = defineOperation({
  name: "ListSigningCertificates",
  kind: "aws",
  summary: "Lists a user's signing certificates: there are none here.",
  readOnly: true,
  input: struct({ userName: optional(userName), ...page }),
  output: struct({ certificates: list(certificate), ...pageEnd }),
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ListSigningCertificates"),
  run: async ({ found }) => {
    requirePerson(found);
    return { certificates: [], isTruncated: false };
  },
  record: { request: ["userName"] },
});
