import { IamError } from "../errors.ts";
import { buildAccount } from "../identity/build-account.ts";
import { rootDemands } from "../identity/password-demands.ts";
import { checkPassword } from "../identity/password-rules.ts";
import { defineOperation } from "../operation.ts";
import { accountName, anyText, email, password } from "../operations/members.ts";
import { struct, text } from "../schema/schema.ts";
import { hashSource } from "../throttle/source.ts";
import { sourceBucket, takeFromBucket } from "../throttle/source-bucket.ts";

export const createFirstAccount = defineOperation({
  name: "CreateFirstAccount",
  kind: "ceremony",
  summary:
    "Makes the installation's first account, for whoever holds the set-up token, and only while there is none.",
  readOnly: false,
  callers: ["anonymous"],
  input: struct({ setupToken: text({ max: 256 }), email, accountName, password }),
  output: struct({ accountId: anyText }),
  locate: ({ tx }) => tx.accounts.any(),
  permissions: () => [],
  prove: async ({ store, context, now, found, input, ports }) => {
    if (found) throw setupClosed();
    await takeFromBucket(store, sourceBucket(context, false), now);
    if (!ports.setupToken.check(input.setupToken.trim())) {
      throw new IamError(
        "IncorrectCredentials",
        "That set-up token is not right, or its hour is over.",
        {
          fields: [
            {
              name: "setupToken",
              message:
                "Use the token that the server printed at start. A new start prints a new one.",
            },
          ],
        },
      );
    }
  },
  prepare: ({ input, ports, context }) => {
    const demands = rootDemands({ name: input.accountName, email: input.email });
    checkPassword({ password: input.password, demands, field: "password" });
    return ports.passwords.hash(input.password, hashSource(context));
  },
  run: async ({ tx, input, ports, now, prepared, trail }) => {
    const { account, root, profile } = buildAccount({ ports, now, ...input, phc: prepared });
    if (!(await tx.accounts.insertFirst(account))) throw setupClosed();
    await tx.people.insert(root);
    await tx.loginProfiles.insert(profile);
    trail.account = account;
    trail.subject = root;
    return { accountId: account.accountId as string };
  },
  record: { request: ["email", "accountName"], response: ["accountId"] },
});

function setupClosed(): IamError {
  return new IamError("SetupClosed", "This server is set up already. Sign in instead.");
}
