// Ctrl-C while the tests run: a server that was started for a test is not left behind, holding its port and its folder.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { after, before, test } from "node:test";
import { until } from "../support/patience.ts";
import { type Folder, makeFolder } from "../support/sallyport.ts";

let folder: Folder;
before(async () => {
  folder = await makeFolder();
});
after(() => folder?.remove());

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  test(`${signal} to a test's process ends the server that it started`, async () => {
    const settings = JSON.stringify(folder.settings(signal));
    const program = `
import { startSallyport } from ${JSON.stringify(import.meta.resolve("../support/sallyport.ts"))};
const server = await startSallyport(${settings});
console.log(server.process.pid);`;
    const args = ["--disable-warning=ExperimentalWarning", "--input-type=module", "--eval"];
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const tester = spawn(process.execPath, [...args, program], {
      env,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const ended = once(tester, "exit");
    const [told] = await once(tester.stdout, "data");
    const server = Number(told);
    assert.ok(isAlive(server), `${told}`);
    tester.kill(signal);
    assert.equal((await ended)[0], signal === "SIGINT" ? 130 : 143);
    await until("the server's end", async () => !isAlive(server) || undefined);
  });
}
