import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
// biome-ignore-start lint/correctness/noUndeclaredDependencies: as the tests' own support, from the workspace
import { type AccountId, instant } from "@sallyport/core";
import { openStore } from "@sallyport/store";
// biome-ignore-end lint/correctness/noUndeclaredDependencies: see above
import type { TestDatabase } from "../../tests/support/databases.ts";
import { makeAccount } from "../../tests/support/people.ts";
import { type Folder, runSallyport, startSallyport } from "../../tests/support/sallyport.ts";
import { enginesIn } from "../engines.ts";
import type { Row } from "../figures.ts";

const few = 10_000;
const many = 200_000;
/** A backlog must cost each record the same, however long it is. */
const atLeast = 0.5;
const perTransaction = 500;
const lookEvery = 250;
/** As long as a common event. */
const event = JSON.stringify({ eventName: "CreateUser", filler: "x".repeat(900) });

interface Measured {
  readonly records: number;
  readonly sealedPerSecond: number;
  readonly verifyingMs: number;
}

/** A server that starts with a backlog of records seals it, and the whole trail is verified: short backlogs against long ones, on both engines. */
export async function auditSealing(folder: Folder): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const open of enginesIn(folder)) {
    const short = await measure(await open(`trail-${few}`), few);
    const database = await open(`trail-${many}`);
    const long = await measure(database, many);
    rows.push(rowOf(database.name, short, long));
  }
  return rows;
}

function rowOf(engine: string, short: Measured, long: Measured): Row {
  const ratio = long.sealedPerSecond / short.sealedPerSecond;
  const seconds = (long.verifyingMs / 1000).toFixed(1);
  return {
    work: `sealing a backlog of ${long.records.toLocaleString("en")} audit records (all verified in ${seconds} s), ${engine}`,
    ours: `${Math.round(long.sealedPerSecond)} records/s`,
    against: `at ${short.records.toLocaleString("en")}: ${Math.round(short.sealedPerSecond)} records/s`,
    ratio: ratio.toFixed(2),
    target: `≥ ${atLeast}`,
    met: ratio >= atLeast,
  };
}

async function measure(database: TestDatabase, records: number): Promise<Measured> {
  const { accountId } = await makeAccount(database.settings);
  await makeBacklog(database.url, accountId as AccountId, records);
  const server = await startSallyport(database.settings);
  // Of the blocks, which are few: a look at the records would be in the way.
  const sealedSoFar = async () =>
    Number((await database.query("select sum(count) as n from audit_blocks"))[0]?.["n"] ?? 0);
  while ((await sealedSoFar()) < records) await sleep(lookEvery);
  await server.stop();
  // Between the blocks, so that the start of the server is none of it: the first one is where the clock begins.
  const blocks = await database.query(
    "select count, sealed_at from audit_blocks where count > 1 order by number",
  );
  const times = blocks.map((block) => Number(block["sealed_at"]));
  const sealed = blocks.slice(1).reduce((sum, block) => sum + Number(block["count"]), 0);
  const seconds = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1000;
  const began = performance.now();
  const { code, stdout } = await runSallyport(["audit", "verify"], { settings: database.settings });
  const verifyingMs = performance.now() - began;
  if (code !== 0) throw new Error(stdout);
  await database.dispose();
  return { records, sealedPerSecond: sealed / seconds, verifyingMs };
}

async function makeBacklog(url: string, accountId: AccountId, count: number): Promise<void> {
  const store = await openStore({ url });
  for (let first = 0; first < count; first += perTransaction) {
    const records = Array.from({ length: perTransaction }, (_, index) => ({
      accountId,
      eventId: randomUUID(),
      at: instant(1_700_000_000_000 + first + index),
      event,
      eventName: "CreateUser",
      userKey: `user${index}`,
      accessKeyId: undefined,
      failed: false,
      readOnly: false,
    }));
    await store.transact((tx) => tx.audit.appendOnce(records));
  }
  await store.close();
}
