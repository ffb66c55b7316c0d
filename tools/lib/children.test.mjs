import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { test } from "node:test";

const [children, lanes] = ["children", "lanes"].map((name) => import.meta.resolve(`./${name}.mjs`));

/** Three jobs in two lanes; each tells its process id and would run for ever. */
const program = `
import { endWith, interrupted, run, watchSignals } from ${JSON.stringify(children)};
import { inLanes } from ${JSON.stringify(lanes)};
watchSignals();
const job = "process.stderr.write(process.pid + '\\\\n'); setInterval(() => {}, 1000);";
await inLanes([1, 2, 3], { lanes: 2, halted: interrupted }, () =>
  run(process.execPath, ["--eval", job], { output: "aside" }),
);
endWith(0);`;

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test("a signal ends what runs in every lane, begins nothing more, and is passed on", async () => {
  const started = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "ignore", "pipe"],
  });
  const ended = once(started, "close");
  let told = "";
  const pids = () => told.trim().split("\n").map(Number);
  await new Promise((resolve) => {
    started.stderr.setEncoding("utf8").on("data", (chunk) => {
      told += chunk;
      if (told.endsWith("\n") && pids().length === 2) resolve(undefined);
    });
    started.once("close", resolve);
  });
  assert.deepEqual(pids().map(isAlive), [true, true], told);
  started.kill("SIGTERM");
  assert.deepEqual(await ended, [null, "SIGTERM"], told);
  assert.deepEqual(pids().map(isAlive), [false, false], told);
});
