// A person's home with AWS's files, an access key, an MFA device and `sallyport` in the path: what `credential_process` lives in.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  IAMClient,
  PutUserPolicyCommand,
} from "@aws-sdk/client-iam";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { AuthenticatorApp } from "./authenticator-app.ts";
import { type AwsPlace, awsEnv, type Keys } from "./aws.ts";
import { type Ended, repository, watch } from "./sallyport.ts";

export const passphrase = "a vault on a machine of tests";

export interface CredentialHome {
  readonly userName: string;
  readonly directory: string;
  readonly sessions: string;
  readonly keys: Keys;
  readonly serialNumber: string;
  readonly app: AuthenticatorApp;
  readonly env: NodeJS.ProcessEnv;
  /** Runs `sallyport credentials --profile NAME` where no terminal is; with the vault unless told otherwise. */
  credentials(profile: string, more?: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
  /** At a terminal, where this is typed once the question is there. */
  atTerminal(profile: string, code: () => Promise<string>): Promise<Ended>;
  run(program: string, args: readonly string[], env?: NodeJS.ProcessEnv): Promise<Ended>;
}

/** A user who may list users and assume roles only with MFA, whose device is in the vault of `sallyport authenticator`. */
export async function makeCredentialHome(
  place: AwsPlace,
  userName: string,
): Promise<CredentialHome> {
  const { keys, serialNumber, app } = await makeUser(place, userName);
  const directory = join(place.folder.path, `${userName}-${randomBytes(4).toString("hex")}`);
  await mkdir(join(directory, ".aws"), { recursive: true });
  await mkdir(join(directory, "bin"));
  const main = join(repository, "apps/server/src/main.ts");
  const sallyport = `exec "${process.execPath}" --disable-warning=ExperimentalWarning`;
  await writeFile(join(directory, "bin/sallyport"), `#!/bin/sh\n${sallyport} "${main}" "$@"\n`, {
    mode: 0o755,
  });
  const { AWS_ACCESS_KEY_ID: _id, AWS_SECRET_ACCESS_KEY: _secret, ...own } = awsEnv(place, keys);
  const { XDG_CACHE_HOME: _cache, XDG_CONFIG_HOME: _config, ...bare } = own;
  const path = `${join(directory, "bin")}:${process.env["PATH"]}`;
  const env = { ...bare, HOME: directory, PATH: path };
  await writeProfiles(directory, { origin: place.origin, keys, serialNumber, userName });
  const start = (program: string, args: readonly string[], stdin: string, more = {}) =>
    // Detached: a session of its own, and so no terminal.
    watch(spawn(program, args, { cwd: directory, env: { ...env, ...more }, detached: true }), stdin)
      .ended;
  const added = await start(
    "sallyport",
    ["authenticator", "add", "--account", userName, "--passphrase-stdin"],
    `${passphrase}\n${app.secret}\n`,
  );
  if (added.code !== 0) throw new Error(added.stderr);
  const vault = ["--authenticator", userName, "--passphrase-stdin"];
  return {
    userName,
    directory,
    keys,
    serialNumber,
    app,
    env,
    sessions: join(directory, ".cache/sallyport/sessions"),
    credentials: (profile, more = vault, extra = {}) =>
      start("sallyport", ["credentials", "--profile", profile, ...more], `${passphrase}\n`, extra),
    atTerminal: (profile, code) => typeAt(directory, env, profile, code),
    run: (program, args, extra = {}) => start(program, args, "", extra),
  };
}

async function writeProfiles(
  directory: string,
  made: Pick<CredentialHome, "keys" | "serialNumber" | "userName"> & { readonly origin: string },
): Promise<void> {
  const command = `sallyport credentials --profile key --authenticator ${made.userName} --passphrase-stdin`;
  const process = `sh -c "echo '${passphrase}' | ${command}"`;
  const { accessKeyId, secretAccessKey } = made.keys;
  const config = [
    "[profile mfa]",
    "region = us-east-1",
    `endpoint_url = ${made.origin}`,
    `credential_process = ${process}`,
    "",
    "[profile key] # signs, and is used by nothing else",
    "region = eu-central-1",
    `endpoint_url = ${made.origin}`,
    `mfa_serial = ${made.serialNumber}`,
    "duration_seconds = 3600",
    "",
  ];
  const credentials = [
    "[key]",
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
    "",
  ];
  await writeFile(join(directory, ".aws/config"), config.join("\n"));
  await writeFile(join(directory, ".aws/credentials"), credentials.join("\n"), { mode: 0o600 });
}

async function makeUser(place: AwsPlace, userName: string) {
  const settings = { endpoint: place.origin, region: "us-east-1", maxAttempts: 1 };
  const root = new IAMClient({ ...settings, credentials: place.root });
  await root.send(new CreateUserCommand({ UserName: userName }));
  const { AccessKey } = await root.send(new CreateAccessKeyCommand({ UserName: userName }));
  const statement = {
    Effect: "Allow",
    Action: ["iam:ListUsers", "sts:AssumeRole"],
    Resource: "*",
    Condition: { Bool: { "aws:MultiFactorAuthPresent": "true" } },
  };
  const document = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  await root.send(
    new PutUserPolicyCommand({
      UserName: userName,
      PolicyName: "with-mfa",
      PolicyDocument: document,
    }),
  );
  const device = new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: userName });
  const { VirtualMFADevice } = await root.send(device);
  const serialNumber = VirtualMFADevice?.SerialNumber ?? "";
  const seed = Buffer.from(VirtualMFADevice?.Base32StringSeed ?? []).toString("ascii");
  const app = AuthenticatorApp.typed(seed);
  const keys = {
    accessKeyId: AccessKey?.AccessKeyId ?? "",
    secretAccessKey: AccessKey?.SecretAccessKey ?? "",
  };
  const [AuthenticationCode1, AuthenticationCode2] = await app.freshPair();
  const user = new IAMClient({ ...settings, credentials: keys });
  await user.send(
    new EnableMFADeviceCommand({
      UserName: userName,
      SerialNumber: serialNumber,
      AuthenticationCode1,
      AuthenticationCode2,
    }),
  );
  root.destroy();
  user.destroy();
  return { keys, serialNumber, app };
}

/** `script` is a terminal with a program in it: standard output and error of the program go elsewhere, as a client's do. */
async function typeAt(
  directory: string,
  env: NodeJS.ProcessEnv,
  profile: string,
  code: () => Promise<string>,
): Promise<Ended> {
  const [out, err] = [join(directory, "out"), join(directory, "err")];
  const line = `sallyport credentials --profile ${profile} > ${out} 2> ${err}`;
  const child = spawn("script", ["--quiet", "--return", "--command", line, "/dev/null"], {
    cwd: directory,
    env,
    detached: true,
  });
  let shown = "";
  const asked = new Promise<void>((resolve) => {
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => {
      shown += chunk;
      if (/MFA code of \S+: $/.test(shown)) resolve();
    });
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  await Promise.race([asked, ended]);
  if (child.exitCode === null) child.stdin.end(`${await code()}\r`);
  const status = await ended;
  return {
    code: status,
    signal: null,
    stdout: await readFile(out, "utf8"),
    stderr: `${await readFile(err, "utf8")}[on the terminal] ${shown}`,
  };
}

/** What AWS's clients read. */
export interface ProcessOutput {
  readonly Version: number;
  readonly AccessKeyId: string;
  readonly SecretAccessKey: string;
  readonly SessionToken: string;
  readonly Expiration: string;
}

/** The session that a command gave out. */
export function given({ code, stdout, stderr }: Ended): ProcessOutput {
  assert.equal(code, 0, stderr);
  assert.match(stdout, /^\{[^\n]*\}\n$/);
  return JSON.parse(stdout) as ProcessOutput;
}

/** Whose session it is, as STS says. */
export async function identityOf({ origin }: AwsPlace, session: ProcessOutput): Promise<string> {
  const sts = new STSClient({
    endpoint: origin,
    region: "us-east-1",
    credentials: {
      accessKeyId: session.AccessKeyId,
      secretAccessKey: session.SecretAccessKey,
      sessionToken: session.SessionToken,
    },
  });
  try {
    return (await sts.send(new GetCallerIdentityCommand())).Arn ?? "";
  } finally {
    sts.destroy();
  }
}
