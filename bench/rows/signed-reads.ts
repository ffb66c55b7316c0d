import { randomBytes } from "node:crypto";
import { makeAccount } from "../../tests/support/people.ts";
import type { Folder } from "../../tests/support/sallyport.ts";
import { type Round, type Row, rateRow } from "../figures.ts";
import { bareLimit, type Fleet, type Ground, grounds, startFleet } from "../load/fleet.ts";
import { type SigningKeys, sendOnce, signedRequest } from "../load/signed-request.ts";

const clients = [1, 16] as const;
const rounds = 5;
const perRound = { 1: 1500, 16: 6000 } as const;
/** What is answered before anything is measured: by then the engine has compiled what it runs. */
const warmUp = 20_000;
const atLeast = 0.5;

const reads = [
  { service: "sts", parameters: { Action: "GetCallerIdentity" } },
  { service: "iam", parameters: { Action: "GetUser", UserName: "somebody" } },
] as const;

const makeSomebody = {
  service: "iam",
  parameters: { Action: "CreateUser", UserName: "somebody" },
} as const;

/** Reads by AWS's clients: the signature verified, the permission decided, the answer written. */
export async function signedReads(folder: Folder): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const ground of await grounds(folder, "signed-reads")) {
    const secrets = { SALLYPORT_MASTER_KEY: randomBytes(32).toString("base64") };
    const settings = { ...ground.database.settings, ...secrets };
    const { accessKey: keys } = await makeAccount(settings, undefined, ["--with-access-key"]);
    if (keys === undefined) throw new Error("the account has no access key");
    const fleet = await startFleet(folder, ground, secrets);
    try {
      const { origin } = fleet;
      await sendOnce(origin, signedRequest({ ...makeSomebody, origin, keys }));
      for (const read of reads) rows.push(...(await measure(fleet, ground, read, keys)));
    } finally {
      await fleet.close();
      await ground.database.dispose();
    }
  }
  return rows;
}

async function measure(
  fleet: Fleet,
  ground: Ground,
  read: (typeof reads)[number],
  keys: SigningKeys,
): Promise<readonly Row[]> {
  const { origin } = fleet;
  await fleet.compareWith(await sendOnce(origin, signedRequest({ ...read, origin, keys })));
  const round = (count: number, connections: number) =>
    fleet.round(
      (origins) =>
        origins.map((each) => {
          // Every request of one second is signed alike.
          const one = signedRequest({ ...read, origin: each, keys });
          return Array<string>(count / origins.length).fill(one);
        }),
      connections,
    );
  await round(warmUp, 16);
  const rows: Row[] = [];
  for (const connections of clients) {
    if (connections < ground.size) continue;
    const measured: Round[] = [];
    for (let at = 0; at < rounds; at += 1) {
      measured.push(await round(perRound[connections], connections));
    }
    rows.push(
      rateRow({
        work: `signed ${read.parameters.Action}, ${connections} ${connections === 1 ? "client" : "clients"}, ${ground.where}`,
        against: bareLimit(ground),
        rounds: measured,
        atLeast,
      }),
    );
  }
  return rows;
}
