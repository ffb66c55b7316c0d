import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { send } from "../../tests/support/client.ts";
import { sqliteIn } from "../../tests/support/databases.ts";
import { makeAccount } from "../../tests/support/people.ts";
import {
  type Folder,
  freePort,
  type Started,
  spawnSallyport,
  watch,
} from "../../tests/support/sallyport.ts";
import { median, type Row } from "../figures.ts";

const rounds = 5;
const idleMs = 1500;

const bareServer = `
const [port] = process.argv.slice(1).map(Number);
require("node:http").createServer((request, response) => response.end("here")).listen(port, "127.0.0.1");
`;

/** From the start of the process to the first page that it answers, and the memory it has when it then does nothing. */
export async function startUp(folder: Folder): Promise<readonly Row[]> {
  const { settings } = sqliteIn(folder, "start-up");
  await makeAccount(settings);
  const ours: Measured[] = [];
  const bare: Measured[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const port = await freePort();
    const listen = { ...settings, SALLYPORT_LISTEN: `127.0.0.1:${port}` };
    ours.push(await measure(port, () => spawnSallyport(["start"], { settings: listen })));
    bare.push(
      await measure(port, () =>
        watch(spawn(process.execPath, ["-e", bareServer, String(port)], { stdio: "pipe" })),
      ),
    );
  }
  const started = median(ours.map(({ milliseconds }) => milliseconds));
  const limit = median(bare.map(({ milliseconds }) => milliseconds));
  const memory = median(ours.map(({ megabytes }) => megabytes));
  const bareMemory = median(bare.map(({ megabytes }) => megabytes));
  return [
    {
      work: "start to the first page answered, files in the disk cache",
      ours: `${Math.round(started)} ms`,
      against: `bare \`node:http\`: ${Math.round(limit)} ms`,
      ratio: (started / limit).toFixed(1),
      target: "< 1000 ms",
      met: started < 1000,
    },
    {
      work: "resident memory, idle after the first page",
      ours: `${Math.round(memory)} MB`,
      against: `bare \`node:http\`: ${Math.round(bareMemory)} MB`,
      ratio: (memory / bareMemory).toFixed(1),
      target: "< 150 MB",
      met: memory < 150,
    },
  ];
}

interface Measured {
  readonly milliseconds: number;
  readonly megabytes: number;
}

async function measure(port: number, start: () => Started): Promise<Measured> {
  const began = performance.now();
  const started = start();
  await untilAnswered(`http://localhost:${port}/signin`);
  const milliseconds = performance.now() - began;
  await sleep(idleMs);
  const megabytes = await residentMegabytes(started.process.pid ?? 0);
  started.process.kill("SIGTERM");
  await Promise.race([started.ended, once(started.process, "exit")]);
  return { milliseconds, megabytes };
}

async function untilAnswered(url: string): Promise<void> {
  for (;;) {
    const status = await send(url).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return;
    await sleep(2);
  }
}

async function residentMegabytes(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
