// `sallyport credentials` as AWS's own clients call it: one code, one session, however many ask.

import assert from "node:assert/strict";
import { appendFile, chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { CreateRoleCommand, IAMClient } from "@aws-sdk/client-iam";
import { type AwsPlace, openAwsPlace } from "../support/aws.ts";
import { awsClients } from "../support/aws-clients.ts";
import {
  type CredentialHome,
  given,
  identityOf,
  makeCredentialHome,
} from "../support/credential-home.ts";

let place: AwsPlace;
before(async () => {
  place = await openAwsPlace();
});
after(() => place?.stop());

const inMinutes = (expiration: string) => (Date.parse(expiration) - Date.now()) / 60_000;

/** The session's file, with its contents. */
async function keptSession({ sessions }: CredentialHome) {
  const [name] = (await readdir(sessions)).filter((each) => each.endsWith(".session.json"));
  const path = join(sessions, name ?? "");
  return { path, session: JSON.parse(await readFile(path, "utf8")) as { expiration: string } };
}

describe("a session with MFA", () => {
  let home: CredentialHome;
  before(async () => {
    home = await makeCredentialHome(place, "bob");
  });

  test("is asked for once by five processes at once, and kept for its owner alone", async () => {
    const five = await Promise.all(Array.from({ length: 5 }, () => home.credentials("key")));
    const [first, ...others] = five.map(given);
    assert.ok(first);
    for (const other of others) assert.deepEqual(other, first);
    assert.equal(first.Version, 1);
    assert.match(first.AccessKeyId, /^ASIA/);
    assert.ok(Math.abs(inMinutes(first.Expiration) - 60) < 2, "duration_seconds counts");
    assert.equal((await stat(home.sessions)).mode & 0o777, 0o700);
    for (const name of await readdir(home.sessions)) {
      assert.equal((await stat(join(home.sessions, name))).mode & 0o777, 0o600, name);
    }
  });

  test("serves the aws command line", async () => {
    const args = ["--endpoint-url", place.origin, "--output", "json", "--profile", "mfa"];
    const { code, stdout, stderr } = await home.run(awsClients.aws, [...args, "iam", "list-users"]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /"UserName": "bob"/);
  });

  test("serves boto3", async () => {
    const program = `
import boto3, os
session = boto3.Session(profile_name="mfa")
iam = session.client("iam", endpoint_url=os.environ["SALLYPORT"])
print([user["UserName"] for user in iam.list_users()["Users"]])`;
    const { code, stdout, stderr } = await home.run(awsClients.python, ["-c", program]);
    assert.equal(code, 0, stderr);
    assert.equal(stdout.trim(), "['bob']");
  });

  test("serves the SDK for JavaScript, told nothing but a profile", async () => {
    const program = `
import { IAMClient, ListUsersCommand } from ${JSON.stringify(import.meta.resolve("@aws-sdk/client-iam"))};
const { Users } = await new IAMClient().send(new ListUsersCommand());
console.log(Users.map(({ UserName }) => UserName));`;
    const args = ["--input-type=module", "--eval", program];
    const { code, stdout, stderr } = await home.run(process.execPath, args, { AWS_PROFILE: "mfa" });
    assert.equal(code, 0, stderr);
    assert.equal(stdout.trim(), "[ 'bob' ]");
  });

  test("is asked for anew shortly before its end, with the next code and never the same", async () => {
    const { path, session } = await keptSession(home);
    const soon = new Date(Date.now() + 4 * 60_000).toISOString();
    await writeFile(path, JSON.stringify({ ...session, expiration: soon }));
    const three = await Promise.all(Array.from({ length: 3 }, () => home.credentials("key")));
    const [first, ...others] = three.map(given);
    assert.ok(first && inMinutes(first.Expiration) > 50);
    for (const other of others) assert.deepEqual(other, first);
    assert.ok(three.some(({ stderr }) => /Another process is asking for the code/.test(stderr)));
  });

  test("is not asked for where nobody can be asked, and that is said", async () => {
    const { code, stdout, stderr } = await home.credentials("key", ["--refresh"]);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, /There is no terminal to ask for the code on\. Run "sallyport credential/);
  });
});

describe("a code typed at the terminal", () => {
  let home: CredentialHome;
  before(async () => {
    home = await makeCredentialHome(place, "dora");
  });

  test("that is wrong is told so, and the right one opens", async () => {
    const wrongCode = await home.app.wrongCode();
    const wrong = await home.atTerminal("key", async () => wrongCode);
    assert.deepEqual([wrong.code, wrong.stdout], [1, ""]);
    assert.match(wrong.stderr, /The code was not accepted for arn:aws:iam::\d{12}:mfa\/dora\. Run/);
    assert.doesNotMatch(wrong.stderr, new RegExp(wrongCode), "it is not shown");

    const again = await home.atTerminal("key", async () => wrongCode);
    assert.equal(again.code, 1);
    assert.match(again.stderr, /Waiting \d+ s for the next one/);
    assert.match(again.stderr, /That code was sent before/);

    const right = await home.atTerminal("key", () => home.app.freshCode());
    assert.match(given(right).AccessKeyId, /^ASIA/);
  });
});

describe("a profile of a role", () => {
  test("assumes it with the code that its trust policy wants, and keeps its session", async () => {
    const home = await makeCredentialHome(place, "gus");
    const root = new IAMClient({
      endpoint: place.origin,
      region: "us-east-1",
      credentials: place.root,
    });
    const Condition = {
      Bool: { "aws:MultiFactorAuthPresent": "true" },
      StringEquals: { "sts:ExternalId": "harbour-42" },
    };
    const Principal = { AWS: `arn:aws:iam::${place.accountId}:user/gus` };
    const statement = { Effect: "Allow", Action: "sts:AssumeRole", Principal, Condition };
    const document = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const { Role } = await root.send(
      new CreateRoleCommand({ RoleName: "Pilot", AssumeRolePolicyDocument: document }),
    );
    root.destroy();
    const lines = [
      "",
      "[profile pilot]",
      `role_arn = ${Role?.Arn}`,
      "source_profile = key",
      "external_id = harbour-42",
      "role_session_name = gus-at-work",
    ];
    await appendFile(join(home.directory, ".aws/config"), `${lines.join("\n")}\n`);
    const first = given(await home.credentials("pilot"));
    assert.deepEqual(given(await home.credentials("pilot")), first);
    assert.equal(
      await identityOf(place, first),
      `arn:aws:sts::${place.accountId}:assumed-role/Pilot/gus-at-work`,
    );
  });
});

describe("a clock that is 20 minutes late", () => {
  test("is noticed, and the server's is used", async () => {
    const home = await makeCredentialHome(place, "erin");
    const late = "const now = Date.now; Date.now = () => now() - 20 * 60_000;";
    const ended = await home.credentials("key", undefined, {
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(late)}`,
    });
    const { SessionToken } = given(ended);
    assert.ok(SessionToken);
    assert.match(ended.stderr, /This machine's clock is 20 min late: the server's time is used/);
  });
});

describe("what is wrong is said, with what to do", () => {
  let home: CredentialHome;
  before(async () => {
    home = await makeCredentialHome(place, "fay");
  });

  async function withFiles(change: (config: string, credentials: string) => readonly string[]) {
    const paths = ["config", "credentials"].map((name) => join(home.directory, ".aws", name));
    const [config = "", credentials = ""] = await Promise.all(
      paths.map((path) => readFile(path, "utf8")),
    );
    const texts = change(config, credentials);
    const [configFile, credentialsFile] = paths.map((path) => `${path}.changed`);
    await writeFile(configFile ?? "", texts[0] ?? "");
    await writeFile(credentialsFile ?? "", texts[1] ?? credentials);
    return home.credentials("key", undefined, {
      AWS_CONFIG_FILE: configFile,
      AWS_SHARED_CREDENTIALS_FILE: "~/.aws/credentials.changed",
    });
  }

  const faults = {
    "no profile": {
      change: () => ["", ""],
      said: /There is no profile "key" in \S+config\.changed \(\[profile key\]\) or \S+credentials/,
    },
    "no key": {
      change: (config: string) => [config, ""],
      said: /The profile "key" has no access key: write aws_access_key_id/,
    },
    "half a key": {
      change: (config: string, credentials: string) => [
        config,
        credentials.replace(/aws_secret_access_key.*/, ""),
      ],
      said: /half an access key: aws_secret_access_key is missing/,
    },
    "no address": {
      change: (config: string) => [config.replaceAll(/endpoint_url.*/g, "")],
      said: /has no endpoint_url: write Sallyport's address into it/,
    },
    "an address in the clear": {
      change: (config: string) => [
        config.replaceAll(/endpoint_url.*/g, "endpoint_url = http://iam.example.org"),
      ],
      said: /the session would travel readable for everyone\. Use https/,
    },
    "an address where nobody is": {
      change: (config: string) => [
        config.replaceAll(/endpoint_url.*/g, "endpoint_url = http://127.0.0.1:9"),
      ],
      said: /http:\/\/127\.0\.0\.1:9 cannot be reached \(.+\)/,
    },
    "no device": {
      change: (config: string) => [config.replace(/mfa_serial.*/, "")],
      said: /has no mfa_serial: write the device's ARN into it/,
    },
    "another secret": {
      change: (config: string, credentials: string) => [
        config,
        credentials.replace(/(aws_secret_access_key = ).*/, "$1wJalrXUtnFEMI/K7MDENG"),
      ],
      said: /The secret access key of AKIA\w+ in the profile "key" is wrong/,
    },
    "a key that is unknown": {
      change: (config: string, credentials: string) => [
        config,
        credentials.replace(/(aws_access_key_id = ).*/, "$1AKIAIOSFODNN7EXAMPLE"),
      ],
      said: /The access key AKIAIOSFODNN7EXAMPLE of the profile "key" is not known, or is inactive/,
    },
    "another's device": {
      change: (config: string) => [config.replace(/(mfa_serial.*)\/fay/, "$1/bob")],
      said: /MultiFactorAuthentication failed.*Is mfa_serial of the profile "key" right\?/,
    },
  };
  for (const [name, { change, said }] of Object.entries(faults)) {
    test(name, async () => {
      const { code, stdout, stderr } = await withFiles(change);
      assert.deepEqual([code, stdout], [1, ""], stderr);
      assert.match(stderr, said);
      assert.ok(!stderr.includes(home.keys.secretAccessKey));
    });
  }

  test("a place that holds no files is named", async () => {
    const { code, stdout, stderr } = await home.credentials("key", undefined, {
      XDG_CACHE_HOME: join(home.directory, ".aws/config"),
    });
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(
      stderr,
      /config\/sallyport\/sessions cannot be made, and sessions are kept there: ENOTDIR/,
    );
  });

  test("a directory of sessions that others can write is not used", async () => {
    await mkdir(home.sessions, { recursive: true });
    await chmod(home.sessions, 0o777);
    const { code, stderr } = await home.credentials("key");
    assert.equal(code, 1);
    assert.match(stderr, /must be yours alone.*chmod 700/);
  });
});
