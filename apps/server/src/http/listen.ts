// The socket and its manners: limits against slow and endless requests, one line where the port is taken, an orderly close.

import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo, Socket } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { isErrno, OperatorFault } from "@sallyport/platform";

export interface Listen {
  readonly host: string;
  /** 0: any free one. */
  readonly port: number;
}

/** Answers a request that came over this socket. */
export type Answer = (request: Request, incoming: IncomingMessage) => Promise<Response>;

export interface HttpServer {
  /** The port it listens on, also where any free one was asked for. */
  readonly port: number;
  /** Finishes what is under way, for at most `graceMs`, and takes nothing new. */
  close(graceMs?: number): Promise<void>;
}

const limits = {
  /** All request headers together. */
  maxHeaderSize: 16 * 1024,
  /** From the first byte to the last header: nobody holds a socket by typing slowly. */
  headersTimeout: 10_000,
  /** From the first byte to the last of the body. */
  requestTimeout: 30_000,
  keepAliveTimeout: 60_000,
  /** How often the two above are looked at. */
  connectionsCheckingInterval: 2_000,
  /** A request without `Host` is answered 400. */
  requireHostHeader: true,
} as const;

const patienceMs = 10_000;

/** Listens, or throws an `OperatorFault` that says in one line why it cannot. */
export async function listen({ host, port }: Listen, answer: Answer): Promise<HttpServer> {
  let closing = false;
  const listener = getRequestListener(
    (request, { incoming }) => answer(request, incoming as IncomingMessage),
    {
      // Answers of text go out in one write: a standard Response would make a stream of each.
      overrideGlobalObjects: true,
      errorHandler: () => new Response("This request cannot be understood.\n", { status: 400 }),
    },
  );
  const server = createServer(limits, (incoming: IncomingMessage, outgoing: ServerResponse) => {
    if (closing) outgoing.setHeader("connection", "close");
    underWay.add(incoming.socket);
    outgoing.once("close", () => underWay.delete(incoming.socket));
    return listener(incoming, outgoing);
  });
  const open = new Set<Socket>();
  const underWay = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
  await bind(server, { host, port });
  return {
    port: (server.address() as AddressInfo).port,
    close: (graceMs = patienceMs) => {
      closing = true;
      const closed = closeServer(server, graceMs);
      // Node spares a connection that has not asked anything yet, as browsers open them to be ready.
      for (const socket of open) if (!underWay.has(socket)) socket.destroy();
      return closed;
    },
  };
}

function bind(server: Server, { host, port }: Listen): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = (error: Error) => reject(bindFault(error, { host, port }));
    server.once("error", refuse);
    server.listen({ host, port }, () => {
      server.off("error", refuse);
      resolve();
    });
  });
}

const bindFaults: Readonly<Record<string, (place: string) => string>> = {
  EADDRINUSE: (place) =>
    `${place} is in use by another program: stop it, or set SALLYPORT_LISTEN to another port.`,
  EACCES: (place) =>
    `${place} may not be listened on by this user: set SALLYPORT_LISTEN to a port from 1024 up.`,
  EADDRNOTAVAIL: (place) =>
    `${place} is no address of this machine: set SALLYPORT_LISTEN to one that is.`,
  ENOTFOUND: (place) => `${place} names no address: set SALLYPORT_LISTEN to one.`,
};

function bindFault(error: Error, { host, port }: Listen): Error {
  const found = Object.keys(bindFaults).find((code) => isErrno(error, code));
  const words = found === undefined ? undefined : bindFaults[found];
  const place = `${host.includes(":") ? `[${host}]` : host}:${port}`;
  return words === undefined ? error : new OperatorFault(words(place), { cause: error });
}

function closeServer(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
  });
}
