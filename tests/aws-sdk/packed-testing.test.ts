// The test kit as a file: packed here, installed by npm in an empty project, and used there by plain Node, npx and an editor.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { type Folder, makeFolder, repository } from "../support/sallyport.ts";
import {
  installKit,
  linkSdk,
  printedBlocks,
  projectEnv,
  runPrinted,
} from "../support/testing-place.ts";

const run = promisify(execFile);

let folder: Folder;
before(async () => {
  folder = await makeFolder();
  await writeFile(
    join(folder.path, "package.json"),
    JSON.stringify({ name: "elsewhere", private: true, type: "module" }),
  );
  await installKit(folder.path);
  await linkSdk(folder.path);
});
after(() => folder?.remove());

const kit = () => join(folder.path, "node_modules/@sallyport/testing");

/** A program of that project, in plain Node. */
async function inProject(file: string, program: string, env: NodeJS.ProcessEnv = {}) {
  await writeFile(join(folder.path, file), program);
  return run(process.execPath, [file], {
    cwd: folder.path,
    env: { ...projectEnv(folder.path), ...env },
  });
}

test("the JavaScript of the guide ends with credentials that carry MFA", async () => {
  const { stdout, stderr } = await runPrinted("js", folder.path);
  assert.match(stdout, /^ASIA\w{16}\n$/);
  assert.equal(stderr, "");
});

test("so does its Python, through npx", async () => {
  const { stdout } = await runPrinted("python", folder.path);
  assert.match(stdout, /^ASIA\w{16}\n$/);
});

test("a project of CommonJS gets it by require, with the console", async () => {
  const { stdout } = await inProject(
    "required.cjs",
    `const { startSallyport } = require("@sallyport/testing");
    startSallyport().then(async ({ consoleUrl, stop }) => {
      const script = /"(\\/console\\/assets\\/[^"]+\\.js)"/.exec(process.env.INDEX)[1];
      for (const address of [consoleUrl, new URL(script, consoleUrl)]) {
        const { status, headers } = await fetch(address);
        console.log(status, headers.get("content-type"));
      }
      await stop();
    });`,
    { INDEX: await readFile(join(kit(), "web/console/dist/index.html"), "utf8") },
  );
  assert.equal(stdout, "200 text/html; charset=utf-8\n200 text/javascript; charset=utf-8\n");
});

const consumer = `
import { type Sallyport, type StartOptions, startSallyport } from "@sallyport/testing";
const options: StartOptions = { clock: "running" };
const sallyport: Sallyport = await startSallyport(options);
const code: string = await sallyport.codeFor(sallyport.adminKey.accessKeyId);
const later: Date = sallyport.advance(30);
// @ts-expect-error there are two paces
await startSallyport({ clock: "backwards" });
// @ts-expect-error seconds are a number
sallyport.advance("30");
// @ts-expect-error nobody sets it
sallyport.endpoint = code + later;
`;

for (const module of ["NodeNext", "Preserve"]) {
  test(`an editor has its types, with module ${module}`, async () => {
    await writeFile(join(folder.path, "consumer.ts"), consumer);
    const strict = [
      "--noEmit",
      "--strict",
      "--types",
      "",
      "--target",
      "ES2024",
      "--module",
      module,
    ];
    const tsc = join(repository, "node_modules/typescript/bin/tsc");
    const checked = await run(process.execPath, [tsc, ...strict, "consumer.ts"], {
      cwd: folder.path,
    }).catch((error: { stdout: string }) => error);
    assert.equal(checked.stdout, "");
  });
}

test("an older Node is told which one it takes, before anything native is loaded", async () => {
  const older = `Object.defineProperty(process.versions, "node", { value: "20.20.2" });
    process.dlopen = () => { throw new Error("something native was loaded") };`;
  const env = { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(older)}` };
  const said =
    "@sallyport/testing needs Node >=24.16 <25 || >=26.1, and this is 20.20.2. " +
    "Install a newer one from https://nodejs.org.";
  const { stdout } = await inProject(
    "older.mjs",
    `import { startSallyport } from "@sallyport/testing";
    await startSallyport().catch(({ name, message }) => console.log(name + ": " + message));`,
    env,
  );
  assert.equal(stdout, `WrongNode: ${said}\n`);
  const command = run(process.execPath, [join(kit(), "dist/main.js")], {
    env: { ...projectEnv(folder.path), ...env },
  });
  await assert.rejects(command, { code: 1, stdout: "", stderr: `${said}\n` });
});

test("nothing else is in it: no source, no test, no other's code without its licence", async () => {
  const entries = await readdir(kit(), { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(kit().length + 1));
  const app = /^web\/(?:console|authenticator)\/dist\/(?:assets\/)?[\w.-]+$/;
  const own = /^(?:LICENSE|README\.md|package\.json|dist\/[\w-]+\.js|dist\/assets\/[\w-]+\.\w+)$/;
  const types = ["dist/contract.d.ts", "dist/index.d.ts"];
  const strange = files.filter((name) => !app.test(name) && !own.test(name));
  assert.deepEqual(strange.sort(), types);
  assert.deepEqual(files.filter((name) => /\.test\.|\.map$|\/\.|\.tsx?$/.test(name)).sort(), types);
  for (const web of ["console", "authenticator"]) {
    const licences = await readFile(join(kit(), "web", web, "dist/licenses.txt"), "utf8");
    assert.match(licences, /^## react-dom - /m);
  }
});

test("its dependencies are those that are tested here, each at one version", async () => {
  interface Manifest {
    readonly version: string;
    readonly dependencies?: Readonly<Record<string, string>>;
  }
  const read = async (...path: readonly string[]) =>
    JSON.parse(await readFile(join(...path, "package.json"), "utf8")) as Manifest;
  const { dependencies = {} } = await read(kit());
  assert.ok("@node-rs/argon2" in dependencies);
  const rooms = await findRooms();
  for (const [name, version] of Object.entries(dependencies)) {
    const askedBy = [];
    for (const room of rooms) {
      if (name in ((await read(room)).dependencies ?? {})) askedBy.push(room);
    }
    assert.notEqual(askedBy.length, 0, `${name} is asked for somewhere`);
    for (const room of askedBy) {
      // A room has a version of its own where another one stands for everybody.
      const own = join(room, "node_modules", name);
      const place = existsSync(own) ? own : join(repository, "node_modules", name);
      assert.equal(version, (await read(place)).version, `${name} in ${room}`);
    }
  }
});

async function findRooms(): Promise<readonly string[]> {
  const floors = ["packages", "apps"].map((floor) => join(repository, floor));
  const names = await Promise.all(floors.map((floor) => readdir(floor)));
  return floors.flatMap((floor, at) => (names[at] ?? []).map((room) => join(floor, room)));
}

test("its page shows the guide's example", async () => {
  const [example = "no example"] = await printedBlocks("js");
  const page = await readFile(join(kit(), "README.md"), "utf8");
  assert.ok(page.includes(example));
});
