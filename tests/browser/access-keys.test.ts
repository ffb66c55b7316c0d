// The life of an access key in the console, with the AWS SDK as the program that uses it.

import assert from "node:assert/strict";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { journey } from "../support/journey.ts";
import type { Visitor } from "../support/visitor.ts";
import { AccessKeys, type TakenKey } from "./pages/access-keys.ts";
import { Console } from "./pages/console.ts";
import { MfaDialog } from "./pages/mfa-dialog.ts";
import { SecurityCredentials } from "./pages/security-credentials.ts";
import { SignIn } from "./pages/sign-in.ts";
import { Users } from "./pages/users.ts";

/** Who STS says that the key is, or the name of its refusal. */
async function identityOf(endpoint: string, credentials: TakenKey): Promise<string | undefined> {
  const client = new STSClient({ endpoint, region: "eu-central-1", credentials, maxAttempts: 1 });
  try {
    return (await client.send(new GetCallerIdentityCommand())).Arn;
  } catch (error) {
    return (error as Error).name;
  } finally {
    client.destroy();
  }
}

/** Neither on the page, nor in its address, nor in what the browser remembers. */
async function forgot(visitor: Visitor, secret: string): Promise<void> {
  const { page } = visitor;
  const kept = await page.evaluate(() =>
    JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state, location.href]),
  );
  assert.ok(!kept.includes(secret) && !kept.includes(encodeURIComponent(secret)));
  assert.ok(!(await page.content()).includes(secret));
}

journey("a user's key is made, used, deactivated and deleted", async (stage) => {
  const lab = await stage.startLab();
  const { accountId, passwords } = lab;
  const visitor = await stage.visit(lab);
  const users = new Users(visitor);
  const keys = new AccessKeys(visitor);
  await new SignIn(visitor).asUser({ accountId, userName: "Admin", password: passwords.Admin });
  await new Console(visitor).isOpen();
  await users.openTabOf("S3User", "Security credentials");
  await visitor.sees("S3User can use the console, but no program can act for them.");

  const create = await keys.begin();
  await visitor.sees("The key lets a program act as S3User, with the same permissions.", create);
  await visitor.sees("Put a second factor before the key", create);
  await visitor.checkScreen("create-access-key");
  await visitor.press("Create access key", create);
  const made = await keys.made();
  const shown = visitor.page.getByText(/^[A-Za-z0-9+/]{40}$/);
  assert.equal(await shown.count(), 0, "the secret is hidden at first");
  await visitor.press("Show", made);
  const secret = await shown.innerText();
  await visitor.press("Profile for AWS clients", made);
  await visitor.sees(/endpoint_url = http:\/\/localhost:\d+/, made);
  await visitor.checkScreen("new-access-key");
  await visitor.press("Hide", made);
  await shown.waitFor({ state: "detached" });
  const key = await keys.take("S3User_accessKeys.csv");
  assert.equal(key.secretAccessKey, secret);
  await keys.row(key.accessKeyId).waitFor();
  await forgot(visitor, secret);
  await visitor.sees("Never", keys.row(key.accessKeyId));

  assert.equal(
    await identityOf(lab.origin, key),
    `arn:aws:iam::${accountId}:user/S3User`,
    "the key that the file has opens",
  );
  await visitor.page.reload();
  await keys.select(key.accessKeyId);
  await visitor.sees(/just now\s*sts in eu-central-1/, keys.row(key.accessKeyId));
  await keys.isDisabled("Delete", /Deactivate the key first/);
  await visitor.checkScreen("access-keys");

  await visitor.press("Use with AWS clients");
  const profile = await visitor.dialog(`Use ${key.accessKeyId} with AWS clients`);
  await visitor.sees(`aws_access_key_id = ${key.accessKeyId}`, profile);
  await visitor.sees("<secret access key>", profile);
  await visitor.checkScreen("access-key-profile");
  const address = visitor.path();
  await visitor.open(address);
  await visitor.press("Close", await visitor.dialog(`Use ${key.accessKeyId} with AWS clients`));
  await profile.waitFor({ state: "hidden" });
  assert.match(visitor.path(), /\?tab=security_credentials$/);

  await visitor.press("Deactivate");
  const deactivate = await visitor.dialog(`Deactivate ${key.accessKeyId}?`);
  await visitor.checkScreen("deactivate-access-key");
  await visitor.press("Deactivate", deactivate);
  await visitor.sees(`The access key ${key.accessKeyId} is inactive.`);
  assert.equal(await identityOf(lab.origin, key), "InvalidClientTokenId");
  await visitor.press("Activate");
  await visitor.sees(`The access key ${key.accessKeyId} is active.`);
  assert.match((await identityOf(lab.origin, key)) ?? "", /S3User$/);

  await visitor.press("Deactivate");
  await visitor.press("Deactivate", await visitor.dialog(`Deactivate ${key.accessKeyId}?`));
  await visitor.sees("Inactive", keys.row(key.accessKeyId));
  await visitor.press("Delete", keys.place());
  const remove = await visitor.dialog(`Delete ${key.accessKeyId}?`);
  await visitor.becomes("Delete: disabled", () =>
    visitor.find("button", "Delete", remove).isDisabled(),
  );
  await visitor.type(`To confirm, type ${key.accessKeyId}`, key.accessKeyId, remove);
  await visitor.checkScreen("delete-access-key");
  await visitor.press("Delete", remove);
  await visitor.sees(`The access key ${key.accessKeyId} was deleted.`);
  await visitor.sees("No access keys");
  assert.equal(await identityOf(lab.origin, key), "InvalidClientTokenId");
});

journey("a key of the root user is warned of, and a third one is not made", async (stage) => {
  const lab = await stage.startLab();
  const visitor = await stage.visit(lab);
  const keys = new AccessKeys(visitor);
  await visitor.open("/signin");
  await new SignIn(visitor).asRoot(lab.root);
  await new Console(visitor).isOpen();
  const credentials = new SecurityCredentials(visitor);
  await credentials.open();
  await credentials.expand("keys");
  await credentials.activateMfa();
  const device = new MfaDialog(visitor);
  await device.assignVirtual({ deviceName: "phone" });
  await device.close();
  for (const number of [1, 2]) {
    const create = await keys.begin();
    await visitor.sees("A key of the root user can do everything", create);
    await visitor.becomes("Create access key: disabled", () =>
      visitor.find("button", "Create access key", create).isDisabled(),
    );
    await visitor.tick("I know, and create a key of the root user all the same", create);
    if (number === 1) await visitor.checkScreen("create-root-key");
    await visitor.press("Create access key", create);
    if (number === 1) {
      const made = await keys.made();
      await visitor.press("Profile for AWS clients", made);
      await visitor.becomes("With MFA: checked", () =>
        visitor.find("radio", "With MFA", made).isChecked(),
      );
      await visitor.sees(/credential_process = sallyport credentials --profile root-key/, made);
      await visitor.sees(`mfa_serial = arn:aws:iam::${lab.accountId}:mfa/phone`, made);
    }
    const key = await keys.take("rootkey.csv");
    await keys.row(key.accessKeyId).waitFor();
    assert.equal(await identityOf(lab.origin, key), `arn:aws:iam::${lab.accountId}:root`);
  }
  await keys.isDisabled("Create access key", /2 access keys already, which is the most/);
  await visitor.checkScreen("root-keys");
  await visitor.page.setViewportSize({ width: 390, height: 844 });
  await visitor.find("button", "Create access key").scrollIntoViewIfNeeded();
  await visitor.checkScreen("root-keys-phone");
});
