// A project of somebody else's, with the test kit in it as the guide says: packed and installed, or linked.

import { execFile } from "node:child_process";
import { mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { awsClients } from "./aws-clients.ts";
import { repository } from "./sallyport.ts";

const run = promisify(execFile);

/** The blocks of a language on the guide's page, as they are printed. */
export async function printedBlocks(language: string): Promise<readonly string[]> {
  const page = await readFile(join(repository, "docs/guide/testing.md"), "utf8");
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text = ""]) => text);
}

/** Follows the guide's own commands for a packed kit; only the place of the checkout is another. */
export async function installKit(folder: string): Promise<void> {
  const { HOME: home = folder } = process.env; // npm's own settings and what it has fetched before
  const quiet = { npm_config_prefer_offline: "true", npm_config_audit: "false" };
  await follow("pack:testing", folder, { ...projectEnv(home), ...quiet });
}

/** Follows the guide's own commands for a checkout that is linked. */
export function linkKit(folder: string): Promise<void> {
  return follow("ln -s", folder, process.env);
}

async function follow(known: string, folder: string, env: NodeJS.ProcessEnv): Promise<void> {
  const commands = (await printedBlocks("sh")).find((block) => block.includes(known));
  if (commands === undefined) throw new Error(`the guide says nothing of ${known}`);
  const script = commands.replaceAll("~/sallyport", repository.replace(/\/$/, ""));
  await run("sh", ["-ec", script], { cwd: folder, env });
}

/** What such a project has from a registry: the SDK. */
export async function linkSdk(folder: string): Promise<void> {
  await mkdir(join(folder, "node_modules/@aws-sdk"), { recursive: true });
  for (const client of ["client-iam", "client-sts"]) {
    const name = join("node_modules/@aws-sdk", client);
    await symlink(join(repository, name), join(folder, name));
  }
}

const programs = {
  js: [process.execPath, "example.mjs"],
  python: [awsClients.python, "example.py"],
} as const;

/** Runs the guide's program in that language, as it is printed. */
export async function runPrinted(language: keyof typeof programs, folder: string) {
  const [text] = await printedBlocks(language);
  if (text === undefined) throw new Error(`the guide has nothing in ${language}`);
  const [program, file] = programs[language];
  await writeFile(join(folder, file), text);
  return run(program, [file], { cwd: folder, env: projectEnv(folder) });
}

/** This machine's environment with the right Node, and without anybody's settings. */
export function projectEnv(home: string): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(?:AWS_|BOTO|SALLYPORT_|NODE_TEST_CONTEXT|npm_)/.test(name),
  );
  const path = `${join(process.execPath, "..")}:${process.env["PATH"] ?? ""}`;
  return {
    ...Object.fromEntries(own),
    PATH: path,
    HOME: home,
    AWS_EC2_METADATA_DISABLED: "true",
    NODE_NO_WARNINGS: "1",
  };
}
