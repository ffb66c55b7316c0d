// `npm ci`, done once per lock file and never twice at a time. Everything is installed, whatever the machine's settings
// leave out: the console is built from development dependencies, and argon2's binary is an optional one.

import { existsSync } from "node:fs";
import { join } from "node:path";
import { alone } from "./alone.mjs";
import { run } from "./children.mjs";
import { Refusal, say } from "./house.mjs";
import { fingerprint, isStamped, stamp } from "./stamp.mjs";

/** Installs what the lock file in `folder` names, unless that was done. @param {string} folder @param {string} what */
export async function installOnce(folder, what) {
  if (isInstalled(folder)) return;
  await alone(async () => {
    if (isInstalled(folder)) return; // while we waited
    say(`installing ${what}`);
    const { code } = await npmCi(folder);
    if (code !== 0) throw new Refusal(`npm ci in ${folder} failed (exit code ${code})`);
    stamp(stampIn(folder), lockPrint(folder));
  });
}

/** @param {string} folder */
function isInstalled(folder) {
  const done = isStamped(stampIn(folder), lockPrint(folder));
  return done && existsSync(join(folder, "node_modules", ".package-lock.json"));
}

/** In node_modules, which npm ci empties first: a broken install leaves no stamp. @param {string} folder */
function stampIn(folder) {
  return join(folder, "node_modules", ".sallyport-stamp");
}

/** @param {string} folder */
function lockPrint(folder) {
  return fingerprint(folder, [join(folder, "package-lock.json")]);
}

/** @param {string} folder */
function npmCi(folder) {
  const args = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
  return run("npm", [...args, "--loglevel=error"], { output: "aside", cwd: folder, env: ownEnv() });
}

/** The environment without what an outer npm said about its own script, such as the folder it runs in. */
function ownEnv() {
  const foreign =
    /^npm_(package_|lifecycle_|command$|config_(local_prefix|workspaces?|omit|include|prefix)$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
