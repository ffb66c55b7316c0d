// A host that only serves files, as anybody may put the authenticator on one. It remembers what it was asked for, its clock can
// be wrong, and it can come up with another version of the app.

import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";

const mediaTypes: Readonly<Record<string, string>> = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".webmanifest": "application/manifest+json",
};

export interface StaticHost {
  readonly origin: string;
  /** Every request that arrived, as `GET /path`. */
  readonly asked: readonly string[];
  /** How far its clock is ahead of this machine's. */
  setClock(aheadMs: number): void;
  /** Changes a file from now on. */
  rewrite(name: string, change: (text: string) => string): void;
  stop(): Promise<void>;
}

export async function serveFolder(folder: string, hostName = "localhost"): Promise<StaticHost> {
  const asked: string[] = [];
  const changes = new Map<string, (text: string) => string>();
  let aheadMs = 0;
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    asked.push(`${request.method} ${pathname}`);
    const name = pathname === "/" ? "index.html" : pathname.slice(1);
    response.setHeader("date", new Date(Date.now() + aheadMs).toUTCString());
    try {
      const bytes = readFileSync(join(folder, name));
      const change = changes.get(name);
      response.setHeader("content-type", mediaTypes[extname(name)] ?? "application/octet-stream");
      response.setHeader("cache-control", "no-cache");
      response.end(change === undefined ? bytes : change(bytes.toString("utf8")));
    } catch {
      response.writeHead(404).end();
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  return {
    origin: `http://${hostName}:${port}`,
    asked,
    setClock: (ms) => {
      aheadMs = ms;
    },
    rewrite: (name, change) => changes.set(name, change),
    async stop() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
