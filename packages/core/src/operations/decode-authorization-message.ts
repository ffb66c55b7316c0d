import { longestMessage, openMessage } from "../access/authorization-message.ts";
import { accountOf } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import { struct, text } from "../schema/schema.ts";
import { anyText } from "./members.ts";

export const decodeAuthorizationMessage = defineOperation({
  name: "DecodeAuthorizationMessage",
  kind: "aws",
  service: "sts",
  summary:
    "Tells why a request was refused, from what came with the refusal in the header x-sallyport-authorization-message.",
  readOnly: true,
  input: struct({ encodedMessage: text({ max: longestMessage }) }),
  output: struct({ decodedMessage: anyText }),
  permissions: () => [{ action: "sts:DecodeAuthorizationMessage", resource: "*" }],
  run: async ({ caller, input, ports }) => ({
    decodedMessage: openMessage(ports, accountOf(caller), input.encodedMessage),
  }),
  record: { request: [] },
});
