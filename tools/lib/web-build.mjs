// The two web apps are the only things here that need a build. Each is built when its sources changed, beside its old build,
// and then put in its place at once: a server that is running never serves half of it.

import { existsSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { alone } from "./alone.mjs";
import { run } from "./children.mjs";
import { Refusal, root, say } from "./house.mjs";
import { filesBelow, fingerprint, isStamped, stamp } from "./stamp.mjs";

/** An app below apps/, and the packages whose code its build takes in. @typedef {{ readonly name: string, readonly packages: readonly string[] }} WebApp */

/** @type {readonly WebApp[]} */
const webApps = [
  { name: "console", packages: [] },
  { name: "authenticator", packages: ["otp", "vault"] },
];
const stampName = ".built-from";

/** Builds each web app into its dist/, unless that was done from these sources. @param {string} node */
export async function buildWeb(node) {
  for (const app of webApps) await buildApp(app, node);
}

/** @param {WebApp} app @param {string} node */
async function buildApp(app, node) {
  const folder = join(root, "apps", app.name);
  if (!existsSync(join(folder, "index.html"))) return say(`there is no ${app.name} to build yet`);
  const [dist = "", next = "", old = ""] = ["dist", "dist.next", "dist.old"].map((name) =>
    join(folder, name),
  );
  const isFresh = () => isStamped(join(dist, stampName), sources(app));
  if (isFresh()) return;
  await alone(async () => {
    if (isFresh()) return; // while we waited
    say(`building the ${app.name}`);
    const print = sources(app);
    await viteBuild(app, node);
    stamp(join(next, stampName), print);
    rmSync(old, { recursive: true, force: true });
    if (existsSync(dist)) renameSync(dist, old);
    renameSync(next, dist);
    rmSync(old, { recursive: true, force: true });
  });
}

/** @param {WebApp} app */
function sources({ name, packages }) {
  const folders = [join("apps", name), ...packages.map((room) => join("packages", room))];
  const files = folders
    .flatMap((folder) => filesBelow(join(root, folder)))
    .filter((file) => !/\.test\.tsx?$/.test(file));
  return fingerprint(root, [join(root, "package-lock.json"), ...files]);
}

/** @param {WebApp} app @param {string} node */
async function viteBuild({ name }, node) {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const args = [vite, "build", "--outDir", "dist.next", "--emptyOutDir", "--logLevel", "warn"];
  const env = { ...process.env, NODE_ENV: "production" };
  const cwd = join(root, "apps", name);
  const { code, output } = await run(node, args, { output: "kept", cwd, env });
  if (code !== 0) throw new Refusal(`the ${name} does not build (exit code ${code})\n${output}`);
}
