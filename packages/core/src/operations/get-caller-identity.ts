import { callerArn, callerId } from "../caller.ts";
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
  callers: ["person", "role", "federated"],
  input: struct({}),
  output: struct({ userId: anyText, account: anyText, arn: anyText }),
  permissions: () => [],
  run: async ({ caller }) => {
    if (caller.kind !== "person" && caller.kind !== "role" && caller.kind !== "federated")
      throw refusals.tokenInvalid();
    const { accountId } = caller.kind === "role" ? caller.role : caller.person;
    return { userId: callerId(caller), account: accountId as string, arn: callerArn(caller) };
  },
  record: { request: [] },
});
