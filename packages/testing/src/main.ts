// The program behind `sallyport-testing`: one line about the server that it started, then an answer to each line it is given.
// It ends with `stop`, with the end of its input, or with a signal; whoever started it and died ends it too.

import { createInterface } from "node:readline";
import { parseArgs } from "node:util";
import { greeting, obey } from "./conversation.ts";
import { type Sallyport, startSallyport } from "./index.ts";

const help = `Usage: sallyport-testing [--listen 127.0.0.1:PORT] [--running-clock]

Starts a Sallyport for tests, in memory and on this machine only, and prints one line of JSON.
Then it obeys, a line at a time: advance SECONDS, code SERIAL, stop.
`;

process.umask(0o077); // whatever is made here is for its owner alone

const write = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

async function converse(sallyport: Sallyport): Promise<void> {
  const lines = createInterface({ input: process.stdin });
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => lines.close());
  process.stdout.on("error", () => lines.close()); // nobody listens any more
  write(greeting(sallyport));
  for await (const line of lines) {
    const reply = await obey(sallyport, line);
    if ("stopped" in reply) await sallyport.stop();
    write(reply);
    if ("stopped" in reply) break;
  }
  lines.close();
  process.stdin.destroy(); // a pipe that stays open keeps nothing alive
}

/** By name: their classes come with what must not be loaded on a Node that is too old. */
function isForOperator(error: unknown): error is Error {
  return error instanceof Error && /^(?:OperatorFault|WrongNode)$/.test(error.name);
}

try {
  const { values } = parseArgs({
    options: {
      listen: { type: "string" },
      "running-clock": { type: "boolean" },
      help: { type: "boolean" },
    },
  });
  if (values.help === true) process.stdout.write(help);
  else {
    const sallyport = await startSallyport({
      ...(values.listen !== undefined && { listen: values.listen }),
      clock: values["running-clock"] === true ? "running" : "still",
    });
    await converse(sallyport).finally(() => sallyport.stop());
  }
} catch (error) {
  const isUsage = error instanceof TypeError && "code" in error;
  if (!isUsage && !isForOperator(error)) throw error;
  process.stderr.write(`${error.message}\n${isUsage ? help : ""}`);
  process.exitCode = isUsage ? 2 : 1;
}
