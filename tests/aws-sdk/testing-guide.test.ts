// The test kit's guide: both of its programs run as they are printed, in a project that is not ours.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { type Folder, makeFolder, repository } from "../support/sallyport.ts";
import { linkKit, linkSdk, projectEnv, runPrinted } from "../support/testing-place.ts";

const run = promisify(execFile);

let folder: Folder;
before(async () => {
  folder = await makeFolder();
  await linkKit(folder.path);
  await linkSdk(folder.path);
});
after(() => folder?.remove());

test("the JavaScript of the guide ends with credentials that carry MFA", async () => {
  const { stdout, stderr } = await runPrinted("js", folder.path);
  assert.match(stdout, /^ASIA\w{16}\n$/);
  assert.equal(stderr, "");
});

test("so does its Python, through npx", async () => {
  // npm may have something to say of the machine's own settings: standard error is not ours here.
  const { stdout } = await runPrinted("python", folder.path);
  assert.match(stdout, /^ASIA\w{16}\n$/);
});

test("npx finds the program in a checkout that it is told", async () => {
  const running = run("npx", ["--prefix", repository, "sallyport-testing"], {
    cwd: folder.path,
    env: projectEnv(folder.path),
  });
  running.child.stdin?.end("stop\n");
  const [first = "", second] = (await running).stdout.split("\n");
  assert.match((JSON.parse(first) as { endpoint: string }).endpoint, /^http:\/\/127\.0\.0\.1:\d+$/);
  assert.equal(second, '{"stopped":true}');
});
