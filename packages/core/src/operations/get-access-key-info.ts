import { IamError } from "../errors.ts";
import { accountInKeyId } from "../identity/ids.ts";
import { defineOperation } from "../operation.ts";
import { struct, text } from "../schema/schema.ts";
import { anyText } from "./members.ts";

export const getAccessKeyInfo = defineOperation({
  name: "GetAccessKeyInfo",
  kind: "aws",
  service: "sts",
  summary: "Tells the account that an access key id names, whether or not there is such a key.",
  readOnly: true,
  input: struct({ accessKeyId: text({ min: 16, max: 128, pattern: /^[\w]*$/ }) }),
  output: struct({ account: anyText }),
  permissions: () => [],
  run: async ({ input }) => {
    // Read from the id itself: the answer tells nothing about what is there.
    const account = accountInKeyId(input.accessKeyId);
    if (account === undefined)
      throw new IamError("ValidationError", `${input.accessKeyId} is not a valid access key ID.`);
    return { account: account as string };
  },
  record: { request: ["accessKeyId"] },
});
