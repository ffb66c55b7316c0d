import { sqliteIn } from "../../tests/support/databases.ts";
import { makeAccount } from "../../tests/support/people.ts";
import { type Folder, startSallyport } from "../../tests/support/sallyport.ts";
import { type Round, type Row, rateRow } from "../figures.ts";
import { type Clients, startBareServer } from "../load/load.ts";
import { sendOnce, signedRequest } from "../load/signed-request.ts";

const clients = [1, 16] as const;
const rounds = 5;
const perRound = { 1: 1500, 16: 6000 } as const;

const reads = [
  { service: "sts", parameters: { Action: "GetCallerIdentity" } },
  { service: "iam", parameters: { Action: "GetUser", UserName: "somebody" } },
] as const;

/** Reads by AWS's clients: the signature verified, the permission decided, the answer written. */
export async function signedReads(folder: Folder, load: Clients): Promise<readonly Row[]> {
  const { settings } = sqliteIn(folder, "signed-reads");
  const { accessKey: keys } = await makeAccount(settings, undefined, ["--with-access-key"]);
  if (keys === undefined) throw new Error("the account has no access key");
  const server = await startSallyport(settings);
  try {
    const { origin } = server;
    const port = Number(new URL(origin).port);
    await sendOnce(origin, signedRequest({ ...reads[1], origin, keys, parameters: makeSomebody }));
    const rows: Row[] = [];
    for (const read of reads) {
      const sample = await sendOnce(origin, signedRequest({ ...read, origin, keys }));
      const bare = await startBareServer(sample);
      const rate = async (target: number, connections: 1 | 16) => {
        // Every request of one second is signed alike.
        const count = perRound[connections];
        const requests = Array<string>(count).fill(signedRequest({ ...read, origin, keys }));
        const { seconds } = await load.send({ port: target, requests, connections }, 200);
        return count / seconds;
      };
      for (const connections of clients) {
        const measured: Round[] = [];
        await rate(port, connections);
        await rate(bare.port, connections);
        for (let round = 0; round < rounds; round += 1) {
          measured.push({
            ours: await rate(port, connections),
            limit: await rate(bare.port, connections),
          });
        }
        rows.push(
          rateRow({
            work: `signed ${read.parameters.Action}, ${connections} ${connections === 1 ? "client" : "clients"}`,
            against: "bare `node:http`, the same bytes",
            rounds: measured,
            atLeast: 0.5,
          }),
        );
      }
      bare.close();
    }
    return rows;
  } finally {
    await server.stop();
  }
}

const makeSomebody = { Action: "CreateUser", UserName: "somebody" };
