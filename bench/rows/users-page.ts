import type { TestDatabase } from "../../tests/support/databases.ts";
import { makeAccount, signInRoot } from "../../tests/support/people.ts";
import { makeUsers } from "../../tests/support/prepared-people.ts";
import { type Folder, startSallyport } from "../../tests/support/sallyport.ts";
import { enginesIn } from "../engines.ts";
import { median, type Row } from "../figures.ts";

const few = 1_000;
const calls = 300;
const warmUp = 100;
const mostTimes = 1.5;

/** The first page of the users table, where there are a thousand and where there are many more. */
export async function usersPage(folder: Folder, many: number): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const open of enginesIn(folder)) {
    const limit = await measure(await open(`users-${few}`), few);
    const database = await open(`users-${many}`);
    const ours = await measure(database, many);
    rows.push({
      work: `first page of users at ${many.toLocaleString("en")} users, ${database.name}`,
      ours: `${ours.toFixed(2)} ms`,
      against: `at ${few.toLocaleString("en")} users: ${limit.toFixed(2)} ms`,
      ratio: (ours / limit).toFixed(2),
      target: `≤ ${mostTimes}`,
      met: ours / limit <= mostTimes,
    });
  }
  return rows;
}

async function measure({ settings, url, dispose }: TestDatabase, count: number): Promise<number> {
  const { accountId } = await makeAccount(settings);
  await makeUsers({ url, accountId, count });
  const server = await startSallyport(settings);
  const root = await signInRoot(server.origin);
  const times: number[] = [];
  for (let call = 0; call < warmUp + calls; call += 1) {
    const began = performance.now();
    await root.succeed("ListUserSummaries", { maxItems: 25 });
    if (call >= warmUp) times.push(performance.now() - began);
  }
  root.close();
  await server.stop();
  await dispose();
  return median(times);
}
