// The programs that the whole-system tests use and npm does not carry: a browser, a reader of QR codes, a second opinion
// on one-time codes, an app whose exports the authenticator reads, AWS's own clients, PostgreSQL. As root on Debian they are
// installed; anybody else is told what to install.

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./children.mjs";
import { Refusal, say } from "./house.mjs";
import { findPostgres } from "./postgres.mjs";

/** @typedef {{ readonly program: string, readonly packages: readonly string[], readonly isThere: () => boolean }} Need */

/** @type {readonly Need[]} */
const needs = [
  // Debian's Chromium merely recommends a font, and without one a page has no letters.
  {
    program: "chromium",
    packages: ["chromium", "fonts-liberation"],
    isThere: () => inPath("chromium"),
  },
  { program: "zbarimg", packages: ["zbar-tools"], isThere: () => inPath("zbarimg") },
  { program: "oathtool", packages: ["oathtool"], isThere: () => inPath("oathtool") },
  // Its databases are of many years' forms, and only it knows what it makes of them: 7 MB, and Qt where there is none.
  {
    program: "keepassxc-cli",
    packages: ["keepassxc"],
    isThere: () => inPath("keepassxc-cli"),
  },
  { program: "aws", packages: ["awscli"], isThere: () => inPath("aws") },
  { program: "boto3", packages: ["python3-boto3"], isThere: canImportBoto },
  { program: "openssl", packages: ["openssl"], isThere: () => inPath("openssl") },
  { program: "xmlsec1", packages: ["xmlsec1"], isThere: () => inPath("xmlsec1") },
  { program: "PostgreSQL", packages: ["postgresql"], isThere: () => findPostgres() !== undefined },
];

/** Leaves this machine with every program that the tests need, or refuses and says what is missing. */
export async function installPrograms() {
  const missing = needs.filter(({ isThere }) => !isThere());
  if (missing.length === 0) return;
  const packages = missing.flatMap((need) => need.packages);
  const names = missing.map(({ program }) => program).join(", ");
  if (!canInstall()) {
    throw new Refusal(
      `the tests need ${names}. On Debian: sudo apt-get install ${packages.join(" ")} ` +
        "(elsewhere: the programs of these names, in the PATH)",
    );
  }
  say(`installing ${packages.join(" ")} for the tests`);
  await aptGet(["update"]);
  await aptGet(["install", "--yes", "--no-install-recommends", ...packages]);
  const still = needs.filter(({ isThere }) => !isThere()).map(({ program }) => program);
  if (still.length > 0) throw new Refusal(`apt-get did not bring ${still.join(", ")}`);
}

function canInstall() {
  return process.getuid?.() === 0 && existsSync("/etc/debian_version") && inPath("apt-get");
}

/** @param {readonly string[]} args */
async function aptGet(args) {
  const patient = ["-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Acquire::Retries=3"];
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  const { code } = await run("apt-get", [...patient, ...args], { output: "aside", env });
  if (code !== 0) throw new Refusal(`apt-get ${args[0]} failed (exit code ${code})`);
}

/** boto3 is a library of Python's. */
function canImportBoto() {
  if (existsSync("/usr/lib/python3/dist-packages/boto3")) return true;
  return spawnSync("python3", ["-c", "import boto3"], { stdio: "ignore" }).status === 0;
}

/** @param {string} program */
function inPath(program) {
  return (process.env["PATH"] ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}
