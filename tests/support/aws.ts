// What AWS's own clients are given: a server with an account, an access key of its root user, and a place for their settings.

import { randomBytes } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { AuthenticatorApp } from "./authenticator-app.ts";
import { sqliteIn, type TestDatabase } from "./databases.ts";
import { makeAccount } from "./people.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "./sallyport.ts";

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface AwsPlace {
  readonly origin: string;
  readonly accountId: string;
  readonly root: Keys;
  /** For files of the test's own. */
  readonly folder: Folder;
  /** As when the machine is away: what it made stays. */
  stopServer(): Promise<unknown>;
  stop(): Promise<void>;
}

/** `open`: another database than a file in the place's folder. */
export async function openAwsPlace(
  open: (folder: Folder) => Promise<TestDatabase> = async (folder) => sqliteIn(folder),
): Promise<AwsPlace> {
  const folder = await makeFolder();
  const database = await open(folder);
  const { settings } = database;
  const { accountId, accessKey } = await makeAccount(settings, undefined, ["--with-access-key"]);
  if (accessKey === undefined) throw new Error("the account has no access key");
  const server: Sallyport = await startSallyport(settings);
  return {
    origin: server.origin,
    accountId,
    root: accessKey,
    folder,
    stopServer: () => server.stop(),
    async stop() {
      await server.stop();
      await database.dispose();
      await folder.remove();
    },
  };
}

/** Scans the picture that `CreateVirtualMFADevice` answers. */
export async function scanPicture(png: Uint8Array): Promise<AuthenticatorApp> {
  return (await AuthenticatorApp.scan(Buffer.from(png))).app;
}

/** The environment of a program that uses AWS: nothing of this machine's own settings, and no way out. */
export function awsEnv({ origin, folder }: AwsPlace, keys: Keys): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:AWS_|BOTO|SALLYPORT_|NODE_TEST_CONTEXT)/.test(name),
  );
  return {
    ...Object.fromEntries(own),
    HOME: folder.path,
    SALLYPORT: origin,
    AWS_ACCESS_KEY_ID: keys.accessKeyId,
    AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
    ...(keys.sessionToken !== undefined && { AWS_SESSION_TOKEN: keys.sessionToken }),
    AWS_DEFAULT_REGION: "us-east-1",
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_PAGER: "",
  };
}

export async function saveFile(place: AwsPlace, bytes: Uint8Array | string): Promise<string> {
  const path = join(place.folder.path, randomBytes(8).toString("hex"));
  await writeFile(path, bytes);
  return path;
}

/** The same key with another secret. */
export function withWrongSecret(keys: Keys): Keys {
  return { ...keys, secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" };
}
