// `sallyport rotate-keys` beside a server that goes on answering, ended by `kill -9` in the middle: no request fails for it, the next
// run takes it up, and every key, seed and session works before, meanwhile and afterwards.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetUserCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import {
  type Credentials,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from "@aws-sdk/client-sts";
import type { Keys } from "../support/aws.ts";
import { postgresIn, sqliteIn, type TestDatabase } from "../support/databases.ts";
import { patienceMs } from "../support/patience.ts";
import { codeOf, makeAccount, stepAt } from "../support/people.ts";
import { makeWaitingPeople, type WaitingPerson } from "../support/prepared-people.ts";
import {
  type Folder,
  makeFolder,
  runSallyport,
  type Sallyport,
  spawnSallyport,
  startSallyport,
} from "../support/sallyport.ts";

/** Each has a seed and an access key: ten transactions of sealing anew. */
const people = 1_000;

/** The first bytes of what is sealed under a version, as each engine shows bytes in hexadecimal. */
const engines = [
  {
    name: "a SQLite file",
    open: async (folder: Folder) => sqliteIn(folder),
    beginning: (column: string) => `lower(hex(substr(${column}, 1, 5)))`,
  },
  {
    name: "PostgreSQL",
    open: (folder: Folder) => postgresIn(folder),
    beginning: (column: string) => `encode(substring(${column} from 1 for 5), 'hex')`,
  },
];

for (const { name, open, beginning } of engines) {
  describe(`the data key on ${name}`, () => {
    let folder: Folder;
    let database: TestDatabase;
    let server: Sallyport;
    let root: Keys;
    let waiting: readonly WaitingPerson[];
    let session: Keys;

    const iamOf = (credentials: Keys) =>
      new IAMClient({ endpoint: server.origin, region: "us-east-1", credentials, maxAttempts: 1 });
    const stsOf = (credentials: Keys) =>
      new STSClient({ endpoint: server.origin, region: "us-east-1", credentials, maxAttempts: 1 });
    const arnOf = async (keys: Keys) =>
      (await stsOf(keys).send(new GetCallerIdentityCommand({}))).Arn;

    /** A session with MFA: the key signs, the seed judges the code, the token is sealed. */
    async function newSession({ keys, serialNumber, seed }: WaitingPerson): Promise<Keys> {
      const { Credentials } = await stsOf(keys).send(
        new GetSessionTokenCommand({
          SerialNumber: serialNumber,
          TokenCode: codeOf(seed, stepAt()),
        }),
      );
      return keysOf(Credentials);
    }

    /** How many values are sealed under each version. */
    async function versions(): Promise<ReadonlyMap<number, number>> {
      const columns = [
        ["devices", "sealed_seed"],
        ["access_keys", "sealed_secret"],
      ] as const;
      const counted = new Map<number, number>();
      for (const [table, column] of columns) {
        const rows = await database.query(
          `select ${beginning(column)} as v, count(*) as n from ${table} group by 1`,
        );
        for (const row of rows) {
          const version = Number.parseInt(String(row["v"]).slice(2), 16);
          counted.set(version, (counted.get(version) ?? 0) + Number(row["n"]));
        }
      }
      return counted;
    }

    before(async () => {
      folder = await makeFolder();
      database = await open(folder);
      const made = await makeAccount(database.settings, undefined, ["--with-access-key"]);
      assert.ok(made.accessKey);
      root = made.accessKey;
      const masterKey = await readFile(join(folder.path, "data.key"), "utf8");
      waiting = await makeWaitingPeople({
        ...{
          url: database.url,
          masterKey,
          accountId: made.accountId,
          count: people,
          signInsEach: 0,
        },
      });
      server = await startSallyport(database.settings);
      session = await newSession(person(0));
    });
    after(async () => {
      await server?.stop("SIGKILL");
      await database?.dispose();
      await folder?.remove();
    });
    const person = (index: number): WaitingPerson => {
      const found = waiting[index];
      assert.ok(found);
      return found;
    };

    test("is replaced while people work, though the command is killed in the middle", async () => {
      const worked = { requests: 0, stop: false };
      const made: { readonly keys: Keys; readonly userName: string }[] = [];
      const work = (async () => {
        for (let round = 0; !worked.stop; round += 1) {
          const UserName = `made-meanwhile-${round}`;
          await iamOf(root).send(new CreateUserCommand({ UserName }));
          const { AccessKey } = await iamOf(root).send(new CreateAccessKeyCommand({ UserName }));
          made.push({ keys: keysOf(AccessKey), userName: UserName });
          assert.ok(await arnOf(session));
          assert.ok(await arnOf(person(round + 10).keys));
          await newSession(person(round + 10));
          worked.requests += 5;
          await setTimeout(200);
        }
      })();

      const killed = await killInTheMiddle();
      const middle = await versions();
      assert.ok(
        (middle.get(killed - 1) ?? 0) > 0 && (middle.get(killed) ?? 0) > 0,
        "in the middle",
      );
      assert.ok(await arnOf(person(1).keys));
      assert.ok(await arnOf(person(people - 1).keys));

      const finished = await runSallyport(["rotate-keys", "--json"], {
        settings: database.settings,
      });
      assert.equal(finished.code, 0, finished.stderr);
      assert.match(finished.stderr, new RegExp(`^Data key ${killed} was made before`));
      const { version, resealed, retired, removed } = JSON.parse(finished.stdout);
      assert.equal(version, killed, "no further key was made");
      assert.ok(resealed > 0);
      assert.deepEqual(removed, []);
      assert.equal(retired.length, killed - 1);
      worked.stop = true;
      await work;

      assert.deepEqual([...(await versions()).keys()], [killed]);
      assert.ok(worked.requests > 0);
      for (const { keys, userName } of made) {
        assert.match((await arnOf(keys)) ?? "", new RegExp(`:user/${userName}$`));
      }
      for (const index of [2, 500, people - 2]) {
        assert.ok(await newSession(person(index)), "the seed is the one it was");
      }
      assert.ok(await arnOf(session), "a session of before goes on");
    });

    /** Begins rotations until one is ended in the middle of its work, and answers with its version. */
    async function killInTheMiddle(): Promise<number> {
      for (let version = 2; ; version += 1) {
        const { settings } = database;
        const command = spawnSallyport(["rotate-keys"], { settings });
        const runs = () => command.process.exitCode === null;
        while (runs() && !(await versions()).has(version)) await setTimeout(2);
        command.process.kill("SIGKILL");
        const { signal, stderr } = await command.ended;
        assert.ok(version < 6, `it was never seen in the middle: ${stderr}`);
        if (signal === "SIGKILL" && (await versions()).has(version - 1)) return version;
        const { code } = await runSallyport(["rotate-keys", "--finish"], { settings });
        assert.equal(code, 0);
      }
    }

    test("ends the sessions of before on every server where that is asked for, and nothing else", async () => {
      const fresh = await newSession(person(3));
      const ended = await runSallyport(["rotate-keys", "--finish", "--end-sessions"], {
        settings: database.settings,
      });
      assert.equal(ended.code, 0, ended.stderr);
      const until = Date.now() + patienceMs;
      const refusal = async () => {
        for (;;) {
          try {
            await iamOf(session).send(new GetUserCommand({}));
          } catch (error) {
            return (error as Error).name;
          }
          assert.ok(Date.now() < until, "the session goes on");
          await setTimeout(200);
        }
      };
      assert.equal(await refusal(), "InvalidClientTokenId");
      assert.ok(await arnOf(fresh));
      assert.ok(await arnOf(person(0).keys));
    });

    test("that was retired opens what is left under it after a restart", async () => {
      await server.stop();
      server = await startSallyport(database.settings);
      assert.ok(await arnOf(root));
      assert.ok(await newSession(person(4)));
    });
  });
}

function keysOf(
  made:
    | (Pick<Credentials, "AccessKeyId" | "SecretAccessKey"> & { SessionToken?: string | undefined })
    | undefined,
): Keys {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey, SessionToken } = made ?? {};
  assert.ok(accessKeyId && secretAccessKey);
  return {
    accessKeyId,
    secretAccessKey,
    ...(SessionToken === undefined ? {} : { sessionToken: SessionToken }),
  };
}
