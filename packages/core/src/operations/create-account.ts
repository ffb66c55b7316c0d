import { asciiBytes } from "../bytes.ts";
import { IamError } from "../errors.ts";
import { buildAccount } from "../identity/build-account.ts";
import { newIds, newSecretAccessKey } from "../identity/ids.ts";
import { typedAccountId } from "../identity/operator-root.ts";
import { rootDemands } from "../identity/password-demands.ts";
import { checkPassword } from "../identity/password-rules.ts";
import { type AccountId, emailKey } from "../names.ts";
import { defineOperation } from "../operation.ts";
import { boolean, optional, struct } from "../schema/schema.ts";
import { hashSource } from "../throttle/source.ts";
import { accountName, anyText, email, password } from "./members.ts";

export const createAccount = defineOperation({
  name: "CreateAccount",
  kind: "operator",
  summary: "Makes an account with its root user, from the command line.",
  readOnly: false,
  callers: ["operator"],
  input: struct({
    email,
    accountName,
    password,
    accountId: optional(typedAccountId),
    withAccessKey: optional(boolean),
  }),
  output: struct({
    accountId: anyText,
    accountName: anyText,
    email: anyText,
    accessKey: optional(struct({ accessKeyId: anyText, secretAccessKey: anyText })),
  }),
  permissions: () => [],
  prepare: async ({ input, ports, context }) => {
    const demands = rootDemands({ name: input.accountName, email: input.email });
    checkPassword({ password: input.password, demands, field: "password" });
    const phc = await ports.passwords.hash(input.password, hashSource(context));
    if (input.withAccessKey !== true) return { phc, accountId: input.accountId };
    const accountId = (input.accountId ?? newIds.account(ports.random)) as AccountId;
    const accessKeyId = newIds.accessKey(ports.random, accountId);
    const secretAccessKey = newSecretAccessKey(ports.random);
    const sealedSecret = ports.seals.seal(asciiBytes(secretAccessKey), accessKeyId);
    return { phc, accountId, key: { accessKeyId, secretAccessKey, sealedSecret } };
  },
  run: async ({ tx, input, ports, now, prepared, trail }) => {
    const { account, root, profile } = buildAccount({
      ports,
      now,
      email: input.email,
      accountName: input.accountName,
      accountId: prepared.accountId as AccountId | undefined,
      phc: prepared.phc,
    });
    if (!(await tx.accounts.insert(account))) {
      const taken = await tx.accounts.findByEmail(emailKey(account.email));
      const what = taken ? `e-mail address ${account.email}` : `id ${account.accountId}`;
      throw new IamError("EntityAlreadyExists", `An account with the ${what} already exists.`);
    }
    await tx.people.insert(root);
    await tx.loginProfiles.insert(profile);
    trail.account = account;
    const { key } = prepared;
    if (key) {
      await tx.accessKeys.insert({
        accountId: account.accountId,
        personId: root.personId,
        accessKeyId: key.accessKeyId,
        sealedSecret: key.sealedSecret,
        status: "Active",
        createdAt: now,
        epoch: 0,
        lastUsed: undefined,
      });
    }
    return {
      accountId: account.accountId as string,
      accountName: account.name,
      email: account.email,
      ...(key && {
        accessKey: { accessKeyId: key.accessKeyId as string, secretAccessKey: key.secretAccessKey },
      }),
    };
  },
  record: {
    request: ["email", "accountName", "accountId", "withAccessKey"],
    response: ["accountId"],
  },
});
