// The account's password policy by the AWS SDK for JavaScript, on both databases: AWS's texts as its clients read them.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import {
  ChangePasswordCommand,
  CreateAccessKeyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteAccountPasswordPolicyCommand,
  GetAccountPasswordPolicyCommand,
  IAMClient,
  UpdateAccountPasswordPolicyCommand,
  UpdateLoginProfileCommand,
} from "@aws-sdk/client-iam";
import { type AwsPlace, type Keys, openAwsPlace } from "../support/aws.ts";
import { postgresIn, sqliteIn } from "../support/databases.ts";
import type { Folder } from "../support/sallyport.ts";

const engines = {
  SQLite: async (folder: Folder) => sqliteIn(folder),
  PostgreSQL: (folder: Folder) => postgresIn(folder),
} as const;

for (const [engine, open] of Object.entries(engines)) {
  describe(`a password policy on ${engine}`, () => {
    let place: AwsPlace;
    let root: IAMClient;
    const clients: IAMClient[] = [];

    function client(credentials: Keys): IAMClient {
      const made = new IAMClient({
        endpoint: place.origin,
        region: "us-east-1",
        credentials,
        maxAttempts: 1,
      });
      clients.push(made);
      return made;
    }

    async function newUser(userName: string, password: string): Promise<IAMClient> {
      await root.send(new CreateUserCommand({ UserName: userName }));
      await root.send(new CreateLoginProfileCommand({ UserName: userName, Password: password }));
      const { AccessKey } = await root.send(new CreateAccessKeyCommand({ UserName: userName }));
      return client({
        accessKeyId: AccessKey?.AccessKeyId ?? "",
        secretAccessKey: AccessKey?.SecretAccessKey ?? "",
      });
    }

    before(async () => {
      place = await openAwsPlace(open);
      root = client(place.root);
    });
    after(async () => {
      for (const each of clients) each.destroy();
      await place?.stop();
    });

    test("is set, read and deleted, and missing in AWS's words", async () => {
      await assert.rejects(root.send(new GetAccountPasswordPolicyCommand({})), {
        name: "NoSuchEntityException",
        message: `The Password Policy with domain name ${place.accountId} cannot be found.`,
      });
      await root.send(
        new UpdateAccountPasswordPolicyCommand({ MinimumPasswordLength: 10, MaxPasswordAge: 90 }),
      );
      const { PasswordPolicy } = await root.send(new GetAccountPasswordPolicyCommand({}));
      assert.deepEqual(PasswordPolicy, {
        MinimumPasswordLength: 10,
        RequireSymbols: false,
        RequireNumbers: false,
        RequireUppercaseCharacters: false,
        RequireLowercaseCharacters: false,
        AllowUsersToChangePassword: false,
        ExpirePasswords: true,
        MaxPasswordAge: 90,
      });
      await root.send(new DeleteAccountPasswordPolicyCommand({}));
      await assert.rejects(root.send(new DeleteAccountPasswordPolicyCommand({})), {
        name: "NoSuchEntityException",
        message: "The account policy with name PasswordPolicy cannot be found.",
      });
    });

    test("out of its bounds is refused with all of them", async () => {
      await assert.rejects(
        root.send(
          new UpdateAccountPasswordPolicyCommand({
            MinimumPasswordLength: 129,
            MaxPasswordAge: 1096,
            PasswordReusePrevention: 25,
          }),
        ),
        { name: "ValidationError", message: /^3 validation errors detected: / },
      );
    });

    test("is what a user's new password is refused by, and what remembers the former ones", async () => {
      const first = "First-Ladder-of-1";
      const user = await newUser("pia", first);
      await root.send(
        new UpdateAccountPasswordPolicyCommand({
          MinimumPasswordLength: 12,
          RequireNumbers: true,
          PasswordReusePrevention: 3,
          AllowUsersToChangePassword: true,
        }),
      );
      const change = (OldPassword: string, NewPassword: string) =>
        user.send(new ChangePasswordCommand({ OldPassword, NewPassword }));
      await assert.rejects(change(first, "no-number-in-it"), {
        name: "PasswordPolicyViolationException",
        message: "Password does not conform to the account password policy.",
      });
      await change(first, "Second-Ladder-of-2");
      await assert.rejects(change("Second-Ladder-of-2", first), {
        name: "PasswordPolicyViolationException",
        message:
          "Policy constraint violation with password reuse prevention during password change.",
      });
      await change("Second-Ladder-of-2", "Third-Ladder-of-3");
      await change("Third-Ladder-of-3", "Fourth-Ladder-of-4");
      await change("Fourth-Ladder-of-4", first);
      await root.send(new UpdateLoginProfileCommand({ UserName: "pia", Password: first }));
    });

    test("that leaves passwords to administrators denies a user their own", async () => {
      const password = "First-Ladder-of-1";
      const user = await newUser("quin", password);
      await user.send(new GetAccountPasswordPolicyCommand({}));
      await root.send(new UpdateAccountPasswordPolicyCommand({}));
      await assert.rejects(
        user.send(
          new ChangePasswordCommand({ OldPassword: password, NewPassword: "Second-Ladder-2" }),
        ),
        { name: "AccessDenied", message: /not authorized to perform: iam:ChangePassword/ },
      );
      await assert.rejects(user.send(new GetAccountPasswordPolicyCommand({})), {
        name: "AccessDenied",
      });
    });
  });
}
