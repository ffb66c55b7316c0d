// `sallyport rotate-keys` beside a server that goes on answering, ended by `kill -9` in the middle: no request fails for it, the next
// run takes it up, and every key, seed and session works before, meanwhile and afterwards.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { setTimeout } from "node:timers/promises";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  GetUserCommand,
  IAMClient,
} from "@aws-sdk/client-iam";
import type { Keys } from "../support/aws.ts";
import { postgresIn, sqliteIn } from "../support/databases.ts";
import { patienceMs } from "../support/patience.ts";
import { type Folder, runSallyport, spawnSallyport } from "../support/sallyport.ts";
import { keysOf, makeSealedPeople, type SealedPeople } from "../support/sealed-people.ts";

/** Each has a seed and an access key: ten transactions of sealing anew. */
const count = 1_000;

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
    let people: SealedPeople;
    let session: Keys;

    const iamOf = (credentials: Keys) =>
      new IAMClient({
        endpoint: people.server().origin,
        region: "us-east-1",
        credentials,
        maxAttempts: 1,
      });

    /** How many values are sealed under each version. */
    async function versions(): Promise<ReadonlyMap<number, number>> {
      const columns = [
        ["devices", "sealed_seed"],
        ["access_keys", "sealed_secret"],
      ] as const;
      const counted = new Map<number, number>();
      for (const [table, column] of columns) {
        const rows = await people.database.query(
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
      people = await makeSealedPeople(open, count);
      session = await people.newSession(people.person(0));
    });
    after(() => people?.close());

    test("is replaced while people work, though the command is killed in the middle", async () => {
      const worked = { requests: 0, stop: false };
      const made: { readonly keys: Keys; readonly userName: string }[] = [];
      const work = (async () => {
        for (let round = 0; !worked.stop; round += 1) {
          const UserName = `made-meanwhile-${round}`;
          await iamOf(people.root).send(new CreateUserCommand({ UserName }));
          const { AccessKey } = await iamOf(people.root).send(
            new CreateAccessKeyCommand({ UserName }),
          );
          made.push({ keys: keysOf(AccessKey), userName: UserName });
          assert.ok(await people.arnOf(session));
          assert.ok(await people.arnOf(people.person(round + 10).keys));
          await people.newSession(people.person(round + 10));
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
      assert.ok(await people.arnOf(people.person(1).keys));
      assert.ok(await people.arnOf(people.person(count - 1).keys));

      const finished = await runSallyport(["rotate-keys", "--json"], {
        settings: people.database.settings,
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
        assert.match((await people.arnOf(keys)) ?? "", new RegExp(`:user/${userName}$`));
      }
      for (const index of [2, 500, count - 2]) {
        assert.ok(await people.newSession(people.person(index)), "the seed is the one it was");
      }
      assert.ok(await people.arnOf(session), "a session of before goes on");
    });

    /** Begins rotations until one is ended in the middle of its work, and answers with its version. */
    async function killInTheMiddle(): Promise<number> {
      for (let version = 2; ; version += 1) {
        const { settings } = people.database;
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
      const fresh = await people.newSession(people.person(3));
      const ended = await runSallyport(["rotate-keys", "--finish", "--end-sessions"], {
        settings: people.database.settings,
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
      assert.ok(await people.arnOf(fresh));
      assert.ok(await people.arnOf(people.person(0).keys));
    });

    test("that was retired opens what is left under it after a restart", async () => {
      await people.restart();
      assert.ok(await people.arnOf(people.root));
      assert.ok(await people.newSession(people.person(4)));
    });
  });
}
