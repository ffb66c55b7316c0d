// A project of somebody else's, with the test kit linked into it as the guide says.

import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { repository } from "./sallyport.ts";

const run = promisify(execFile);

/** The blocks of a language on the guide's page, as they are printed. */
export async function printedBlocks(language: string): Promise<readonly string[]> {
  const page = await readFile(join(repository, "docs/guide/testing.md"), "utf8");
  return [...page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text = ""]) => text);
}

/** Follows the guide's own commands in a folder; only the place of the checkout is another. */
export async function linkKit(folder: string): Promise<void> {
  const [commands = ""] = await printedBlocks("sh");
  const script = commands.replaceAll("~/sallyport", repository.replace(/\/$/, ""));
  await run("sh", ["-ec", script], { cwd: folder });
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
