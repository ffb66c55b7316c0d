import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { OperatorFault } from "@sallyport/platform";
import { lockDatabase } from "./server-lock.ts";

describe("the lock of a SQLite file", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sallyport-lock-"));
  });
  after(() => rm(folder, { recursive: true }));

  test("a second server is refused in one line, until the first has stopped", async () => {
    const file = join(folder, "a.db");
    const first = lockDatabase(file);
    assert.equal((await stat(`${file}.lock`)).mode & 0o777, 0o600);
    assert.throws(() => lockDatabase(file), {
      name: "OperatorFault",
      message: `Another Sallyport server is running on ${file}. Stop it first, or use PostgreSQL for several servers.`,
    });
    lockDatabase(join(folder, "b.db")).release();
    first.release();
    lockDatabase(file).release();
  });

  test("a server that was killed leaves no lock behind", async () => {
    const file = join(folder, "killed.db");
    const module = new URL("./server-lock.ts", import.meta.url).href;
    const program = `const { lockDatabase } = await import(${JSON.stringify(module)});
      lockDatabase(${JSON.stringify(file)}); console.log("locked"); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
      stdio: ["ignore", "pipe", "ignore"],
    });
    await once(child.stdout, "data");
    assert.throws(() => lockDatabase(file), /Another Sallyport server is running/);
    child.kill("SIGKILL");
    await once(child, "exit");
    lockDatabase(file).release();
  });

  test("a place that cannot be written says so", () => {
    assert.throws(
      () => lockDatabase("/proc/nowhere/a.db"),
      (error: Error) => {
        assert.ok(error instanceof OperatorFault);
        assert.match(error.message, /^The lock file \/proc\/nowhere\/a\.db\.lock cannot be used/);
        return true;
      },
    );
  });
});
