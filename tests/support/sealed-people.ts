// A server whose people hold what is sealed, a device's seed and an access key each: for faults that change what it is sealed with.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from "@aws-sdk/client-sts";
import type { Keys } from "./aws.ts";
import type { TestDatabase } from "./databases.ts";
import { codeOf, makeAccount, stepAt } from "./people.ts";
import { makeWaitingPeople, type WaitingPerson } from "./prepared-people.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "./sallyport.ts";

export interface SealedPeople {
  readonly folder: Folder;
  readonly database: TestDatabase;
  readonly root: Keys;
  person(index: number): WaitingPerson;
  /** The server that runs at the moment. */
  server(): Sallyport;
  restart(): Promise<void>;
  /** Whose keys these are, as STS says; rejects where they are good no more. */
  arnOf(keys: Keys): Promise<string | undefined>;
  /** A session with MFA: the key signs, the seed judges the code, the token is sealed. */
  newSession(person: WaitingPerson): Promise<Keys>;
  close(): Promise<void>;
}

export async function makeSealedPeople(
  open: (folder: Folder) => Promise<TestDatabase> | TestDatabase,
  count: number,
): Promise<SealedPeople> {
  const folder = await makeFolder();
  const database = await open(folder);
  const { url, settings } = database;
  const { accountId, accessKey } = await makeAccount(settings, undefined, ["--with-access-key"]);
  assert.ok(accessKey);
  const masterKey = await readFile(join(folder.path, "data.key"), "utf8");
  const people = await makeWaitingPeople({ url, masterKey, accountId, count, signInsEach: 0 });
  let server = await startSallyport(settings);
  const sts = (credentials: Keys) =>
    new STSClient({ endpoint: server.origin, region: "us-east-1", credentials, maxAttempts: 1 });
  return {
    folder,
    database,
    root: accessKey,
    person(index) {
      const found = people[index];
      assert.ok(found);
      return found;
    },
    server: () => server,
    async restart() {
      await server.stop();
      server = await startSallyport(settings);
    },
    arnOf: async (keys) => (await sts(keys).send(new GetCallerIdentityCommand({}))).Arn,
    async newSession({ keys, serialNumber, seed }) {
      const code = { SerialNumber: serialNumber, TokenCode: codeOf(seed, stepAt()) };
      return keysOf((await sts(keys).send(new GetSessionTokenCommand(code))).Credentials);
    },
    async close() {
      await server.stop("SIGKILL");
      await database.dispose();
      await folder.remove();
    },
  };
}

interface MadeKeys {
  readonly AccessKeyId?: string | undefined;
  readonly SecretAccessKey?: string | undefined;
  readonly SessionToken?: string | undefined;
}

/** Keys as an answer of STS or IAM has them. */
export function keysOf(made: MadeKeys | undefined): Keys {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken } = made ?? {};
  assert.ok(accessKeyId && secretAccessKey);
  return {
    accessKeyId,
    secretAccessKey,
    ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
  };
}
