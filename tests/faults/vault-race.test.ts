// Two real servers on one PostgreSQL, and authenticators that sync through both: a code pairs one device, and of two that store on
// the same vault one is told to read again, so that nothing is overwritten unread.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, describe, test } from "node:test";
import { type Answer, type Client, send } from "../support/client.ts";
import { postgresIn, type TestDatabase } from "../support/databases.ts";
import { makeAccount, signInRoot } from "../support/people.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "../support/sallyport.ts";

/** Ten codes a source and sixty vaults a device are taken at once. */
const codeRaces = 4;
const vaultRaces = 50;

describe("authenticators that sync through two servers on one PostgreSQL", () => {
  let folder: Folder;
  let database: TestDatabase;
  let person: Client;
  const servers: Sallyport[] = [];
  const tokens: string[] = [];

  before(async () => {
    folder = await makeFolder();
    database = await postgresIn(folder);
    const masterKey = randomBytes(32).toString("base64");
    const settings = { ...database.settings, SALLYPORT_MASTER_KEY: masterKey };
    await makeAccount(settings);
    for (const name of ["one", "two"]) {
      servers.push(await startSallyport({ ...settings, ...folder.settings(name) }));
    }
    person = await signInRoot(servers[0]?.origin ?? "");
  });
  after(async () => {
    person?.close();
    for (const server of servers) await server.stop("SIGKILL");
    await database?.dispose();
    await folder?.remove();
  });

  /** Whoever is asked first is ahead by a hair: by turns one and the other. */
  const atBoth = async (
    ask: (origin: string, index: number) => Promise<Answer>,
    first = 0,
  ): Promise<readonly Answer[]> => {
    const asked = [first, 1 - first].map((index) => ask(servers[index]?.origin ?? "", index));
    const answers = await Promise.all(asked);
    return first === 0 ? answers : answers.reverse();
  };

  test(`race ${codeRaces} times for one code: one device is paired each time`, async () => {
    for (let race = 0; race < codeRaces; race += 1) {
      const { pairingCode } = await person.succeed<{ pairingCode: string }>(
        "StartVaultPairing",
        {},
      );
      const body = JSON.stringify({ pairingCode, name: `Phone ${race}` });
      const headers = { "content-type": "application/json" };
      const answers = await atBoth((origin) =>
        send(`${origin}/vault-sync/devices`, { method: "POST", headers, body }),
      );
      assert.deepEqual(answers.map(({ status }) => status).sort(), [201, 403]);
      const paired = answers.find(({ status }) => status === 201);
      tokens.push((JSON.parse(paired?.text ?? "") as { token: string }).token);
    }
    const { devices } = await person.succeed<{ devices: readonly unknown[] }>("GetVaultSync", {});
    assert.equal(devices.length, codeRaces);
  });

  test(`race ${vaultRaces} times on one vault: one is stored each time, whole, and the other told`, async () => {
    const put = (origin: string, token: string, headers: object, body: Buffer) =>
      send(`${origin}/vault-sync/vault`, {
        method: "PUT",
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/octet-stream",
          ...headers,
        },
        body,
      });
    const contents = () =>
      [0, 1].map((index) =>
        Buffer.concat([Buffer.from(`SALLYVLT\u0001${index}`), randomBytes(20_000)]),
      );
    let condition: object = { "if-none-match": "*" };
    const wins = [0, 0];
    for (let race = 0; race < vaultRaces; race += 1) {
      const sent = contents();
      const answers = await atBoth(
        (origin, index) =>
          put(origin, tokens[index] ?? "", condition, sent[index] ?? Buffer.alloc(0)),
        race % 2,
      );
      const statuses = answers.map(({ status }) => status);
      assert.deepEqual([...statuses].sort(), [204, 412], answers.map(({ text }) => text).join());
      const winner = statuses.indexOf(204);
      wins[winner] = (wins[winner] ?? 0) + 1;
      const [row] = await database.query("select content, revision from vaults");
      assert.deepEqual(row?.["content"], sent[winner]);
      assert.equal(answers[winner]?.headers.etag, `"${row?.["revision"]}"`);
      condition = { "if-match": answers[winner]?.headers.etag };
    }
    assert.ok(
      wins.every((count) => count > 0),
      `it was no race: ${wins.join(" to ")}`,
    );
  });

  test("a device that one server removed is refused by the other at once", async () => {
    const [token = ""] = tokens;
    const headers = { authorization: `Bearer ${token}` };
    const read = () => atBoth((origin) => send(`${origin}/vault-sync/vault`, { headers }));
    assert.deepEqual(
      (await read()).map(({ status }) => status),
      [200, 200],
    );
    await person.succeed("TurnOffVaultSync", {});
    assert.deepEqual(
      (await read()).map(({ status }) => status),
      [401, 401],
    );
    assert.deepEqual(await database.query("select content from vaults"), []);
  });
});
