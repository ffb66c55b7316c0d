// SIGTERM: what is under way is answered, nothing new is taken, and the process ends by itself with 0.

import assert from "node:assert/strict";
import { once } from "node:events";
import { access } from "node:fs/promises";
import { Agent, request as httpRequest, type IncomingMessage } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { after, afterEach, before, beforeEach, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { type Client, ownPage, send } from "../support/client.ts";
import { sqliteIn, type TestDatabase } from "../support/databases.ts";
import { makeAccount, signInRoot } from "../support/people.ts";
import { type Folder, makeFolder, type Sallyport, startSallyport } from "../support/sallyport.ts";

describe("a server that is asked to stop", () => {
  let folder: Folder;
  let database: TestDatabase;
  let server: Sallyport;
  let root: Client;

  before(async () => {
    folder = await makeFolder();
    database = sqliteIn(folder);
    await makeAccount(database.settings);
  });
  beforeEach(async () => {
    server = await startSallyport(database.settings);
    root = await signInRoot(server.origin);
  });
  afterEach(async () => {
    root?.close();
    await server?.stop("SIGKILL");
  });
  after(() => folder?.remove());

  /** Sends the head of a call, and resolves when the server is waiting for its body. */
  async function beginCall(operation: string, input: unknown) {
    const body = JSON.stringify(input);
    const outgoing = httpRequest(`${server.origin}/api/${operation}`, {
      method: "POST",
      agent: new Agent(),
      headers: {
        ...ownPage(server.origin),
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "x-sallyport-csrf": "1",
        cookie: root.cookieHeader,
        expect: "100-continue",
      },
    });
    const answered = once(outgoing, "response") as Promise<[IncomingMessage]>;
    answered.catch(() => undefined);
    outgoing.flushHeaders();
    await once(outgoing, "continue");
    return {
      async finish() {
        outgoing.end(body);
        const [incoming] = await answered;
        incoming.resume();
        return { status: incoming.statusCode, connection: incoming.headers.connection };
      },
    };
  }

  test("ends also when nobody reads its log any more", async () => {
    await fetch(`${server.origin}/signin`); // a line of the log waits to be written
    server.process.stdout?.destroy();
    server.process.stderr?.destroy();
    server.process.kill("SIGTERM");
    const [code, signal] = await once(server.process, "exit");
    assert.deepEqual([code, signal], [0, null]);
  });

  test("answers the request under way, keeps what it changed, and ends with 0", async () => {
    const call = await beginCall("CreateUser", { userName: "last-minute" });
    server.process.kill("SIGTERM");
    await untilRefused(server.origin);
    assert.deepEqual(await call.finish(), { status: 200, connection: "close" });
    const { code, signal } = await server.ended;
    assert.deepEqual({ code, signal }, { code: 0, signal: null });
    const users = await database.query("select name from people where kind = 'user'");
    assert.deepEqual(
      users.map(({ name }) => name),
      ["last-minute"],
    );
    assert.doesNotMatch(server.output.stdout, /"level":"error"/);
  });

  test("does not wait for whoever keeps a connection open and asks nothing", async () => {
    const agent = new Agent({ keepAlive: true });
    assert.equal((await send(`${server.origin}/signin`, { agent })).status, 200);
    const { hostname, port } = new URL(server.origin);
    const silent = connect(Number(port), hostname);
    await once(silent, "connect");
    const began = performance.now();
    const { code } = await server.stop();
    assert.equal(code, 0);
    assert.ok(performance.now() - began < 9_000, "it waited for somebody who asks nothing");
    agent.destroy();
    silent.destroy();
  });

  test("leaves nothing behind but its data: the next one starts at once, sessions and all", async () => {
    assert.equal((await server.stop("SIGTERM")).code, 0);
    await assert.rejects(access(join(folder.path, "data", "server-url")));
    server = await startSallyport(database.settings);
    root.origin = server.origin;
    await root.succeed("GetAccountSummary", {});
  });

  test("ends at once when it is asked a second time", async () => {
    const call = await beginCall("CreateUser", { userName: "too-late" });
    server.process.kill("SIGTERM");
    await untilRefused(server.origin);
    server.process.kill("SIGTERM");
    assert.equal((await server.ended).code, 1);
    await assert.rejects(call.finish());
  });
});

/** Until the server takes no connection any more. */
async function untilRefused(origin: string): Promise<void> {
  for (;;) {
    const taken = await send(`${origin}/healthz`).then(
      () => true,
      () => false,
    );
    if (!taken) return;
    await sleep(20);
  }
}
