import type { Client } from "../../tests/support/client.ts";
import type { TestDatabase } from "../../tests/support/databases.ts";
import { makeAccount, signInRoot } from "../../tests/support/people.ts";
import { makeUsers } from "../../tests/support/prepared-people.ts";
import { type Folder, type Sallyport, startSallyport } from "../../tests/support/sallyport.ts";
import { enginesIn } from "../engines.ts";
import { median, type Row } from "../figures.ts";
import { memoryOf } from "../memory.ts";

const few = 1_000;
const calls = 300;
const warmUp = 100;
const mostTimes = 1.5;

/** The first page of the users table, where there are a thousand and where there are many more, asked for in turn: so both meet the same machine. */
export async function usersPage(folder: Folder, many: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const open of enginesIn(folder)) {
    const small = await start(await open(`users-${few}`), few);
    const large = await start(await open(`users-${many}`), many);
    for (let call = 0; call < warmUp + calls; call += 1) {
      for (const each of [small, large]) {
        const time = await timeOf(each.root);
        if (call >= warmUp) each.times.push(time);
      }
    }
    const [limit, ours] = [median(small.times), median(large.times)];
    rows.push({
      work: `first page of users at ${many.toLocaleString("en")} users, ${large.database.name}`,
      ours: `${ours.toFixed(2)} ms (peak ${await peakOf(large)} MB)`,
      against: `at ${few.toLocaleString("en")} users: ${limit.toFixed(2)} ms (${await peakOf(small)} MB)`,
      ratio: (ours / limit).toFixed(2),
      target: `≤ ${mostTimes}`,
      met: ours / limit <= mostTimes,
    });
    for (const each of [small, large]) await stop(each);
  }
  return rows;
}

interface Running {
  readonly database: TestDatabase;
  readonly server: Sallyport;
  readonly root: Client;
  readonly times: number[];
}

async function start(database: TestDatabase, count: number): Promise<Running> {
  const { accountId } = await makeAccount(database.settings);
  await makeUsers({ url: database.url, accountId, count });
  const server = await startSallyport(database.settings);
  return { database, server, root: await signInRoot(server.origin), times: [] };
}

async function timeOf(root: Client): Promise<number> {
  const began = performance.now();
  await root.succeed("ListUserSummaries", { maxItems: 25 });
  return performance.now() - began;
}

const peakOf = async ({ server }: Running) => Math.round(await memoryOf(server, "VmHWM"));

async function stop({ database, server, root }: Running): Promise<void> {
  root.close();
  await server.stop();
  await database.dispose();
}
