import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { after, before, describe, test } from "node:test";
import type { Terminal } from "../command.ts";
import { readIni } from "./ini.ts";
import { readProfile } from "./profile.ts";

test("AWS's files are read as AWS reads them", () => {
  const text = `\ufeff# a comment
[profile   alice] ; another
Region=eu-central-1 # and one here
s3 =
  endpoint_url = http://not.the.profile's
key = a#b;c = d
nothing

[profile "two words"]
region = us-east-1
[profile alice]
output = json`;
  const sections = readIni(text.replaceAll("\n", "\r\n"));
  assert.deepEqual([...sections.keys()], ["profile alice", "profile two words"]);
  assert.deepEqual(Object.fromEntries(sections.get("profile alice") ?? []), {
    region: "eu-central-1",
    s3: "",
    key: "a#b;c = d",
    output: "json",
  });
});

describe("a profile", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sallyport-profile-"));
    const config = `[default]
endpoint_url = https://iam.example.org
mfa_serial = arn:aws:iam::123456789012:mfa/phone
[profile base]
endpoint_url = https://iam.example.org/aws/
mfa_serial = arn:aws:iam::123456789012:mfa/phone
region = eu-central-1
aws_access_key_id = AKIAOFCONFIG
aws_secret_access_key = of-config
role_arn = arn:aws:iam::123456789012:role/NotInherited
[profile role]
source_profile = base
role_arn = arn:aws:iam::123456789012:role/Pilot
external_id = x
duration_seconds = 900
[profile nowhere]
source_profile = role
mfa_serial = m
[profile session]
mfa_serial = m
aws_access_key_id = ASIA
aws_secret_access_key = s
aws_session_token = t
[profile hour]
duration_seconds = 1h
source_profile = base
mfa_serial = m
endpoint_url = ftp://example.org
`;
    await writeFile(join(folder, "config"), config);
    const credentials =
      "[base]\naws_access_key_id = AKIAOFCREDENTIALS\naws_secret_access_key = of-credentials\n[default]\naws_access_key_id = AKIADEFAULT\naws_secret_access_key = s\n";
    await writeFile(join(folder, "credentials"), credentials);
  });
  after(() => rm(folder, { recursive: true }));

  const read = (name: string) => {
    const terminal: Terminal = {
      env: {
        HOME: folder,
        AWS_CONFIG_FILE: "~/config",
        AWS_SHARED_CREDENTIALS_FILE: "credentials",
        AWS_ENDPOINT_URL: "https://somebody.else.example",
      },
      currentDirectory: folder,
      stdin: Readable.from([]),
      stdout: new PassThrough(),
      stderr: new PassThrough(),
    };
    return readProfile(name, terminal);
  };

  test("has its key from the credentials file, before that of the config file", async () => {
    const { endpoint, ...rest } = await read("base");
    assert.equal(endpoint.href, "https://iam.example.org/aws/");
    assert.deepEqual(
      [rest.accessKeyId, rest.secretAccessKey, rest.region],
      ["AKIAOFCREDENTIALS", "of-credentials", "eu-central-1"],
    );
  });

  test("has address, device and key of its source, and the role of its own alone", async () => {
    const { role, durationSeconds, mfaSerial, accessKeyId, endpoint } = await read("role");
    assert.deepEqual(role, {
      arn: "arn:aws:iam::123456789012:role/Pilot",
      sessionName: "sallyport",
      externalId: "x",
    });
    assert.deepEqual(
      [durationSeconds, mfaSerial, accessKeyId, endpoint.host],
      [900, "arn:aws:iam::123456789012:mfa/phone", "AKIAOFCREDENTIALS", "iam.example.org"],
    );
  });

  test("may be the one without a name", async () => {
    assert.equal((await read("default")).accessKeyId, "AKIADEFAULT");
  });

  const faults = {
    absent: /There is no profile "absent"/,
    nowhere: /The profile "role", which is the source_profile of "nowhere", has no access key/,
    session: /holds a session \(aws_session_token\)/,
    hour: /endpoint_url of the profile "hour" is no address that begins with https/,
  };
  for (const [name, words] of Object.entries(faults)) {
    test(`that cannot be used is refused with the reason: ${name}`, async () => {
      await assert.rejects(read(name), words);
    });
  }
});
