// AWS's command line, as a program whose answers and refusals a test reads.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { type AwsPlace, awsEnv, type Keys } from "./aws.ts";
import { awsClients } from "./aws-clients.ts";

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(place: AwsPlace, keys: Keys, args: readonly string[]): Promise<Ran> {
  const all = ["--endpoint-url", place.origin, "--output", "json", ...args];
  const options = { env: awsEnv(place, keys), cwd: place.folder.path };
  return new Promise((resolve) => {
    execFile(awsClients.aws, all, options, (error, stdout, stderr) =>
      resolve({ code: typeof error?.code === "number" ? error.code : 0, stdout, stderr }),
    );
  });
}

/** What it printed, where nothing but success is expected. */
export async function askAws<Output = undefined>(
  place: AwsPlace,
  keys: Keys,
  ...args: readonly string[]
): Promise<Output> {
  const { code, stdout, stderr } = await run(place, keys, args);
  assert.equal(code, 0, stderr);
  return (stdout === "" ? undefined : JSON.parse(stdout)) as Output;
}

/** Version 2 ends with the first where the service refuses, version 1 with the second. */
const refusalCodes: readonly number[] = [254, 255];

/** What it said of a refusal. */
export async function refusedByAws(
  place: AwsPlace,
  keys: Keys,
  ...args: readonly string[]
): Promise<string> {
  const { code, stdout, stderr } = await run(place, keys, args);
  assert.ok(refusalCodes.includes(code), `${code}: ${stdout}${stderr}`);
  return stderr.trim();
}
