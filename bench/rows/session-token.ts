import { randomBytes } from "node:crypto";
import { availableParallelism } from "node:os";
import { postgresIn, sqliteIn, type TestDatabase } from "../../tests/support/databases.ts";
import { codeOf, makeAccount, stepAt } from "../../tests/support/people.ts";
import { makeWaitingPeople, type WaitingPerson } from "../../tests/support/prepared-people.ts";
import { type Folder, type Sallyport, startSallyport } from "../../tests/support/sallyport.ts";
import { type Round, type Row, rateRow } from "../figures.ts";
import { startBareServer, startClients } from "../load/load.ts";
import { sendOnce, signedRequest } from "../load/signed-request.ts";

const rounds = 5;
const clients = [1, 16] as const;
const perRound = { 1: 300, 16: 1500 } as const;
const warmUp = 600;
const atLeast = 0.4;

/** GetSessionToken with a code: the signature verified, the code checked and spent, all of it durable before the answer. */
export async function sessionToken(folder: Folder): Promise<readonly Row[]> {
  const one = await measure(folder, sqliteIn(folder, "session-token"), 1, "one process on SQLite");
  if (!process.env["SALLYPORT_TEST_POSTGRES"]) return one;
  const cores = availableParallelism();
  const database = await postgresIn(folder, "pg-session-token");
  return [
    ...one,
    ...(await measure(folder, database, cores, `${cores} processes on one PostgreSQL`)),
  ];
}

async function measure(
  folder: Folder,
  { settings: place, url, dispose }: TestDatabase,
  processes: number,
  where: string,
): Promise<readonly Row[]> {
  const masterKey = randomBytes(32).toString("base64");
  const settings = { ...place, SALLYPORT_MASTER_KEY: masterKey };
  const { accountId } = await makeAccount(settings);
  const count = warmUp + 2 + rounds * clients.reduce((sum, each) => sum + perRound[each], 0);
  const people = await makeWaitingPeople({ url, masterKey, accountId, count, signInsEach: 0 });
  const servers: Sallyport[] = [];
  // Clients of their own for each process, in as many processes: one alone could not keep all of them busy.
  const loads = Array.from({ length: processes }, startClients);
  try {
    for (const at of loads.keys()) {
      const own = processes === 1 ? {} : folder.settings(`session-token-${at}`);
      servers.push(await startSallyport({ ...settings, ...own }));
    }
    const take = takeFrom(people);
    const bares = await startBares(servers, take(1)[0]);
    /** The people are shared out among the servers, and so are the connections. */
    const rate = async (ports: readonly number[], some: readonly WaitingPerson[], all: number) => {
      const shares = ports.map((_, at) => some.filter((_, index) => index % ports.length === at));
      const connections = Math.max(1, all / ports.length);
      const requests = shares.map((share, at) =>
        share.map((person) => codeRequest(servers[at]?.origin ?? "", person)),
      );
      const began = performance.now();
      await Promise.all(
        ports.map((port, at) =>
          loads[at]?.send({ port, requests: requests[at] ?? [], connections }, 200),
        ),
      );
      return some.length / ((performance.now() - began) / 1000);
    };
    const ports = servers.map(({ origin }) => Number(new URL(origin).port));
    const barePorts = bares.map(({ port }) => port);
    const warm = take(warmUp);
    await rate(ports, warm, 16);
    await rate(barePorts, warm, 16);
    const rows: Row[] = [];
    for (const all of clients) {
      if (all < processes) continue;
      const measured: Round[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const some = take(perRound[all]);
        measured.push({
          ours: await rate(ports, some, all),
          limit: await rate(barePorts, some, all),
        });
      }
      rows.push(
        rateRow({
          work: `GetSessionToken: code checked and spent, durable, ${all} ${all === 1 ? "client" : "clients"}, ${where}`,
          against: `bare \`node:http\`${processes === 1 ? "" : ` in ${processes} processes`}, the same bytes`,
          rounds: measured,
          atLeast,
        }),
      );
    }
    for (const bare of bares) bare.close();
    return rows;
  } finally {
    for (const load of loads) load.close();
    for (const server of servers) await server.stop();
    await dispose();
  }
}

function takeFrom(people: readonly WaitingPerson[]): (count: number) => readonly WaitingPerson[] {
  let taken = 0;
  return (count) => {
    taken += count;
    return people.slice(taken - count, taken);
  };
}

/** A bare server beside each of ours, that answers what ours does. */
async function startBares(servers: readonly Sallyport[], person: WaitingPerson | undefined) {
  const [first] = servers;
  if (first === undefined || person === undefined) throw new Error("nobody is there");
  const answer = await sendOnce(first.origin, codeRequest(first.origin, person));
  return Promise.all(servers.map(() => startBareServer(answer)));
}

function codeRequest(origin: string, person: WaitingPerson): string {
  return signedRequest({
    origin,
    keys: person.keys,
    service: "sts",
    parameters: {
      Action: "GetSessionToken",
      SerialNumber: person.serialNumber,
      TokenCode: codeOf(person.seed, stepAt()),
    },
  });
}
