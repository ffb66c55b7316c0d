import type { TestDatabase } from "../../tests/support/databases.ts";
import { makeAccount, signInRoot } from "../../tests/support/people.ts";
import { makeUsers } from "../../tests/support/prepared-people.ts";
import { type Folder, startSallyport } from "../../tests/support/sallyport.ts";
import { enginesIn } from "../engines.ts";
import { median, type Row } from "../figures.ts";

const few = 5_000;
/** As many as it counts. */
const many = 50_000;
const calls = 15;
const warmUp = 3;
const atLeast = 0.5;

/** Whom "Require MFA" would shut out: it looks at every user up to a limit, and takes no longer for each where there are more. */
export async function mfaPreview(folder: Folder): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const open of enginesIn(folder)) {
    const limit = await measure(await open(`preview-${few}`), few);
    const database = await open(`preview-${many}`);
    const ours = await measure(database, many);
    const perSecond = (ms: number, users: number) => (1000 * users) / ms;
    const ratio = perSecond(ours, many) / perSecond(limit, few);
    rows.push({
      work: `preview of Require MFA over ${many.toLocaleString("en")} users (${Math.round(ours)} ms), ${database.name}`,
      ours: `${Math.round(perSecond(ours, many))} users/s`,
      against: `at ${few.toLocaleString("en")} users: ${Math.round(perSecond(limit, few))} users/s`,
      ratio: ratio.toFixed(2),
      target: `≥ ${atLeast}`,
      met: ratio >= atLeast,
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
    // A reader remembers its answers until something changes.
    await root.succeed("UpdateAccountName", { accountName: `Example ${call}` });
    const began = performance.now();
    await root.succeed("PreviewMFARequirement", { everyone: true, graceDays: 14 });
    if (call >= warmUp) times.push(performance.now() - began);
  }
  root.close();
  await server.stop();
  await dispose();
  return median(times);
}
