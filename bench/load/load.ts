// Load from another process than the one that is measured.

import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";

export interface Load {
  readonly port: number;
  /** Whole requests, head and body, as they go over the socket. */
  readonly requests: readonly string[];
  readonly connections: number;
}

export interface LoadResult {
  readonly seconds: number;
  /** How many answers of each status. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Of each request, in the order of the list. */
  readonly milliseconds: readonly number[];
}

export interface Clients {
  /** Sends all of them and answers when the last is answered; throws unless every status is the one expected. */
  send(load: Load, expectedStatus: number): Promise<LoadResult>;
  close(): void;
}

export function startClients(): Clients {
  const child = forkQuiet("./client.ts");
  return {
    async send(load, expectedStatus) {
      const answered = firstMessage<LoadResult>(child);
      child.send(load);
      const result = await answered;
      const others = Object.keys(result.statuses).filter((each) => each !== String(expectedStatus));
      if (others.length > 0) {
        throw new Error(
          `not every answer was ${expectedStatus}: ${JSON.stringify(result.statuses)}`,
        );
      }
      return result;
    },
    close: () => child.kill(),
  };
}

/** What a bare server answers, and which password it hashes first. */
export interface BareAnswer {
  readonly status: number;
  /** Names and values by turns. */
  readonly headers: readonly string[];
  readonly body: string;
  /** Hashed once and verified before every answer, as one sign-in does. */
  readonly hashes?: string;
}

export interface BareServer {
  readonly port: number;
  readonly pid: number;
  close(): void;
}

/** A server of nothing but `node:http`, in a process of its own: it reads each request to its end and answers these bytes. */
export async function startBareServer(answer: BareAnswer): Promise<BareServer> {
  const child = forkQuiet("./bare-server.ts");
  const listening = firstMessage<number>(child);
  child.send(answer);
  const port = await listening;
  return { port, pid: child.pid ?? 0, close: () => child.kill() };
}

/** What the process says next; it may also end without a word. */
function firstMessage<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error("a process of the benchmark ended early"));
    child.once("exit", gone);
    child.once("message", (message) => {
      child.off("exit", gone);
      resolve(message as Message);
    });
  });
}

function forkQuiet(file: string): ChildProcess {
  return fork(fileURLToPath(new URL(file, import.meta.url)), {
    execArgv: ["--disable-warning=ExperimentalWarning"],
    serialization: "advanced",
  });
}

export interface RequestParts {
  readonly method: string;
  readonly path: string;
  readonly host: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** A request as it goes over the socket. */
export function requestBytes({ method, path, host, headers, body = "" }: RequestParts): string {
  const all = {
    host,
    ...headers,
    ...(method === "GET" ? {} : { "content-length": String(Buffer.byteLength(body)) }),
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`;
}
