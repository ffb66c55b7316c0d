// The test kit as one file that npm installs anywhere: plain JavaScript with the house's own packages in it, types for editors,
// and the built web apps. What comes from a registry stays a dependency, at the version that is tested here.

import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { run } from "./children.mjs";
import { Refusal, root } from "./house.mjs";
import { manifests } from "./manifests.mjs";

const room = join(root, "packages", "testing");

/** Packs the kit into a folder, and prints the file's path. @param {string} node @param {string} folder */
export async function packTesting(node, folder) {
  const stage = mkdtempSync(join(tmpdir(), "sallyport-pack-"));
  try {
    const dist = join(stage, "dist");
    await bundle(node, dist);
    await declareTypes(node, dist);
    copyFiles(stage);
    writeFileSync(
      join(stage, "package.json"),
      `${JSON.stringify(manifestOf(dist), undefined, 2)}\n`,
    );
    process.stdout.write(`${await npmPack(stage, resolve(folder))}\n`);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** @param {string} node @param {string} dist */
function bundle(node, dist) {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const args = [vite, "build", "--outDir", dist, "--emptyOutDir", "--logLevel", "warn"];
  return must("the kit's code", node, args, room);
}

/**
 * Only those declarations that the entry leads to: they lean on nothing but each other. In them TypeScript keeps the names of
 * the sources, which are not there any more.
 *
 * @param {string} node @param {string} dist
 */
async function declareTypes(node, dist) {
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  await must("the kit's types", node, [tsc, "-b", room], root);
  for (const name of ["index", "contract"]) {
    const text = readFileSync(join(room, "node_modules", ".cache", "tsc", `${name}.d.ts`), "utf8");
    const foreign = importsIn(text).filter((path) => path !== "./contract.ts");
    if (foreign.length > 0) throw new Refusal(`${name}.d.ts needs ${foreign.join(", ")}`);
    writeFileSync(join(dist, `${name}.d.ts`), text.replaceAll(/(from "\.\/\w+)\.ts"/g, '$1.js"'));
  }
}

/** @param {string} stage */
function copyFiles(stage) {
  cpSync(join(root, "LICENSE"), join(stage, "LICENSE"));
  cpSync(join(room, "README.md"), join(stage, "README.md"));
  cpSync(join(root, "packages", "sign-in", "src", "assets"), join(stage, "dist", "assets"), {
    recursive: true,
  });
  for (const app of ["console", "authenticator"]) {
    mkdirSync(join(stage, "web", app), { recursive: true });
    const filter = (/** @type {string} */ path) => !path.endsWith(".built-from");
    cpSync(join(root, "apps", app, "dist"), join(stage, "web", app, "dist"), {
      recursive: true,
      filter,
    });
  }
}

/** Private still: the file is handed on, and goes to no registry by mistake. @param {string} dist */
function manifestOf(dist) {
  const { name, version, description, license, type, engines } = readManifest();
  return {
    ...{ name, version, private: true, description, license, type, engines },
    bin: { "sallyport-testing": "./dist/main.js" },
    exports: { ".": { types: "./dist/index.d.ts", default: "./dist/index.js" } },
    dependencies: dependenciesOf(dist),
  };
}

function readManifest() {
  return JSON.parse(readFileSync(join(room, "package.json"), "utf8"));
}

/** What the code imports, and at which version the rooms that it comes from have it. @param {string} dist */
function dependenciesOf(dist) {
  const known = new Map(
    manifests().flatMap(({ manifest }) => Object.entries(manifest.dependencies ?? {})),
  );
  const code = readdirSync(dist).filter((file) => file.endsWith(".js"));
  const names = code
    .flatMap((file) => importsIn(readFileSync(join(dist, file), "utf8")))
    .filter((path) => !/^(?:node:|\.)/.test(path))
    .map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path);
  return Object.fromEntries(
    [...new Set(names)].sort().map((name) => {
      const version = known.get(name);
      if (version === undefined)
        throw new Refusal(`the kit imports ${name}, which no room declares`);
      return [name, version];
    }),
  );
}

/** What the generated text of a module imports; a line of its own each. @param {string} text */
function importsIn(text) {
  const statements = /^(?:import|export)\b[^;"]*"([^"]+)";|\bimport\("([^"]+)"\)/gm;
  return [...text.matchAll(statements)].map(([, plain, dynamic]) => plain ?? dynamic ?? "");
}

/** @param {string} stage @param {string} folder */
async function npmPack(stage, folder) {
  mkdirSync(folder, { recursive: true });
  const args = ["pack", "--silent", "--pack-destination", folder];
  await must("the file", "npm", args, stage);
  const { version } = readManifest();
  return join(folder, `sallyport-testing-${version}.tgz`);
}

/** @param {string} what @param {string} program @param {readonly string[]} args @param {string} cwd */
async function must(what, program, args, cwd) {
  const { code, output } = await run(program, args, { output: "kept", cwd });
  if (code !== 0) throw new Refusal(`${what} cannot be made (exit code ${code})\n${output}`);
}
