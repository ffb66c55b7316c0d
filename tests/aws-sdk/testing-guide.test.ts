// The test kit's guide: both of its programs run as they are printed, in a project that is not ours.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { type Folder, makeFolder, repository } from "../support/sallyport.ts";
import { linkKit, printedBlocks, projectEnv } from "../support/testing-place.ts";

const run = promisify(execFile);
/** Debian's own Python has Debian's boto3. */
const python = existsSync("/usr/lib/python3/dist-packages/boto3") ? "/usr/bin/python3" : "python3";

let folder: Folder;
before(async () => {
  folder = await makeFolder();
  await linkKit(folder.path);
  // What that project has from a registry: the SDK.
  await mkdir(join(folder.path, "node_modules/@aws-sdk"), { recursive: true });
  for (const client of ["client-iam", "client-sts"]) {
    const name = join("node_modules/@aws-sdk", client);
    await symlink(join(repository, name), join(folder.path, name));
  }
});
after(() => folder?.remove());

async function runPrinted(language: string, program: string, file: string) {
  const [text] = await printedBlocks(language);
  assert.ok(text);
  const path = join(folder.path, file);
  await writeFile(path, text);
  return run(program, [path], { cwd: folder.path, env: projectEnv(folder.path), timeout: 60_000 });
}

test("the JavaScript of the guide ends with credentials that carry MFA", async () => {
  const { stdout, stderr } = await runPrinted("js", process.execPath, "example.mjs");
  assert.match(stdout, /^ASIA\w{16}\n$/);
  assert.equal(stderr, "");
});

test("so does its Python, through npx", async () => {
  // npm may have something to say of the machine's own settings: standard error is not ours here.
  const { stdout } = await runPrinted("python", python, "example.py");
  assert.match(stdout, /^ASIA\w{16}\n$/);
});

test("npx finds the program in a checkout that it is told", async () => {
  const running = run("npx", ["--prefix", repository, "sallyport-testing"], {
    cwd: folder.path,
    env: projectEnv(folder.path),
    timeout: 60_000,
  });
  running.child.stdin?.end("stop\n");
  const [first = "", second] = (await running).stdout.split("\n");
  assert.match((JSON.parse(first) as { endpoint: string }).endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(second, '{"stopped":true}');
});
