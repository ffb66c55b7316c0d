// The console is the one thing here that needs a build. It is built when its sources changed, beside the old build, and
// then put in its place at once: a server that is running never serves half of it.

import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { alone } from "./alone.mjs";
import { run } from "./children.mjs";
import { Refusal, root, say } from "./house.mjs";
import { filesBelow, fingerprint, isStamped, stamp } from "./stamp.mjs";

const folder = join(root, "apps", "console");
const dist = join(folder, "dist");
const next = join(folder, "dist.next");
const old = join(folder, "dist.old");
const stampName = ".built-from";

/** Builds apps/console into its dist/, unless that was done from these sources. @param {string} node */
export async function buildWeb(node) {
  if (!existsSync(join(folder, "index.html"))) return say("there is no console to build yet");
  if (isFresh()) return;
  await alone(async () => {
    if (isFresh()) return; // while we waited
    say("building the console");
    const print = sources();
    await viteBuild(node);
    stamp(join(next, stampName), print);
    rmSync(old, { recursive: true, force: true });
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(next, dist);
    rmSync(old, { recursive: true, force: true });
  });
}

function isFresh() {
  return isStamped(join(dist, stampName), sources());
}

function sources() {
  const files = filesBelow(folder).filter((file) => !/\.test\.tsx?$/.test(file));
  return fingerprint(root, [join(root, "package-lock.json"), ...files]);
}

/** @param {string} node */
async function viteBuild(node) {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const args = [vite, "build", "--outDir", "dist.next", "--emptyOutDir", "--logLevel", "warn"];
  const env = { ...process.env, NODE_ENV: "production" };
  const { code, output } = await run(node, args, { output: "kept", cwd: folder, env });
  if (code !== 0) throw new Refusal(`the console does not build (exit code ${code})\n${output}`);
}
