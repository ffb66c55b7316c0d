import { personArn } from "../caller.ts";
import { refusals } from "../errors.ts";
import { defineOperation } from "../operation.ts";
import { struct } from "../schema/schema.ts";
import { anyText } from "./members.ts";

export const getCallerIdentity = defineOperation({
  name: "GetCallerIdentity",
  kind: "aws",
  service: "sts",
  summary: "Tells who is calling; nobody is refused this.",
  readOnly: true,
  input: struct({}),
  output: struct({ userId: anyText, account: anyText, arn: anyText }),
  permissions: () => [],
  run: async ({ caller }) => {
    if (caller.kind !== "person") throw refusals.tokenInvalid();
    const { person } = caller;
    return {
      userId: person.personId as string,
      account: person.accountId as string,
      arn: personArn(person) as string,
    };
  },
  record: { request: [] },
});
