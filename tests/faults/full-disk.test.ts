// A disk that runs full: what cannot be kept is refused, what was acknowledged stays, and room makes the server work again.
// The disk is a few megabytes of memory where the system lets us mount some, else a limit on how large a file may grow.

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { after, before, describe, test } from "node:test";
import { type Client, send } from "../support/client.ts";
import { makeAccount, signInRoot } from "../support/people.ts";
import {
  type Folder,
  makeFolder,
  runSallyport,
  type Sallyport,
  startSallyport,
} from "../support/sallyport.ts";

const mebibyte = 1024 * 1024;
const mayMount = spawnSync("unshare", ["--mount", "--map-root-user", "true"]).status === 0;

/** A shell line that runs the command with a small disk at `disk`, which has what is in `model` and one mebibyte of ballast. */
const onSmallDisk = (disk: string, model: string) =>
  `exec unshare --mount --map-root-user sh -c '
    mount -t tmpfs -o size=${4 * mebibyte},mode=700 none "${disk}" && cp -R "${model}/." "${disk}" &&
    head -c ${mebibyte} /dev/zero >"${disk}/ballast" && exec "$@"' sh "$@"`;

/** A shell line that runs the command with files that grow no further than this (the shell counts in blocks of 512). */
const withSmallFiles = (bytes: number) => `ulimit -f ${Math.ceil(bytes / 512)}; exec "$@"`;

/** A user of some ten kilobytes. */
const tags = Array.from({ length: 40 }, (_, index) => ({
  key: `${index}-${"k".repeat(100)}`,
  value: "v".repeat(200),
}));

describe("a disk that runs full", () => {
  let folder: Folder;
  before(async () => {
    folder = await makeFolder();
  });
  after(() => folder?.remove());

  test("at the first start says so in one line, and leaves nothing that a second one trips over", async () => {
    const settings = folder.settings("no-room");
    const through = withSmallFiles(16 * 1024);
    const { code, stderr } = await runSallyport(["start"], { settings, through });
    assert.equal(code, 1);
    assert.match(stderr, /^sallyport: The disk that holds [^\n]+\n$/);
    const server = await startSallyport(settings);
    assert.equal((await server.stop()).code, 0);
  });

  test("while the server runs loses nothing that was acknowledged, and room makes it work again", async () => {
    const settings = folder.settings("full");
    await makeAccount(settings);
    const data = join(folder.path, "full");
    const model = join(folder.path, "model");
    const through = mayMount ? onSmallDisk(data, model) : withSmallFiles(4 * mebibyte);
    if (mayMount) {
      await mkdir(model);
      spawnSync("cp", ["-R", `${data}/.`, model]);
    }
    const server = await startSallyport(settings, { through });
    try {
      const root = await signInRoot(server.origin);
      const made = await addUsersUntilRefused(root);
      assert.ok(made.length > 10, `only ${made.length} users found room`);

      assert.equal((await send(`${server.origin}/signin`)).status, 200);
      assert.deepEqual(await listUsers(root), made);
      if (mayMount) {
        await rm(inside(server, join(data, "ballast")));
        await root.succeed("CreateUser", { userName: "room-again", tags });
        assert.deepEqual(await listUsers(root), [...made, "room-again"].sort());
      }
      root.close();
      checkIntegrity(inside(server, join(data, "sallyport.db")));
    } finally {
      await server.stop("SIGKILL");
    }
  });
});

/** A path as that process sees it. */
function inside(server: Sallyport, path: string): string {
  return mayMount ? `/proc/${server.process.pid}/root${path}` : path;
}

async function addUsersUntilRefused(root: Client): Promise<readonly string[]> {
  const made: string[] = [];
  for (let index = 0; index < 1000; index += 1) {
    const userName = `user-${String(index).padStart(4, "0")}`;
    const answer = await root.call("CreateUser", { userName, tags });
    if (answer.status !== 200) {
      assert.ok(answer.status >= 500, answer.text);
      assert.doesNotMatch(answer.text, /sallyport\.db|SQLITE|\bat /);
      return made;
    }
    made.push(userName);
  }
  throw new Error("the disk did not run full");
}

async function listUsers(root: Client): Promise<readonly string[]> {
  const { users } = await root.succeed<{ users: readonly { userName: string }[] }>("ListUsers", {
    maxItems: 1000,
  });
  return users.map(({ userName }) => userName);
}

function checkIntegrity(file: string): void {
  const database = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  const rows = database.prepare("pragma integrity_check").all();
  database.close();
  assert.deepEqual(
    rows.map((row) => row["integrity_check"]),
    ["ok"],
  );
}
