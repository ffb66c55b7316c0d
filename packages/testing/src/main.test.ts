import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const main = fileURLToPath(new URL("./main.ts", import.meta.url));

function start(args: readonly string[] = []) {
  const quiet = "--disable-warning=ExperimentalWarning";
  const child = spawn(process.execPath, [quiet, main, ...args], { timeout: 30_000 });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const ended = once(child, "exit").then(([code]) => code as number | null);
  const read = async () => {
    const { value } = (await lines.next()) as { value?: string };
    return JSON.parse(value ?? "null") as Readonly<Record<string, string>>;
  };
  return {
    child,
    ended,
    read,
    ask(line: string) {
      child.stdin.write(`${line}\n`);
      return read();
    },
  };
}

test("a line about the server, then an answer to every line", async () => {
  const kit = start();
  const told = await kit.read();
  assert.match(told["endpoint"] ?? "", /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.match(told["consoleUrl"] ?? "", /^http:\/\/localhost:\d+\/signin\/\d{12}$/);
  assert.match(told["accountId"] ?? "", /^\d{12}$/);
  assert.match(told["accessKeyId"] ?? "", /^AKIA/);
  assert.equal(told["secretAccessKey"]?.length, 40);

  const at = Date.parse((await kit.ask("advance 0"))["now"] ?? "");
  const bad = ["", "advance", "advance -30", "advance 1e3", "advance 9 9", "code", "code me", "go"];
  for (const line of bad) assert.deepEqual(Object.keys(await kit.ask(line)), ["error"], line);
  assert.equal(Date.parse((await kit.ask("advance 30"))["now"] ?? ""), at + 30_000);
  assert.deepEqual(await kit.ask("stop"), { stopped: true });
  assert.equal(await kit.ended, 0);
});

test("the end of its input ends it", async () => {
  const kit = start(["--running-clock"]);
  await kit.read();
  kit.child.stdin.end();
  assert.equal(await kit.ended, 0);
});

test("a signal ends it in order", async () => {
  const kit = start();
  await kit.read();
  kit.child.kill("SIGTERM");
  assert.equal(await kit.ended, 0);
});

for (const [args, code] of [
  [["--listen", "0.0.0.0:0"], 1],
  [["--clock", "2030"], 2],
] as const) {
  test(`${args.join(" ")} is refused`, async () => {
    const kit = start(args);
    assert.equal(await kit.read(), null);
    assert.equal(await kit.ended, code);
  });
}
