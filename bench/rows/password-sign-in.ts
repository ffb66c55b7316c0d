import { Client } from "../../tests/support/client.ts";
import { sqliteIn } from "../../tests/support/databases.ts";
import { makeAccount, signInRoot, typePassword } from "../../tests/support/people.ts";
import { type Folder, startSallyport } from "../../tests/support/sallyport.ts";
import { type Round, type Row, rateRow } from "../figures.ts";
import { type Clients, requestBytes, startBareServer } from "../load/load.ts";

const clients = 16;
const rounds = 5;
const warmUp = 40;
const perRound = 160;
const password = "Measured-at-sign-in-3";

/** A password typed by somebody without a device: everything from the form to the session. */
export async function passwordSignIn(folder: Folder, load: Clients): Promise<Row> {
  const { settings } = sqliteIn(folder, "password-sign-in");
  const { accountId } = await makeAccount(settings);
  const server = await startSallyport(settings);
  try {
    const root = await signInRoot(server.origin);
    const users = Array.from({ length: clients }, (_, index) => `user-${index}`);
    for (const userName of users) {
      const consoleAccess = { password, passwordResetRequired: false };
      await root.succeed("AddUser", { userName, consoleAccess });
    }
    root.close();
    const requests = await formsOf(server.origin, accountId, users, perRound);
    const port = Number(new URL(server.origin).port);
    const bare = await startBareServer({
      status: 303,
      headers: ["content-length", "0"],
      body: "",
      hashes: password,
    });
    const rateAt = async (target: number, some: readonly string[]) => {
      const { seconds } = await load.send(
        { port: target, requests: some, connections: clients },
        303,
      );
      return some.length / seconds;
    };
    const warm = requests.slice(0, warmUp);
    await rateAt(port, warm);
    await rateAt(bare.port, warm);
    const measured: Round[] = [];
    for (let round = 0; round < rounds; round += 1) {
      measured.push({
        ours: await rateAt(port, requests),
        limit: await rateAt(bare.port, requests),
      });
    }
    bare.close();
    return rateRow({
      work: `password at sign-in, ${clients} clients`,
      against: "the same argon2id hashes, and empty answers",
      rounds: measured,
      atLeast: 0.9,
    });
  } finally {
    await server.stop();
  }
}

/** As the browsers of these users send them, by turns. */
async function formsOf(
  origin: string,
  account: string,
  users: readonly string[],
  count: number,
): Promise<readonly string[]> {
  const client = new Client(origin);
  const page = await client.open(`/signin/${account}`);
  const token = /name="token" value="([^"]+)"/.exec(page.text)?.[1] ?? "";
  const cookie = client.cookieHeader;
  const { status } = await typePassword(client, { account, userName: users[0] ?? "", password });
  if (status !== 303) throw new Error(`the password was answered ${status}`);
  client.close();
  return Array.from({ length: count }, (_, index) =>
    requestBytes({
      method: "POST",
      path: "/signin/user/password",
      host: new URL(origin).host,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        origin,
        "sec-fetch-site": "same-origin",
        cookie,
      },
      body: new URLSearchParams({
        token,
        account,
        userName: users[index % users.length] ?? "",
        password,
      }).toString(),
    }),
  );
}
