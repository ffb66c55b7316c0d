// The clients' process: so many connections, each with one request under way, from a list of ready-made requests. It sends
// bytes and looks for the end of each answer and no more, so that what is measured is the server.

import { connect } from "node:net";
import type { Load, LoadResult } from "./load.ts";

process.on("message", (load: Load) => {
  run(load).then(
    (result) => process.send?.(result),
    (error: unknown) => {
      process.stderr.write(`${error}\n`);
      process.exit(1);
    },
  );
});

async function run({ port, requests, connections }: Load): Promise<LoadResult> {
  const statuses: Record<string, number> = {};
  const milliseconds = new Float64Array(requests.length);
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(connections, requests.length) }, () =>
      inTurn(port, {
        take: () => {
          const index = next;
          next += 1;
          return { index, bytes: requests[index] };
        },
        done: (index, status, took) => {
          statuses[status] = (statuses[status] ?? 0) + 1;
          milliseconds[index] = took;
        },
      }),
    ),
  );
  return {
    seconds: (performance.now() - began) / 1000,
    statuses,
    milliseconds: [...milliseconds],
  };
}

interface Work {
  take(): { readonly index: number; readonly bytes: string | undefined };
  done(index: number, status: string, milliseconds: number): void;
}

/** One connection: sends the next request when the last one is answered. */
function inTurn(port: number, work: Work): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let answer = "";
    let current = -1;
    let sentAt = 0;
    let waiting = false;
    const sendNext = () => {
      const { index, bytes } = work.take();
      if (bytes === undefined) return socket.end();
      current = index;
      answer = "";
      sentAt = performance.now();
      waiting = true;
      return socket.write(bytes, "latin1");
    };
    socket.setEncoding("latin1");
    socket.on("connect", sendNext);
    socket.on("data", (chunk: string) => {
      answer += chunk;
      if (!isWhole(answer)) return;
      waiting = false;
      work.done(current, answer.slice(9, 12), performance.now() - sentAt);
      sendNext();
    });
    socket.on("error", reject);
    socket.on("close", () => {
      if (waiting) reject(new Error("a connection was cut"));
      else resolve();
    });
  });
}

function isWhole(answer: string): boolean {
  const head = answer.indexOf("\r\n\r\n");
  if (head === -1) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(answer.slice(0, head + 2));
  if (length !== null) return answer.length >= head + 4 + Number(length[1]);
  return answer.endsWith("\r\n0\r\n\r\n") || /^HTTP\/1\.1 [123]04/.test(answer);
}
