import { locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { list, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText, userName } from "./members.ts";

const credential = struct({
  userName: anyText,
  status: anyText,
  serviceUserName: anyText,
  serviceSpecificCredentialId: anyText,
  serviceName: anyText,
  createDate: timestamp,
});

/** Programs ask before they delete a user. Without services that take them there is never one. */
export const listServiceSpecificCredentials = defineOperation({
  name: "ListServiceSpecificCredentials",
  kind: "aws",
  summary: "Lists a user's credentials of single services: there are none here.",
  readOnly: true,
  input: struct({ userName: optional(userName), serviceName: optional(anyText) }),
  output: struct({ serviceSpecificCredentials: list(credential) }),
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:ListServiceSpecificCredentials"),
  run: async ({ found }) => {
    requirePerson(found);
    return { serviceSpecificCredentials: [] };
  },
  record: { request: ["userName"] },
});
