import { request } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, ownPage } from "../../tests/support/client.ts";
import type { TestDatabase } from "../../tests/support/databases.ts";
import { makeAccount, signInRoot } from "../../tests/support/people.ts";
import { makeUsers } from "../../tests/support/prepared-people.ts";
import { type Folder, type Sallyport, startSallyport } from "../../tests/support/sallyport.ts";
import { enginesIn } from "../engines.ts";
import { median, type Row } from "../figures.ts";
import { memoryOf } from "../memory.ts";

const few = 1_000;
const mostTimes = 1.5;
const pageCalls = 100;
const warmUp = 30;
const lookEvery = 50;

interface Measured {
  readonly users: number;
  /** Of the server before it makes the first report, and the most while it makes and sends it. */
  readonly idleMegabytes: number;
  readonly peakMegabytes: number;
  readonly makingMs: number;
  readonly sendingMs: number;
  readonly reportMegabytes: number;
  readonly pageMs: number;
}

/**
 * The credential report of a thousand users and of many more, on both engines where there is a PostgreSQL: its memory must not grow with them.
 * Each size is set against the one before, and the first page of the table is measured beside it.
 */
export async function credentialReport(
  folder: Folder,
  sizes: readonly number[],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const open of enginesIn(folder)) {
    let smaller = await measure(await open(`report-${few}`), few);
    for (const many of sizes) {
      const database = await open(`report-${many}`);
      const larger = await measure(database, many);
      rows.push(...rowsOf(database.name, smaller, larger));
      smaller = larger;
    }
  }
  return rows;
}

function rowsOf(engine: string, small: Measured, large: Measured): readonly Row[] {
  const many = large.users.toLocaleString("en");
  const at = `at ${small.users.toLocaleString("en")} users`;
  const memory = large.peakMegabytes / small.peakMegabytes;
  const page = large.pageMs / small.pageMs;
  const perSecond = (measured: Measured) => (1000 * measured.users) / measured.makingMs;
  return [
    {
      work: `peak memory while a report of ${many} users (${large.reportMegabytes.toFixed(1)} MB) is made and sent, ${engine}`,
      ours: `${Math.round(large.peakMegabytes)} MB (idle ${Math.round(large.idleMegabytes)})`,
      against: `${at}: ${Math.round(small.peakMegabytes)} MB`,
      ratio: memory.toFixed(2),
      target: `≤ ${mostTimes}`,
      met: memory <= mostTimes,
    },
    {
      work: `making it, and sending it (${(large.sendingMs / 1000).toFixed(1)} s), ${engine}`,
      ours: `${Math.round(perSecond(large))} users/s`,
      against: `${at}: ${Math.round(perSecond(small))} users/s`,
      ratio: (perSecond(large) / perSecond(small)).toFixed(2),
      target: "≥ 0.5",
      met: perSecond(large) / perSecond(small) >= 0.5,
    },
    {
      work: `first page of its table at ${many} users, ${engine}`,
      ours: `${large.pageMs.toFixed(2)} ms`,
      against: `${at}: ${small.pageMs.toFixed(2)} ms`,
      ratio: page.toFixed(2),
      target: `≤ ${mostTimes}`,
      met: page <= mostTimes,
    },
  ];
}

async function measure(database: TestDatabase, users: number): Promise<Measured> {
  const settings = { ...database.settings, SALLYPORT_USERS_QUOTA: String(Math.max(5000, users)) };
  const { accountId } = await makeAccount(settings);
  await makeUsers({ url: database.url, accountId, count: users });
  const server = await startSallyport(settings);
  const root = await signInRoot(server.origin);
  const pageMs = await firstPage(root);
  const idleMegabytes = await memoryOf(server, "VmRSS");
  const began = performance.now();
  await root.succeed("GenerateCredentialReport", {});
  const isWhole = async () =>
    (await root.succeed<{ state: string }>("GetCredentialReportProgress", {})).state === "whole";
  while (!(await isWhole())) await sleep(lookEvery);
  const makingMs = performance.now() - began;
  const { bytes, ms } = await fetchReport(server, root);
  const peakMegabytes = await memoryOf(server, "VmHWM");
  root.close();
  await server.stop();
  await database.dispose();
  return {
    users,
    idleMegabytes,
    peakMegabytes,
    makingMs,
    sendingMs: ms,
    reportMegabytes: bytes / 1e6,
    pageMs,
  };
}

async function firstPage(root: Client): Promise<number> {
  const times: number[] = [];
  for (let call = 0; call < warmUp + pageCalls; call += 1) {
    const began = performance.now();
    await root.succeed("ListCredentialSummaries", { maxItems: 25 });
    if (call >= warmUp) times.push(performance.now() - began);
  }
  return median(times);
}

/** Read as it comes and thrown away: what is measured is the server. */
function fetchReport({ origin }: Sallyport, root: Client) {
  const began = performance.now();
  return new Promise<{ bytes: number; ms: number }>((resolve, reject) => {
    const headers = {
      ...ownPage(origin),
      "content-type": "application/json",
      "x-sallyport-csrf": "1",
      cookie: root.cookieHeader,
    };
    const asked = request(`${origin}/api/GetCredentialReport`, { method: "POST", headers });
    asked.once("error", reject);
    asked.once("response", (response) => {
      if (response.statusCode !== 200) return reject(new Error(`status ${response.statusCode}`));
      let bytes = 0;
      response.on("data", (chunk: Buffer) => {
        bytes += chunk.length;
      });
      response.once("error", reject);
      return response.once("end", () => resolve({ bytes, ms: performance.now() - began }));
    });
    asked.end("{}");
  });
}
