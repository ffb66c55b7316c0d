// Thousands of signed requests, each spoilt somewhere on its way: the server stays up, its memory flat, its store as it was.
// `MUTATED_REQUESTS=100000 npm test -- mutated` sends a hundred thousand.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Agent } from "node:http";
import { after, before, test } from "node:test";
import type { Keys } from "../support/aws.ts";
import { send } from "../support/client.ts";
import { digestOf, sqliteIn, type TestDatabase } from "../support/databases.ts";
import { inParallel } from "../support/in-parallel.ts";
import { makeAccount } from "../support/people.ts";
import { sendRaw, statusOf } from "../support/raw.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "../support/sallyport.ts";
import {
  cutShort,
  type Parts,
  sign,
  smuggled,
  smuggleWays,
  spoilParts,
} from "../support/spoilt-requests.ts";

const requests = Number(process.env["MUTATED_REQUESTS"] ?? 5_000);
const atOnce = 16;
/** Refused, turned away, or harmless: never a fault of the server's. */
const fine = [200, 302, 400, 403, 404, 413, 421];
/** When the key was used; refusals of the rightly signed, and their seals; SQLite's own statistics. */
const tables = { but: ["access_keys", "audit", "audit_blocks", "audit_lease", "sqlite_stat1"] };

let folder: Folder;
let database: TestDatabase;
let server: Sallyport;
let keys: Keys;
const statuses = new Map<number, number>();
const count = (status: number) => statuses.set(status, (statuses.get(status) ?? 0) + 1);

before(async () => {
  folder = await makeFolder();
  database = sqliteIn(folder);
  const { accessKey } = await makeAccount(database.settings, undefined, ["--with-access-key"]);
  assert.ok(accessKey);
  keys = accessKey;
  // With little room for what is old, waste is collected soon, and what cannot be collected ends the server.
  const through = 'NODE_OPTIONS=--max-old-space-size=96 exec "$@"';
  server = await startSallyport(database.settings, { through });
});
after(async () => {
  await server?.stop("SIGKILL");
  await folder?.remove();
});

function residentMegabytes(): number {
  const status = readFileSync(`/proc/${server.process.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
}

const read = "Action=GetUser&Version=2010-05-08&UserName=nobody&Tags.member.1.Key=a";
const write = "Action=CreateUser&Version=2010-05-08&UserName=made&Path=%2Fa%2F";

async function sendSpoilt(howMany: number, agent: Agent): Promise<void> {
  const nobody = { ...keys, secretAccessKey: "x".repeat(40) };
  // Nobody may write: those are signed with another secret. Reads are signed rightly, before they are spoilt.
  const whole = [sign(server.origin, keys, read), sign(server.origin, nobody, write)];
  const spoilt = Array.from({ length: howMany }, (_, index) =>
    spoilParts(whole[index % whole.length] as Parts),
  );
  await inParallel(spoilt, atOnce, async ({ target, headers, body }) => {
    const { status } = await send(server.origin, {
      method: "POST",
      target,
      headers: { ...headers } as Record<string, string | string[]>,
      body: Buffer.from(body, "latin1"),
      agent,
    });
    count(status);
  });
}

/** Over a socket, where no client minds the framing. A cut one may find nobody to answer it. */
async function sendRawOnes(howMany: number): Promise<void> {
  const { host } = new URL(server.origin);
  const [outer, inner] = [sign(server.origin, keys, read), sign(server.origin, keys, write)];
  const bytes = Array.from({ length: howMany }, (_, index) =>
    index % 4 === 3 ? cutShort(host, inner) : smuggled(host, index % smuggleWays, outer, inner),
  );
  await inParallel(bytes, atOnce, async (each) => {
    const status = statusOf(await sendRaw(server.origin, each));
    if (status !== 0) count(status);
  });
}

test(`${requests} spoilt requests change nothing and cost no memory`, async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce });
  const round = async () => {
    await sendSpoilt(Math.ceil((requests / 5) * 0.9), agent);
    await sendRawOnes(Math.ceil((requests / 5) * 0.1));
  };
  await round();
  const [digest, memory] = [await digestOf(database, tables), residentMegabytes()];
  for (let time = 1; time < 5; time += 1) await round();
  agent.destroy();

  assert.equal(await digestOf(database, tables), digest);
  assert.deepEqual(await database.query("select name from people where name = 'made'"), []);
  const grown = residentMegabytes() - memory;
  assert.ok(grown < 64, `it grew by ${grown.toFixed(0)} MB from ${memory.toFixed(0)}`);
  process.stderr.write(
    `${requests} spoilt requests: ${JSON.stringify(Object.fromEntries(statuses))}, ${memory.toFixed(0)} MB and ${grown.toFixed(0)} more\n`,
  );
  const unexpected = [...statuses.keys()].filter((status) => !fine.includes(status));
  assert.deepEqual(unexpected, [], JSON.stringify([...statuses]));
  assert.equal(server.output.stderr.includes('"level":"error"'), false, server.output.stderr);
  assert.equal((await send(`${server.origin}/readyz`)).status, 200);
});
