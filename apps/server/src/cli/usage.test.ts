import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { describe, test } from "node:test";
import { runCommandLine } from "./main.ts";

/** One command line in this process, in an empty directory; `made` is what it left there. */
async function call(args: readonly string[]) {
  const directory = await mkdtemp(join(tmpdir(), "sallyport-usage-"));
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  try {
    const code = await runCommandLine(args, {
      env: {},
      currentDirectory: directory,
      stdin: Readable.from([]),
      stdout,
      stderr,
    });
    stdout.end();
    stderr.end();
    return {
      code,
      out: await text(stdout),
      err: await text(stderr),
      made: await readdir(directory),
    };
  } finally {
    await rm(directory, { recursive: true });
  }
}

describe("the command line tells how it is called", () => {
  const helps: readonly (readonly string[])[] = [
    ["--help"],
    ["help"],
    ["account", "--help"],
    ["start", "--help"],
    ["lab", "--help"],
    ["account", "create", "--help"],
    ["account", "list", "-h"],
    ["root", "reset-mfa", "--account", "1", "--help"],
    ["root", "set-email", "--help"],
    ["rotate-keys", "--help"],
    ["rotate-master-key", "--help"],
    ["credentials", "--help"],
    ["authenticator", "--help"],
    ...["add", "list", "code", "export", "import", "sync"].map((word) => [
      "authenticator",
      word,
      "--help",
    ]),
  ];
  for (const args of helps) {
    test(`for "${args.join(" ")}", on standard output`, async () => {
      const { code, out, err, made } = await call(args);
      assert.deepEqual([code, err, made], [0, "", []]);
      assert.match(out, /Usage: /);
      assert.ok(out.split("\n").every((line) => line.length <= 100));
    });
  }

  test("with its version", async () => {
    const { code, out } = await call(["--version"]);
    assert.equal(code, 0);
    assert.match(out, /^sallyport \d+\.\d+\.\d+\n$/);
  });

  const wrong: readonly (readonly string[])[] = [
    [],
    ["acount"],
    ["account"],
    ["account", "create"],
    ["account", "create", "--email", "a@b.example", "--name", "A"],
    ["account", "create", "--email"],
    ["account", "create", "--email", "", "--name", "A", "--password-stdin"],
    ["account", "create", "--email", "a@b.example", "--name", "A", "--password-stdin"],
    ["account", "list", "--jsno"],
    ["account", "list", "everything"],
    ["root", "reset-mfa"],
    ["root", "set-email"],
    ["root", "set-email", "--account", "111122223333"],
    ["root", "set-email", "--email", "a@b.example"],
    ["rotate-keys", "now"],
    ["rotate-master-key", "now"],
    ["rotate-keys", "--end-session"],
    ["credentials"],
    ["credentials", "alice"],
    ["credentials", "--profile", "alice", "--vault", "my.vault"],
    ["authenticator"],
    ["authenticator", "list"],
    ["authenticator", "code"],
    ["authenticator", "code", "one", "two"],
    ["authenticator", "export"],
    ["authenticator", "import"],
  ];
  for (const args of wrong) {
    test(`and ends with 2 for "${args.join(" ")}", with nothing made`, async () => {
      const { code, out, err, made } = await call(args);
      assert.deepEqual([code, out, made], [2, "", []]);
      assert.match(err, /^sallyport: .*(?:--help\)|command)/);
    });
  }
});
