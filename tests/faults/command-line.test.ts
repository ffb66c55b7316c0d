// The command line as scripts call it: what is on standard output, how it ends, and that nothing is left half made.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { access, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { Client } from "../support/client.ts";
import { sqliteIn, type TestDatabase } from "../support/databases.ts";
import {
  codeOf,
  expectStep,
  type MadeAccount,
  rootEmail,
  rootPassword,
  seedOf,
  signInRoot,
  stepAt,
} from "../support/people.ts";
import {
  type Ended,
  envOf,
  type Folder,
  makeFolder,
  repository,
  runSallyport,
  type Sallyport,
  type Settings,
  startSallyport,
  watch,
} from "../support/sallyport.ts";

const password = rootPassword;

function create(
  settings: Settings,
  args: readonly string[] = [],
  stdin: string = password,
): Promise<Ended> {
  const all = ["account", "create", ...args, "--password-stdin", "--json"];
  return runSallyport(all, { settings, stdin });
}

const named = (email: string) => ["--email", email, "--name", "Example"];

/** Exactly one line of JSON. */
function lineOf({ stdout }: Ended): MadeAccount {
  assert.match(stdout, /^\{[^\n]*\}\n$/);
  return JSON.parse(stdout) as MadeAccount;
}

describe("sallyport account create", () => {
  let folder: Folder;
  let database: TestDatabase;
  let server: Sallyport;

  before(async () => {
    folder = await makeFolder();
    database = sqliteIn(folder);
  });
  after(async () => {
    await server?.stop("SIGKILL");
    await folder?.remove();
  });

  test("makes database and key where they are missing, for their owner alone", async () => {
    const ended = await create(database.settings, named(rootEmail));
    assert.equal(ended.code, 0, ended.stderr);
    const { accountId, ...rest } = lineOf(ended);
    assert.match(accountId, /^\d{12}$/);
    assert.deepEqual(rest, {
      name: "Example",
      email: rootEmail,
      signInUrl: `http://localhost:6238/signin/${accountId}`,
    });
    assert.equal((await stat(join(folder.path, "data.key"))).mode & 0o777, 0o600);
    assert.equal((await stat(join(folder.path, "data"))).mode & 0o777, 0o700);
    assert.equal((await stat(join(folder.path, "data", "sallyport.db"))).mode & 0o777, 0o600);
    assert.ok(!ended.stderr.includes(password));
  });

  test("works beside a running server, and its account signs in there at once", async () => {
    server = await startSallyport(database.settings);
    const email = "beside@example.org";
    const args = [...named(email), "--with-access-key", "--account-id", "001234567890"];
    const ended = await create(database.settings, args);
    assert.equal(ended.code, 0, ended.stderr);
    const made = lineOf(ended);
    assert.deepEqual(
      { ...made, accessKey: undefined },
      {
        accountId: "001234567890",
        name: "Example",
        email,
        signInUrl: `${server.origin}/signin/001234567890`,
        accessKey: undefined,
      },
    );
    assert.match(made.accessKey?.accessKeyId ?? "", /^AKIA[A-Z2-7]{16}$/);
    assert.match(made.accessKey?.secretAccessKey ?? "", /^[A-Za-z0-9+/]{40}$/);
    (await signInRoot(server.origin, email)).close();
    // Kept sealed: the secret is nowhere in the files.
    for (const end of ["", "-wal"]) {
      const bytes = await readFile(join(folder.path, "data", `sallyport.db${end}`));
      assert.ok(!bytes.includes(made.accessKey?.secretAccessKey ?? "?"));
    }
  });

  for (const [what, stdin] of [
    ["a line break", `${password}\n`],
    ["a line break of Windows", `${password}\r\n`],
  ] as const) {
    test(`drops ${what} at the password's end`, async () => {
      const email = `${what.length}@example.org`;
      assert.equal((await create(database.settings, named(email), stdin)).code, 0);
      (await signInRoot(server.origin, email)).close();
    });
  }

  const exists = [
    ["an e-mail address", named(rootEmail.toUpperCase())],
    ["an id", [...named("third@example.org"), "--account-id", "001234567890"]],
  ] as const;
  for (const [what, args] of exists) {
    test(`ends with 3 where ${what} is taken`, async () => {
      await makesNothing(() => create(database.settings, args), 3, /already exists/);
    });
  }

  const invalid: readonly (readonly [
    what: string,
    args: readonly string[],
    stdin: string,
    says: RegExp,
  ])[] = [
    ["no e-mail address", ["--name", "N"], password, /--email is missing/],
    ["no name", ["--email", "x@example.org"], password, /--name is missing/],
    ["an e-mail address that is none", ["--email", "nobody", "--name", "N"], password, /e-?mail/i],
    ["a name with markup", ["--email", "x@example.org", "--name", "<b>"], password, /name/i],
    [
      "an account id of eleven digits",
      [...named("x@example.org"), "--account-id", "12345678901"],
      password,
      /twelve digits/,
    ],
    [
      "an account id of letters",
      [...named("x@example.org"), "--account-id", "abcdefghijkl"],
      password,
      /twelve digits/,
    ],
    ["no password", named("x@example.org"), "", /no password on standard input/],
    ["a short password", named("x@example.org"), "Ab1!", /at least 8 characters/],
    ["a common password", named("x@example.org"), "Password123", /common/],
    ["a password of two lines", named("x@example.org"), `${password}\n\n\x01`, /./],
    ["a password of a whole disk", named("x@example.org"), "Ab1!".repeat(100_000), /too long/],
    [
      "an option that there is not",
      [...named("x@example.org"), "--pasword", "x"],
      password,
      /Unknown option/,
    ],
    ["a word too many", [...named("x@example.org"), "twice"], password, /./],
  ];
  for (const [what, args, stdin, says] of invalid) {
    test(`ends with 2 for ${what}`, async () => {
      await makesNothing(() => create(database.settings, args, stdin), 2, says);
    });
  }

  async function makesNothing(
    run: () => Promise<Ended>,
    code: number,
    says: RegExp,
  ): Promise<void> {
    const count = () => database.query("select count(*) as n from people");
    const earlier = await count();
    const ended = await run();
    assert.equal(ended.code, code, ended.stderr);
    assert.equal(ended.stdout, "");
    assert.match(ended.stderr, says);
    assert.ok(!ended.stderr.includes(password), "the password is repeated");
    assert.deepEqual(await count(), earlier);
  }

  test("makes nothing at all where it was called wrongly, not even a folder", async () => {
    const settings = folder.settings("never");
    assert.equal((await create(settings, named("not an address"), "")).code, 2);
    await assert.rejects(access(join(folder.path, "never.key")));
    await assert.rejects(access(join(folder.path, "never")));
  });

  test("ends with 1 where something else is in the way", async () => {
    const settings = { ...database.settings, SALLYPORT_MASTER_KEY_COMMAND: "false" };
    await makesNothing(
      () => create(settings, named("x@example.org")),
      1,
      /MASTER_KEY_COMMAND failed/,
    );
  });

  test("makes each of ten accounts that are made at once, and of one e-mail address one", async () => {
    const settings = folder.settings("at-once");
    const emails = Array.from({ length: 5 }, (_, index) => `racer-${index}@example.org`);
    const all = [...emails, ...Array.from({ length: 5 }, () => "same@example.org")];
    const ended = await Promise.all(all.map((email) => create(settings, named(email))));
    const codes = ended.map(({ code }) => code);
    assert.deepEqual(
      codes.slice(0, 5),
      [0, 0, 0, 0, 0],
      ended.map(({ stderr }) => stderr).join(""),
    );
    assert.deepEqual(
      codes.slice(5).sort(),
      [0, 3, 3, 3, 3],
      ended.map(({ stderr }) => stderr).join(""),
    );
    const listed = await runSallyport(["account", "list", "--json"], { settings });
    const { accounts } = JSON.parse(listed.stdout) as { accounts: readonly MadeAccount[] };
    assert.deepEqual(
      accounts.map(({ email }) => email).sort(),
      [...emails, "same@example.org"].sort(),
    );
  });

  test("is called with npx inside the repository", async () => {
    const settings = folder.settings("npx");
    const args = ["account", "create", ...named(rootEmail), "--password-stdin", "--json"];
    const child = spawn("npx", ["sallyport", ...args], {
      cwd: repository,
      env: envOf(settings),
      stdio: "pipe",
    });
    const ended = await watch(child, password).ended;
    assert.equal(ended.code, 0, ended.stderr);
    assert.equal(lineOf(ended).email, rootEmail);
  });
});

describe("sallyport account list", () => {
  let folder: Folder;
  before(async () => {
    folder = await makeFolder();
  });
  after(() => folder?.remove());

  test("says for people that there is none yet, and for programs the same in JSON", async () => {
    const settings = folder.settings();
    const people = await runSallyport(["account", "list"], { settings });
    assert.deepEqual([people.code, people.stdout], [0, ""]);
    assert.match(people.stderr, /There is no account yet\./);
    const programs = await runSallyport(["account", "list", "--json"], { settings });
    assert.deepEqual([programs.code, programs.stdout], [0, '{"accounts":[]}\n']);
  });

  test("lists every account, for people and for programs", async () => {
    const settings = folder.settings();
    const first = lineOf(await create(settings, named("a@example.org")));
    const second = lineOf(await create(settings, named("b@example.org")));
    const people = await runSallyport(["account", "list"], { settings });
    assert.equal(people.code, 0);
    const programs = await runSallyport(["account", "list", "--json"], { settings });
    assert.match(programs.stdout, /^\{[^\n]*\}\n$/);
    const { accounts } = JSON.parse(programs.stdout) as { accounts: readonly MadeAccount[] };
    assert.equal(accounts.length, 2);
    for (const { accountId, email, name } of [first, second]) {
      assert.ok(people.stdout.includes(accountId) && people.stdout.includes(email), people.stdout);
      const listed = accounts.find((one) => one.accountId === accountId);
      assert.deepEqual([listed?.email, listed?.name], [email, name]);
    }
  });
});

describe("sallyport root reset-mfa", () => {
  let folder: Folder;
  let database: TestDatabase;
  let server: Sallyport;
  let accountId: string;

  before(async () => {
    folder = await makeFolder();
    database = sqliteIn(folder);
    ({ accountId } = lineOf(await create(database.settings, named(rootEmail))));
    server = await startSallyport(database.settings);
  });
  after(async () => {
    await server?.stop("SIGKILL");
    await folder?.remove();
  });

  const reset = (account: string) =>
    runSallyport(["root", "reset-mfa", "--account", account, "--json"], {
      settings: database.settings,
    });

  test("ends with 2 without an account, and with 1 for one that is not there", async () => {
    const without = await runSallyport(["root", "reset-mfa"], { settings: database.settings });
    assert.deepEqual([without.code, without.stdout], [2, ""]);
    const unknown = await reset("999999999999");
    assert.notEqual(unknown.code, 0);
    assert.equal(unknown.stdout, "");
  });

  test("lets root in again with a code that works once, through enrolment alone (security rule 25)", async () => {
    const root = await signInRoot(server.origin);
    await root.succeed("StartMFAEnrolment", { deviceName: "lost" });
    const { secretKey } = await root.succeed<{ secretKey: string }>("ShowMFAEnrolment", {});
    const seed = seedOf(secretKey);
    await root.succeed("FinishMFAEnrolment", {
      authenticationCode1: codeOf(seed, stepAt() - 3),
      authenticationCode2: codeOf(seed, stepAt() - 2),
    });

    const ended = await reset(accountId);
    assert.equal(ended.code, 0, ended.stderr);
    assert.match(ended.stdout, /^\{[^\n]*\}\n$/);
    const { enrolmentCode } = JSON.parse(ended.stdout) as { enrolmentCode: string };
    assert.equal((await root.call("GetAccountSummary", {})).status, 401, "root's session goes on");

    const client = new Client(server.origin);
    await client.open("/signin");
    await client.submit("/signin/root/email", { email: rootEmail });
    const typed = await client.submit("/signin/root/password", { email: rootEmail, password });
    expectStep(typed, "/signin/step/enrolment-code");
    const page = await client.open("/signin/step/enrolment-code");
    const field = /<label for="([^"]+)">Enrolment code<\/label>/.exec(page.text)?.[1] ?? "";
    const wrong = await client.submit("/signin/step/enrolment-code", {
      [field]: "A".repeat(enrolmentCode.length),
    });
    assert.notEqual(wrong.status, 303);
    const right = await client.submit("/signin/step/enrolment-code", { [field]: enrolmentCode });
    expectStep(right, "/signin/step/device");

    const device = await client.open("/signin/step/device");
    assert.equal(device.status, 200);
    const shown = await client.submit("/signin/step/device/show", { key: "shown" });
    const key = /id="secret-key">([^<]+)</.exec(shown.text)?.[1] ?? "";
    const fresh = seedOf(key);
    const assigned = await client.submit("/signin/step/device", {
      authenticationCode1: codeOf(fresh, stepAt() - 2),
      authenticationCode2: codeOf(fresh, stepAt() - 1),
    });
    expectStep(assigned, "/console/");
    const { mFADevices } = await client.succeed<{ mFADevices: readonly unknown[] }>(
      "ListMFADevices",
      {},
    );
    assert.equal(mFADevices.length, 1, "the lost device is still there");

    // Recorded, with who stood at the machine.
    const [record] = await database.query(
      `select event from audit where event like '%"type":"Operator"%' and event like '%ResetRootMFA%'`,
    );
    assert.match(String(record?.["event"]), /"principalId":"operator"/);
    assert.ok(!String(record?.["event"]).includes(enrolmentCode));
  });
});
