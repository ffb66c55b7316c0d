// The real command, as a process of its own, on real directories: what it prints, where, and how it ends.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { after, before, describe, test } from "node:test";
import { fileURLToPath } from "node:url";

const program = fileURLToPath(new URL("../../apps/server/src/main.ts", import.meta.url));
const password = "Harbour-Lantern-42";

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

type Environment = Readonly<Record<string, string>>;

function begin(args: readonly string[], env: Environment, directory: string): ChildProcess {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith("SALLYPORT_"));
  return spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, ...args], {
    cwd: directory,
    env: { ...Object.fromEntries(own), ...env },
    stdio: "pipe",
  });
}

describe("the command line", () => {
  let folder: string;
  let rooms = 0;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sallyport-cli-"));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  /** A directory of its own for each test, in which `sallyport` is run. */
  function room(settings: Environment = {}) {
    const directory = join(folder, String(rooms++));
    const env = { SALLYPORT_DATA_DIR: join(directory, "data"), ...settings };
    async function run(
      args: readonly string[],
      input = "",
      extra: Environment = {},
    ): Promise<Ended> {
      const child = begin(args, { ...env, ...extra }, folder);
      child.stdin?.end(input);
      const [out, err, [code]] = await Promise.all([
        text(child.stdout as NodeJS.ReadableStream),
        text(child.stderr as NodeJS.ReadableStream),
        once(child, "exit"),
      ]);
      return { code, out, err };
    }
    const create = (email: string, ...more: readonly string[]) =>
      run(
        [
          "account",
          "create",
          "--email",
          email,
          "--name",
          "Acme",
          "--password-stdin",
          "--json",
          ...more,
        ],
        password,
      );
    return { directory, data: join(directory, "data"), env, run, create };
  }

  test("an account is made where nothing is yet, and standard output is one line", async () => {
    const { create, data, directory } = room();
    const { code, out, err } = await create(
      "root@example.org",
      "--with-access-key",
      "--account-id",
      "012345678901",
    );
    assert.equal(code, 0, err);
    assert.match(out, /^[^\n]+\n$/);
    const { accessKey, ...made } = JSON.parse(out);
    assert.deepEqual(made, {
      accountId: "012345678901",
      name: "Acme",
      email: "root@example.org",
      signInUrl: "http://localhost:6238/signin/012345678901",
    });
    assert.match(accessKey.accessKeyId, /^AKIA[A-Z2-7]{16}$/);
    assert.match(accessKey.secretAccessKey, /^[A-Za-z0-9+/]{40}$/);
    assert.match(err, /The master key was made: \S+data\.key\nBack it up/);
    assert.ok(!err.includes(accessKey.secretAccessKey));
    for (const path of [
      ...(await readdir(data)).map((name) => join(data, name)),
      join(directory, "data.key"),
    ]) {
      assert.equal((await stat(path)).mode & 0o077, 0, path);
    }
  });

  test("one that exists ends with 3, whatever its case, and changes nothing", async () => {
    const { create, run } = room();
    assert.equal((await create("root@example.org", "--account-id", "111122223333")).code, 0);
    const sameEmail = await create("ROOT@example.org");
    assert.deepEqual([sameEmail.code, sameEmail.out], [3, ""]);
    assert.match(
      sameEmail.err,
      /^sallyport: An account with the e-mail address \S+ already exists\.\n$/,
    );
    const sameId = await create("other@example.org", "--account-id", "111122223333");
    assert.deepEqual([sameId.code, sameId.out], [3, ""]);
    const { out } = await run(["account", "list", "--json"]);
    assert.equal(JSON.parse(out).accounts.length, 1);
  });

  test("invalid input ends with 2, names the option, and leaves no account", async () => {
    const { create, run } = room();
    const bad = await create("nobody", "--account-id", "12");
    assert.deepEqual([bad.code, bad.out], [2, ""]);
    assert.match(bad.err, /--email: /);
    assert.match(bad.err, /--account-id: An account id has twelve digits\./);
    const weak = await run(
      ["account", "create", "--email", "a@b.example", "--name", "A", "--password-stdin"],
      "P@ssw0rd123!\n",
    );
    assert.deepEqual([weak.code, weak.out], [2, ""]);
    assert.ok(!weak.err.includes("P@ssw0rd"));
    assert.equal((await run(["account", "list", "--json"])).out, '{"accounts":[]}\n');
  });

  test("five made at once in a fresh directory are five accounts under one key", async () => {
    const { create, run } = room();
    const all = await Promise.all([1, 2, 3, 4, 5].map((n) => create(`root${n}@example.org`)));
    assert.deepEqual(
      all.map(({ code, err }) => (code === 0 ? 0 : err)),
      [0, 0, 0, 0, 0],
    );
    const listed = JSON.parse((await run(["account", "list", "--json"])).out).accounts;
    assert.equal(new Set(listed.map((one: { accountId: string }) => one.accountId)).size, 5);
    const people = await run(["account", "list"]);
    assert.match(people.out, /^ACCOUNT {7}NAME {2}ROOT USER/);
    assert.equal(people.out.split("\n").length, 7);
  });

  test("break-glass prints a code once, and refuses an account that is not there", async () => {
    const { create, run } = room();
    await create("root@example.org", "--account-id", "111122223333");
    const reset = await run(["root", "reset-mfa", "--account", "111122223333", "--json"]);
    assert.equal(reset.code, 0, reset.err);
    const made = JSON.parse(reset.out);
    assert.equal(made.signInUrl, "http://localhost:6238/signin/111122223333");
    assert.equal(made.removedDevices, 0);
    assert.ok(made.enrolmentCode.length >= 16);
    assert.ok(!reset.err.includes(made.enrolmentCode));
    const again = await run(["root", "reset-mfa", "--account", "111122223333"]);
    assert.match(again.out, /^Enrolment code: \S/);
    assert.ok(!again.out.includes(made.enrolmentCode));
    assert.equal((await run(["root", "reset-mfa", "--account", "999999999999"])).code, 1);
    assert.equal((await run(["root", "reset-mfa", "--account", "9"])).code, 2);
    assert.equal((await run(["root", "reset-mfa"])).code, 2);
  });

  test("an account gets another address, and not one that another account has", async () => {
    const { create, run } = room();
    await create("root@example.org", "--account-id", "111122223333");
    await create("other@example.org", "--account-id", "444455556666");
    const set = (account: string, email: string, ...more: readonly string[]) =>
      run(["root", "set-email", "--account", account, "--email", email, ...more]);

    const moved = await set("111122223333", "New.Root@example.org", "--json");
    assert.equal(moved.code, 0, moved.err);
    assert.deepEqual(JSON.parse(moved.out), {
      accountId: "111122223333",
      email: "New.Root@example.org",
      formerEmail: "root@example.org",
      signInUrl: "http://localhost:6238/signin/111122223333",
    });
    const taken = await set("444455556666", "NEW.root@example.org");
    assert.deepEqual([taken.code, taken.out], [3, ""]);
    assert.match(taken.err, /An account with the e-mail address \S+ already exists\.\n$/);
    const same = await set("111122223333", "New.Root@example.org");
    assert.deepEqual([same.code, same.out], [2, ""]);
    assert.match(same.err, /^sallyport: --email: /);
    assert.equal((await set("999999999999", "nobody@example.org")).code, 1);
    assert.equal((await set("9", "nobody@example.org")).code, 2);
    assert.equal((await set("111122223333", "no-address")).code, 2);

    const freed = await set("444455556666", "root@example.org");
    assert.match(
      freed.out,
      /^The e-mail address of account 444455556666 is now root@example\.org,/,
    );
    const { accounts } = JSON.parse((await run(["account", "list", "--json"])).out);
    assert.deepEqual(
      accounts.map(({ email }: { email: string }) => email),
      ["New.Root@example.org", "root@example.org"],
    );
  });

  describe("what stands in the way is said in one line", () => {
    const oneLine = ({ code, out, err }: Ended, expected: RegExp, expectedCode = 1) => {
      assert.deepEqual([code, out], [expectedCode, ""], err);
      assert.match(err, /^sallyport: [^\n]+\n$/);
      assert.match(err, expected);
    };

    test("a key that is another database's", async () => {
      const { create, run } = room();
      await create("root@example.org");
      const other = { SALLYPORT_MASTER_KEY: Buffer.alloc(32, 9).toString("base64") };
      oneLine(
        await run(["account", "list"], "", other),
        /This master key does not open this database\./,
      );
    });

    test("a key file that was lost, and none is made in its place", async () => {
      const { create, run, directory } = room();
      await create("root@example.org");
      await rm(join(directory, "data.key"));
      oneLine(await run(["account", "list"]), /master key file \S+ is missing/);
      assert.deepEqual(await readdir(directory), ["data"]);
    });

    test("a key file that others can read", async () => {
      const { create, run, directory } = room();
      await create("root@example.org");
      await chmod(join(directory, "data.key"), 0o644);
      oneLine(
        await run(["account", "list"]),
        /can be read by others than its owner\. Run: chmod 600/,
      );
    });

    test("a database that is none", async () => {
      const { create, run, data } = room();
      await create("root@example.org");
      await writeFile(
        join(data, "sallyport.db"),
        "this is no database, and long enough to be looked at".repeat(100),
      );
      oneLine(await run(["account", "list"]), /sallyport\.db/);
    });

    test("an empty database where there was an account, until --new says so", async () => {
      const { create, run, data } = room();
      await create("root@example.org");
      await rm(join(data, "sallyport.db"));
      oneLine(
        await run(["account", "list"]),
        /There was an account in \S+, but the database is empty/,
      );
      oneLine(await create("root@example.org"), /--new/);
      assert.equal((await create("root@example.org", "--new")).code, 0);
      assert.equal((await run(["account", "list"])).code, 0);
    });

    test("a database in memory, which no command can reach", async () => {
      const { run } = room({ SALLYPORT_DATABASE: "sqlite::memory:" });
      oneLine(await run(["account", "list"]), /nobody but the server itself can reach/);
    });

    test("a setting that is wrong or unknown", async () => {
      const { run } = room();
      oneLine(
        await run(["account", "list"], "", { SALLYPORT_TOTP_WINDOW: "9" }),
        /SALLYPORT_TOTP_WINDOW must be 0, 1 or 2/,
        2,
      );
      oneLine(
        await run(["start"], "", { SALLYPORT_TEST_CLOCK: "1" }),
        /SALLYPORT_TEST_CLOCK is not a setting of Sallyport/,
        2,
      );
    });
  });

  describe("beside a running server", () => {
    let server: ChildProcess;
    let beside: ReturnType<typeof room>;
    let log = "";
    let said = "";
    before(async () => {
      beside = room({ SALLYPORT_LISTEN: "127.0.0.1:0" });
      server = begin(["start"], beside.env, folder);
      const ready = Promise.withResolvers<void>();
      server.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
        log += chunk;
      });
      server.stderr?.setEncoding("utf8").on("data", (chunk: string) => {
        said += chunk;
        if (said.includes("Sallyport is ready")) ready.resolve();
      });
      server.once("exit", () => ready.reject(new Error(`the server ended: ${said}`)));
      await ready.promise;
    });
    after(async () => {
      if (server.exitCode !== null) return;
      server.kill("SIGKILL");
      await once(server, "exit");
    });

    test("the set-up token is in a file for its owner alone, and in no log", async () => {
      const path = join(beside.data, "setup-token");
      assert.ok(said.includes(path));
      assert.equal((await stat(path)).mode & 0o777, 0o600);
      const token = (await readFile(path, "utf8")).trim();
      assert.equal(Buffer.from(token, "base64url").length, 32);
      assert.ok(!log.includes(token) && !said.includes(token));
    });

    test("an account is made, and its sign-in address is the server's", async () => {
      const { code, out, err } = await beside.create("root@example.org");
      assert.equal(code, 0, err);
      const { signInUrl } = JSON.parse(out);
      assert.match(signInUrl, /^http:\/\/localhost:[1-9]\d+\/signin\/\d{12}$/);
      assert.equal((await fetch(new URL("/readyz", signInUrl))).status, 200);
    });

    test("a second server on its database is refused in one line", async () => {
      const second = await beside.run(["start"]);
      assert.equal(second.code, 1);
      assert.match(second.err, /^sallyport: Another Sallyport server is running on [^\n]+\n$/);
      assert.equal(second.out, "");
    });

    test("it stops cleanly, and takes its address and token with it", async () => {
      server.kill("SIGTERM");
      const [code] = await once(server, "exit");
      assert.equal(code, 0, said);
      assert.deepEqual((await readdir(beside.data)).sort(), [
        "had-account",
        "outbox",
        "sallyport.db",
        "sallyport.db.lock",
      ]);
    });
  });
});
