import { randomBytes } from "node:crypto";
import { codeOf, makeAccount, stepAt } from "../../tests/support/people.ts";
import { makeWaitingPeople, type WaitingPerson } from "../../tests/support/prepared-people.ts";
import type { Folder } from "../../tests/support/sallyport.ts";
import { type Round, type Row, rateRow } from "../figures.ts";
import { bareLimit, type Ground, grounds, startFleet } from "../load/fleet.ts";
import { sendOnce, signedRequest } from "../load/signed-request.ts";

const rounds = 5;
const clients = [1, 16] as const;
const perRound = { 1: 300, 16: 1500 } as const;
const warmUp = 3000;
const atLeast = 0.4;

/** GetSessionToken with a code: the signature verified, the code checked and spent, all of it durable before the answer. */
export async function sessionToken(folder: Folder): Promise<readonly Row[]> {
  const rows: Row[] = [];
  for (const ground of await grounds(folder, "session-token")) {
    rows.push(...(await measure(folder, ground)));
  }
  return rows;
}

async function measure(folder: Folder, ground: Ground): Promise<readonly Row[]> {
  const { database, size, where } = ground;
  const masterKey = randomBytes(32).toString("base64");
  const secrets = { SALLYPORT_MASTER_KEY: masterKey };
  const settings = { ...database.settings, ...secrets };
  const { accountId } = await makeAccount(settings);
  const count = warmUp + 1 + rounds * clients.reduce((sum, each) => sum + perRound[each], 0);
  const people = await makeWaitingPeople({
    url: database.url,
    masterKey,
    accountId,
    count,
    signInsEach: 0,
  });
  const fleet = await startFleet(folder, ground, secrets);
  try {
    const take = takeFrom(people);
    const { origin } = fleet;
    await fleet.compareWith(await sendOnce(origin, codeRequest(origin, take(1)[0])));
    /** The people are shared out among the servers: nobody's code is sent twice. */
    const round = (some: readonly WaitingPerson[], connections: number) =>
      fleet.round(
        (origins) =>
          origins.map((each, at) =>
            some
              .filter((_, index) => index % origins.length === at)
              .map((person) => codeRequest(each, person)),
          ),
        connections,
      );
    await round(take(warmUp), 16);
    const rows: Row[] = [];
    for (const connections of clients) {
      if (connections < size) continue;
      const measured: Round[] = [];
      for (let at = 0; at < rounds; at += 1) {
        measured.push(await round(take(perRound[connections]), connections));
      }
      rows.push(
        rateRow({
          work: `GetSessionToken: code checked and spent, durable, ${connections} ${connections === 1 ? "client" : "clients"}, ${where}`,
          against: bareLimit(ground),
          rounds: measured,
          atLeast,
        }),
      );
    }
    return rows;
  } finally {
    await fleet.close();
    await database.dispose();
  }
}

function takeFrom(people: readonly WaitingPerson[]): (count: number) => readonly WaitingPerson[] {
  let taken = 0;
  return (count) => {
    taken += count;
    return people.slice(taken - count, taken);
  };
}

function codeRequest(origin: string, person: WaitingPerson | undefined): string {
  if (person === undefined) throw new Error("there are too few people");
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
