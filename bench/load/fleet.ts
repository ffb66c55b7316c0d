// Servers of ours on one database, as many bare ones, and clients for each: one process, or one for every core.

import { availableParallelism } from "node:os";
import { postgresIn, sqliteIn, type TestDatabase } from "../../tests/support/databases.ts";
import {
  type Folder,
  type Sallyport,
  type Settings,
  startSallyport,
} from "../../tests/support/sallyport.ts";
import type { Round } from "../figures.ts";
import { type BareAnswer, type BareServer, startBareServer, startClients } from "./load.ts";

/** On how many processes and which database a benchmark is run. */
export interface Ground {
  readonly size: number;
  readonly database: TestDatabase;
  /** For a row's name. */
  readonly where: string;
}

/** One process on SQLite; and, where PostgreSQL is there, one for each core on that. */
export async function grounds(folder: Folder, name: string): Promise<readonly Ground[]> {
  const one = { size: 1, database: sqliteIn(folder, name), where: "one process on SQLite" };
  const size = availableParallelism();
  if (!process.env["SALLYPORT_TEST_POSTGRES"] || size === 1) return [one];
  const database = await postgresIn(folder, `pg-${name}`);
  return [one, { size, database, where: `${size} processes on one PostgreSQL` }];
}

export interface Fleet {
  /** Of the first server; all of them answer alike. */
  readonly origin: string;
  /** Starts as many bare servers that answer this, in the place of any before. */
  compareWith(answer: BareAnswer): Promise<void>;
  /** Requests a second of ours and of the bare servers, over so many connections, which are shared out among the processes. */
  round(requestsTo: RequestsTo, connections: number): Promise<Round>;
  close(): Promise<void>;
}

/** The requests for each of so many servers of one kind, which are at these addresses. */
export type RequestsTo = (origins: readonly string[]) => readonly (readonly string[])[];

/** Starts the servers; `settings` are those that all of them share beside the database. */
export async function startFleet(
  folder: Folder,
  { size, database }: Ground,
  settings: Settings,
): Promise<Fleet> {
  // Clients of their own for each process, in as many processes: one alone could not keep all of them busy.
  const loads = Array.from({ length: size }, startClients);
  const servers: Sallyport[] = [];
  let bares: readonly BareServer[] = [];
  const closeBares = () => {
    for (const bare of bares) bare.close();
  };
  const close = async () => {
    for (const load of loads) load.close();
    closeBares();
    for (const server of servers) await server.stop();
  };
  const rate = async (
    ports: readonly number[],
    requests: readonly (readonly string[])[],
    connections: number,
  ) => {
    const began = performance.now();
    await Promise.all(
      loads.map((load, at) =>
        load.send(
          { port: ports[at] ?? 0, requests: requests[at] ?? [], connections: connections / size },
          200,
        ),
      ),
    );
    return requests.flat().length / ((performance.now() - began) / 1000);
  };
  try {
    for (const at of loads.keys()) {
      const own = size === 1 ? {} : folder.settings(`server-${at}`);
      servers.push(await startSallyport({ ...database.settings, ...settings, ...own }));
    }
  } catch (error) {
    await close();
    throw error;
  }
  const origins = servers.map(({ origin }) => origin);
  const ports = origins.map((origin) => Number(new URL(origin).port));
  return {
    origin: origins[0] ?? "",
    async compareWith(answer) {
      closeBares();
      bares = await Promise.all(loads.map(() => startBareServer(answer)));
    },
    async round(requestsTo, connections) {
      const requests = requestsTo(origins);
      const barePorts = bares.map(({ port }) => port);
      return {
        ours: await rate(ports, requests, connections),
        limit: await rate(barePorts, requests, connections),
      };
    },
    close,
  };
}

/** What our rate is set against, for a row. */
export function bareLimit({ size }: Ground): string {
  return `bare \`node:http\`${size === 1 ? "" : ` in ${size} processes`}, the same bytes`;
}
