import { asciiBytes } from "../bytes.ts";
import { refusals } from "../errors.ts";
import { newIds, newSecretAccessKey } from "../identity/ids.ts";
import { accountOf, locateUserOrSelf, on, requirePerson } from "../identity/locate.ts";
import { defineOperation } from "../operation.ts";
import type { AccessKeyRecord } from "../records.ts";
import { oneOf, optional, struct, timestamp } from "../schema/schema.ts";
import { anyText, userName } from "./members.ts";
import { keyOwnerName } from "./render.ts";

export const createAccessKey = defineOperation({
  name: "CreateAccessKey",
  kind: "aws",
  summary:
    "Makes an access key for a user, or for the caller where none is named; its secret is in this answer and never again.",
  readOnly: false,
  input: struct({ userName: optional(userName) }),
  output: struct({
    accessKey: struct({
      userName: anyText,
      accessKeyId: anyText,
      status: oneOf("Active", "Inactive"),
      secretAccessKey: anyText,
      createDate: timestamp,
    }),
  }),
  freshFactor: true,
  locate: ({ tx, caller, input }) => locateUserOrSelf(tx, caller, input.userName),
  permissions: ({ found }) => on(found, "iam:CreateAccessKey"),
  prepare: async ({ ports, caller }) => {
    const accessKeyId = newIds.accessKey(ports.random, accountOf(caller));
    const secretAccessKey = newSecretAccessKey(ports.random);
    const sealedSecret = ports.seals.seal(asciiBytes(secretAccessKey), accessKeyId);
    return { accessKeyId, secretAccessKey, sealedSecret };
  },
  run: async ({ tx, found, prepared, settings, now }) => {
    const person = requirePerson(found);
    const { accessKeyId, secretAccessKey, sealedSecret } = prepared;
    const { accessKeysPerPerson } = settings.quotas;
    if ((await tx.accessKeys.listOf(person)).length >= accessKeysPerPerson)
      throw refusals.overQuota("AccessKeysPerUser", accessKeysPerPerson);
    const key: AccessKeyRecord = {
      accountId: person.accountId,
      personId: person.personId,
      accessKeyId,
      sealedSecret,
      status: "Active",
      createdAt: now,
      epoch: 0,
      lastUsed: undefined,
    };
    if (!(await tx.accessKeys.insert(key)))
      throw new Error(`the id ${accessKeyId} was given twice`);
    return {
      accessKey: {
        userName: keyOwnerName(person),
        accessKeyId: accessKeyId as string,
        status: key.status,
        secretAccessKey,
        createDate: now,
      },
    };
  },
  record: { request: ["userName"], response: ["accessKey"] },
});
