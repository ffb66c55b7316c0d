// A start that cannot go well says why in one line, ends with a code, and leaves nothing half started: the port is free again,
// and nobody waits for long.

import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { chmod, cp, mkdir, open, readdir, rm, stat, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, test } from "node:test";
import { sqliteIn } from "../support/databases.ts";
import { patienceMs } from "../support/patience.ts";
import { makeAccount, signInRoot } from "../support/people.ts";
import { testPostgresUrl } from "../support/postgres.ts";
import {
  type Ended,
  type Folder,
  freePort,
  makeFolder,
  runSallyport,
  type Settings,
  startSallyport,
} from "../support/sallyport.ts";

interface BadStart {
  readonly what: string;
  /** Makes the fault; what it answers is set besides. */
  readonly make: (place: Place) => Promise<Settings | undefined>;
  readonly says: RegExp;
  /** 2: what was asked for cannot be; 1: what is there does not allow it. */
  readonly code: 1 | 2;
  readonly args?: readonly string[];
}

interface Place {
  readonly dataDirectory: string;
  readonly keyFile: string;
  readonly databaseFile: string;
  readonly settings: Settings;
  /** Puts data and key there that have an account in them. */
  fill(): Promise<void>;
}

const badStarts: readonly BadStart[] = [
  {
    what: "a database file that is no database",
    make: async ({ dataDirectory, databaseFile }) => {
      await mkdir(dataDirectory);
      await writeFile(
        databaseFile,
        "This is not a database, and it is long enough to be one.".repeat(100),
      );
      return undefined;
    },
    says: /sallyport\.db is damaged or is no Sallyport database: restore it from a back-up/,
    code: 1,
  },
  {
    what: "a database file with a page overwritten",
    make: async ({ fill, databaseFile }) => {
      await fill();
      await overwrite(databaseFile, 0, randomBytes(4096));
      return undefined;
    },
    says: /sallyport\.db is damaged or is no Sallyport database/,
    code: 1,
  },
  {
    what: "a database file whose tables are garbage",
    make: async ({ fill, databaseFile }) => {
      await fill();
      const { size } = await stat(databaseFile);
      await overwrite(databaseFile, 200, randomBytes(size - 200)); // all but the header
      return undefined;
    },
    says: /sallyport\.db is damaged or is no Sallyport database/,
    code: 1,
  },
  {
    what: "a database of a newer version",
    make: async ({ fill, databaseFile }) => {
      await fill();
      change(databaseFile, "update meta set value = '999' where name = 'schema'");
      return undefined;
    },
    says: /was written by a newer Sallyport \(schema 999; this one knows \d+\): start that version/,
    code: 1,
  },
  {
    what: "a database that was emptied beside its data directory (security rule 24)",
    make: async ({ fill, databaseFile }) => {
      await fill();
      for (const end of ["", "-wal", "-shm"]) await rm(`${databaseFile}${end}`, { force: true });
      return undefined;
    },
    says: /There was an account in .*, but the database is empty\..*--new/,
    code: 1,
  },
  {
    what: "a key file that others may read",
    make: async ({ fill, keyFile }) => {
      await fill();
      await chmod(keyFile, 0o644);
      return undefined;
    },
    says: /key can be read by others than its owner\. Run: chmod 600/,
    code: 1,
  },
  {
    what: "a key file that cannot be read",
    make: async ({ fill, keyFile }) => {
      await fill();
      await rm(keyFile);
      await mkdir(keyFile); // root may read any file, but nobody reads a folder
      return undefined;
    },
    says: /The master key file .* (?:is not a file|cannot be read)/,
    code: 1,
  },
  {
    what: "a key file that is gone",
    make: async ({ fill, keyFile }) => {
      await fill();
      await rm(keyFile);
      return undefined;
    },
    says: /The master key file .* is missing, and this database was sealed with it\. Put it back/,
    code: 1,
  },
  {
    what: "a key file with something else in it",
    make: async ({ keyFile }) => {
      await writeFile(keyFile, "changeit\n", { mode: 0o600 });
      return undefined;
    },
    says: /The master key file .* does not hold 32 bytes in base64/,
    code: 1,
  },
  {
    what: "another database's key",
    make: async ({ fill, keyFile }) => {
      await fill();
      await writeFile(keyFile, `${randomBytes(32).toString("base64")}\n`, { mode: 0o600 });
      return undefined;
    },
    says: /key/i,
    code: 1,
  },
  {
    what: "a key command that fails",
    make: async () => ({ SALLYPORT_MASTER_KEY_COMMAND: "sh -c 'echo s3cret; exit 3'" }),
    says: /SALLYPORT_MASTER_KEY_COMMAND failed: it ended with code 3/,
    code: 1,
  },
  {
    what: "a data directory that is a file",
    make: async ({ dataDirectory }) => {
      await writeFile(dataDirectory, "");
      return undefined;
    },
    says: /The data directory .* (?:is not a directory|cannot be used)/,
    code: 1,
  },
  {
    what: "an unknown setting",
    make: async () => ({ SALLYPORT_LISTEM: "127.0.0.1:1" }),
    says: /SALLYPORT_LISTEM is not a setting of Sallyport; did you mean SALLYPORT_LISTEN\?/,
    code: 2,
  },
  {
    what: "a setting that is wrong",
    make: async () => ({ SALLYPORT_TOTP_WINDOW: "9" }),
    says: /SALLYPORT_TOTP_WINDOW must be 0, 1 or 2/,
    code: 2,
  },
  {
    what: "a public URL in the clear",
    make: async () => ({ SALLYPORT_PUBLIC_URL: "http://iam.example.com" }),
    says: /SALLYPORT_PUBLIC_URL must begin with https:\/\//,
    code: 2,
  },
  {
    what: "an option that there is not",
    make: async () => undefined,
    args: ["--newest"],
    says: /Unknown option '--newest'/,
    code: 2,
  },
  {
    what: "a PostgreSQL that is not there",
    make: async () => ({
      SALLYPORT_DATABASE: `postgres://me:s3cret@127.0.0.1:${await freePort()}/db`,
    }),
    says: /PostgreSQL cannot be reached/,
    code: 1,
  },
  {
    what: "a PostgreSQL that does not let us in",
    make: async () => {
      const url = new URL(testPostgresUrl());
      url.password = "s3cret";
      return { SALLYPORT_DATABASE: url.href };
    },
    says: /PostgreSQL refused the connection/,
    code: 1,
  },
];

describe("a start with", () => {
  let folder: Folder;
  before(async () => {
    folder = await makeFolder();
    await makeAccount(folder.settings("model"));
  });
  after(() => folder?.remove());

  for (const [index, bad] of badStarts.entries()) {
    test(`${bad.what} says so and ends with ${bad.code}`, async () => {
      const place = placeIn(folder, `data-${index}`);
      const port = await freePort();
      const more = await bad.make(place);
      const settings = { ...place.settings, SALLYPORT_LISTEN: `127.0.0.1:${port}`, ...more };
      await endsInOneLine(runSallyport(["start", ...(bad.args ?? [])], { settings }), bad);
      assert.equal(await isTaken(port), false, "the port is still taken");
    });
  }

  test("a port in use says so, and makes nothing", async () => {
    const place = placeIn(folder, "port-in-use");
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const address = other.address();
    const port = typeof address === "object" && address !== null ? address.port : 0;
    const settings = { ...place.settings, SALLYPORT_LISTEN: `127.0.0.1:${port}` };
    await endsInOneLine(runSallyport(["start"], { settings }), {
      says: new RegExp(`127\\.0\\.0\\.1:${port} is in use by another program`),
      code: 1,
    });
    other.close();
    assert.ok(!(await readdir(folder.path)).some((name) => name.startsWith("port-in-use")));
  });

  test("a data directory that another server has says so, and harms that one nothing", async () => {
    const { settings } = placeIn(folder, "shared");
    const first = await startSallyport(settings);
    try {
      const second = { ...settings, SALLYPORT_LISTEN: `127.0.0.1:${await freePort()}` };
      await endsInOneLine(runSallyport(["start"], { settings: second }), {
        says: /Another Sallyport server is running on/,
        code: 1,
      });
      await makeAccount(settings);
      (await signInRoot(first.origin)).close();
    } finally {
      await first.stop("SIGKILL");
    }
  });

  test("an emptied database begins anew when it is told to", async () => {
    const place = placeIn(folder, "anew");
    await place.fill();
    await rm(place.databaseFile);
    const server = await startSallyport(place.settings, { args: ["--new"] });
    assert.match(server.output.stderr, /Make the first account at/);
    assert.equal((await server.stop()).code, 0);
  });
});

async function endsInOneLine(
  run: Promise<Ended>,
  expected: Pick<BadStart, "says" | "code">,
): Promise<void> {
  const began = performance.now();
  const { code, signal, stdout, stderr } = await run;
  assert.match(stderr, expected.says);
  assert.deepEqual({ code, signal }, { code: expected.code, signal: null });
  assert.match(stderr, /^sallyport: [^\n]+\n$/, "one line, and nothing else");
  assert.doesNotMatch(stderr, /s3cret/);
  assert.equal(stdout, "");
  assert.ok(performance.now() - began < patienceMs, "it took too long to say so");
}

function placeIn(folder: Folder, name: string): Place {
  const { settings } = sqliteIn(folder, name);
  const dataDirectory = join(folder.path, name);
  return {
    dataDirectory,
    keyFile: `${dataDirectory}.key`,
    databaseFile: join(dataDirectory, "sallyport.db"),
    settings,
    async fill() {
      await cp(join(folder.path, "model"), dataDirectory, { recursive: true });
      await cp(join(folder.path, "model.key"), `${dataDirectory}.key`);
    },
  };
}

async function overwrite(file: string, from: number, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, "r+");
  await handle.write(bytes, 0, bytes.length, from);
  await handle.close();
}

function change(file: string, sql: string): void {
  const database = new DatabaseSync(file);
  database.exec(sql);
  database.close();
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
    socket.once("connect", () => socket.destroy());
  });
}
