// A profile of AWS's command line, as `sallyport credentials` needs it: which key signs, where it is sent, whose code is asked.

import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { isErrno, OperatorFault } from "@sallyport/platform";
import type { Terminal } from "../command.ts";
import { readIni, type Section } from "./ini.ts";

export interface Profile {
  readonly name: string;
  readonly endpoint: URL;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly mfaSerial: string | undefined;
  readonly durationSeconds: number | undefined;
  readonly role:
    | {
        readonly arn: string;
        readonly sessionName: string;
        readonly externalId: string | undefined;
      }
    | undefined;
}

/** Reads the profile from the config file and the credentials file, and says what is missing in it. */
export async function readProfile(name: string, terminal: Terminal): Promise<Profile> {
  const files = await readFiles(terminal);
  const own = settingsOf(files, name);
  const { key, source } = findKey(files, name, own);
  const setting = (setting: string) => own.get(setting) ?? source.get(setting);
  const mfaSerial = setting("mfa_serial");
  const roleArn = own.get("role_arn");
  if (mfaSerial === undefined && roleArn === undefined) {
    throw new OperatorFault(
      `The profile "${name}" has no mfa_serial: write the device's ARN into it, from "Security credentials" in the console.`,
    );
  }
  return {
    name,
    ...key,
    endpoint: readEndpoint(name, setting("endpoint_url"), terminal),
    region: setting("region") ?? "us-east-1",
    mfaSerial,
    durationSeconds: readDuration(name, own.get("duration_seconds")),
    role:
      roleArn === undefined
        ? undefined
        : {
            arn: roleArn,
            sessionName: own.get("role_session_name") ?? "sallyport",
            externalId: own.get("external_id"),
          },
  };
}

interface Files {
  readonly config: ReadonlyMap<string, Section>;
  readonly credentials: ReadonlyMap<string, Section>;
  readonly configPath: string;
  readonly credentialsPath: string;
}

async function readFiles(terminal: Terminal): Promise<Files> {
  const { AWS_CONFIG_FILE, AWS_SHARED_CREDENTIALS_FILE } = terminal.env;
  const configPath = pathOf(AWS_CONFIG_FILE, "config", terminal);
  const credentialsPath = pathOf(AWS_SHARED_CREDENTIALS_FILE, "credentials", terminal);
  return {
    configPath,
    credentialsPath,
    config: readIni(await readText(configPath)),
    credentials: readIni(await readText(credentialsPath)),
  };
}

function pathOf(given: string | undefined, usual: string, { env, currentDirectory }: Terminal) {
  const path = given || join("~", ".aws", usual);
  if (!/^~(?:\/|$)/.test(path)) return resolve(currentDirectory, path);
  if (!env["HOME"]) throw new OperatorFault(`HOME is not set, so ${path} cannot be found.`);
  return join(env["HOME"], path.slice(1));
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isErrno(error, "ENOENT")) return "";
    const reason = error instanceof Error ? error.message : String(error);
    throw new OperatorFault(`${path} cannot be read: ${reason}.`, { cause: error });
  }
}

/** Both files together. What the credentials file says goes first, as in AWS's clients. */
function settingsOf(files: Files, name: string): Section {
  const ofConfig =
    files.config.get(`profile ${name}`) ??
    (name === "default" ? files.config.get("default") : undefined);
  const ofCredentials = files.credentials.get(name);
  if (ofConfig === undefined && ofCredentials === undefined) {
    throw new OperatorFault(
      `There is no profile "${name}" in ${files.configPath} ([profile ${name}]) or ${files.credentialsPath} ([${name}]).`,
    );
  }
  return new Map([...(ofConfig ?? []), ...(ofCredentials ?? [])]);
}

interface SigningPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The profile's own key, or that of its `source_profile`. */
function findKey(
  files: Files,
  name: string,
  own: Section,
): { readonly key: SigningPair; readonly source: Section } {
  const ownKey = keyIn(own, name);
  if (ownKey !== undefined) return { key: ownKey, source: own };
  const sourceName = own.get("source_profile");
  if (sourceName === undefined) {
    throw new OperatorFault(
      `The profile "${name}" has no access key: write aws_access_key_id and aws_secret_access_key into it, or name the profile that has them with source_profile.`,
    );
  }
  const source = settingsOf(files, sourceName);
  const key = keyIn(source, sourceName);
  if (key === undefined) {
    throw new OperatorFault(
      `The profile "${sourceName}", which is the source_profile of "${name}", has no access key of its own: write aws_access_key_id and aws_secret_access_key into it.`,
    );
  }
  return { key, source };
}

function keyIn(section: Section, name: string): SigningPair | undefined {
  const accessKeyId = section.get("aws_access_key_id");
  const secretAccessKey = section.get("aws_secret_access_key");
  if (accessKeyId === undefined && secretAccessKey === undefined) return undefined;
  if (!accessKeyId || !secretAccessKey) {
    const missing = accessKeyId ? "aws_secret_access_key" : "aws_access_key_id";
    throw new OperatorFault(`The profile "${name}" has half an access key: ${missing} is missing.`);
  }
  if (section.has("aws_session_token")) {
    throw new OperatorFault(
      `The profile "${name}" holds a session (aws_session_token), and a session can ask for no other: use the long-term access key.`,
    );
  }
  return { accessKeyId, secretAccessKey };
}

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\]|.*\.localhost)$/;

/** Never AWS's own address, and never one where the code and the session could be read on their way. */
function readEndpoint(name: string, given: string | undefined, { env }: Terminal): URL {
  const text = given ?? (env["AWS_ENDPOINT_URL_STS"] || env["AWS_ENDPOINT_URL"]);
  if (!text) {
    throw new OperatorFault(
      `The profile "${name}" has no endpoint_url: write Sallyport's address into it, such as endpoint_url = https://iam.example.org.`,
    );
  }
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol)) {
    throw new OperatorFault(
      `endpoint_url of the profile "${name}" is no address that begins with https:// or http://.`,
    );
  }
  const url = new URL(text);
  if (url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "") {
    throw new OperatorFault(
      `endpoint_url of the profile "${name}" has more in it than host, port and path.`,
    );
  }
  if (url.protocol === "http:" && !loopback.test(url.hostname)) {
    throw new OperatorFault(
      `endpoint_url of the profile "${name}" is http:// and not on this machine: the session would travel readable for everyone. Use https://.`,
    );
  }
  return url;
}

function readDuration(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  if (/^\d{3,6}$/.test(given)) return Number(given);
  throw new OperatorFault(
    `duration_seconds of the profile "${name}" is no number of seconds, such as 3600.`,
  );
}
