import { describeCaller, personArn } from "../caller.ts";
import { IamError } from "../errors.ts";
import { accountOf } from "../identity/locate.ts";
import type { AccessKeyId } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { optional, struct, timestamp } from "../schema/schema.ts";
import { accessKeyId, anyText } from "./members.ts";
import { keyOwnerName } from "./render.ts";

export const getAccessKeyLastUsed = defineOperation({
  name: "GetAccessKeyLastUsed",
  kind: "aws",
  summary: "Tells whose an access key is, and when, where and for what it was last used.",
  readOnly: true,
  input: struct({ accessKeyId }),
  output: struct({
    userName: anyText,
    accessKeyLastUsed: struct({
      lastUsedDate: optional(timestamp),
      serviceName: anyText,
      region: anyText,
    }),
  }),
  locate: async ({ tx, caller, input }) => {
    const key = await tx.accessKeys.find(input.accessKeyId as AccessKeyId);
    if (key?.accountId !== accountOf(caller)) return undefined;
    const person = await tx.people.find(key);
    return person && { key, person };
  },
  // Whose key it is, and whether there is one, is what is asked: a refusal tells neither.
  permissions: ({ found, input }) => [
    {
      action: "iam:GetAccessKeyLastUsed",
      resource: found ? personArn(found.person) : "*",
      toldAs: `access key ${input.accessKeyId}`,
      owner: found?.person.personId,
    },
  ],
  run: async ({ found, caller, input }) => {
    // AWS's own words for a key that is nobody's here, also to those who may do everything.
    if (found === undefined) {
      throw new IamError(
        "AccessDenied",
        `User: ${describeCaller(caller)} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${input.accessKeyId}`,
      );
    }
    const { lastUsed } = found.key;
    return {
      userName: keyOwnerName(found.person),
      accessKeyLastUsed: {
        lastUsedDate: lastUsed?.at,
        serviceName: lastUsed?.service ?? "N/A",
        region: lastUsed?.region ?? "N/A",
      },
    };
  },
  record: { request: ["accessKeyId"] },
});
