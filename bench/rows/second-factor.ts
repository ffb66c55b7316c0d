import { randomBytes } from "node:crypto";
import { Client } from "../../tests/support/client.ts";
import { sqliteIn } from "../../tests/support/databases.ts";
import { codeOf, makeAccount, stepAt } from "../../tests/support/people.ts";
import { makeWaitingPeople, type WaitingPerson } from "../../tests/support/prepared-people.ts";
import { type Folder, startSallyport } from "../../tests/support/sallyport.ts";
import { type Round, type Row, rateRow } from "../figures.ts";
import { type BareAnswer, type Clients, requestBytes, startBareServer } from "../load/load.ts";

const clients = 16;
const rounds = 5;
const warmUp = 1500;
const perRound = 1500;

/** The second step of a sign-in: the code checked and spent, a session opened, all of it durable before the answer. */
export async function secondFactor(folder: Folder, load: Clients): Promise<Row> {
  const masterKey = randomBytes(32).toString("base64");
  const { settings: place, url } = sqliteIn(folder, "second-factor");
  const settings = { ...place, SALLYPORT_MASTER_KEY: masterKey };
  const { accountId } = await makeAccount(settings);
  const count = warmUp + rounds * perRound;
  const people = await makeWaitingPeople({ url, masterKey, accountId, count, signInsEach: 1 });
  const server = await startSallyport(settings);
  try {
    const form = await openForm(server.origin);
    const port = Number(new URL(server.origin).port);
    const sendTo = async (target: number, some: readonly WaitingPerson[]) => {
      const requests = some.map((person) => codeRequest(server.origin, form, person));
      const { seconds } = await load.send({ port: target, requests, connections: clients }, 303);
      return some.length / seconds;
    };
    const bare = await startBareServer(await answerOf(form, people[0]));
    const warm = people.slice(1, warmUp);
    await sendTo(port, warm);
    await sendTo(bare.port, warm);
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const some = people.slice(warmUp + round * perRound, warmUp + (round + 1) * perRound);
      measured.push({ ours: await sendTo(port, some), limit: await sendTo(bare.port, some) });
    }
    bare.close();
    return rateRow({
      work: `second factor at sign-in: check and spend, durable, ${clients} clients`,
      against: "bare `node:http`, the same bytes",
      rounds: measured,
      atLeast: 0.4,
    });
  } finally {
    await server.stop();
  }
}

interface OpenForm {
  readonly client: Client;
  readonly token: string;
  readonly cookie: string;
}

async function openForm(origin: string): Promise<OpenForm> {
  const client = new Client(origin);
  const page = await client.open("/signin");
  const token = /name="token" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
  return { client, token, cookie: client.cookieHeader };
}

/** As a browser sends it. */
function codeRequest(origin: string, form: OpenForm, person: WaitingPerson): string {
  return requestBytes({
    method: "POST",
    path: "/signin/step/code",
    host: new URL(origin).host,
    headers: {
      "user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
      accept: "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
      "accept-language": "en-US,en;q=0.5",
      "accept-encoding": "gzip, deflate, br, zstd",
      "content-type": "application/x-www-form-urlencoded",
      origin,
      referer: `${origin}/signin/step/code`,
      "sec-fetch-dest": "document",
      "sec-fetch-mode": "navigate",
      "sec-fetch-site": "same-origin",
      cookie: `${form.cookie}; sallyport-signin=${person.tokens[0]}`,
    },
    body: new URLSearchParams({
      token: form.token,
      code: codeOf(person.seed, stepAt()),
    }).toString(),
  });
}

/** What the server answers, for the bare one to answer the same. */
async function answerOf(
  { client }: OpenForm,
  person: WaitingPerson | undefined,
): Promise<BareAnswer> {
  client.cookies.set("sallyport-signin", person?.tokens[0] ?? "");
  const code = person === undefined ? "" : codeOf(person.seed, stepAt());
  const { status, headers, text } = await client.submit("/signin/step/code", { code });
  client.close();
  if (status !== 303) throw new Error(`the code was answered ${status}: ${text}`);
  return {
    status,
    body: text,
    headers: Object.entries(headers).flatMap(([name, value]) =>
      [value ?? []].flat().flatMap((one) => [name, one]),
    ),
  };
}
