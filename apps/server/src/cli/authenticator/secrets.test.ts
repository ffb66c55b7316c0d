import assert from "node:assert/strict";
import { PassThrough, Readable } from "node:stream";
import { describe, test } from "node:test";
import { OperatorFault } from "@sallyport/platform";
import { UsageFault } from "../command.ts";
import { openSecrets } from "./secrets.ts";

/** A terminal that answers each question with what is typed next; `shown` is all that it showed. */
function terminal(...typed: readonly string[]) {
  const answers = [...typed];
  const modes: boolean[] = [];
  const modesWhenAsked: boolean[] = [];
  let shown = "";
  const stdin = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (raw: boolean) => modes.push(raw),
  });
  const stderr = new PassThrough();
  stderr.on("data", (chunk) => {
    shown += chunk;
    if (!/: $/.test(String(chunk))) return;
    modesWhenAsked.push(modes.at(-1) ?? false);
    setImmediate(() => stdin.write(answers.shift() ?? ""));
  });
  const secrets = openSecrets(
    { env: {}, currentDirectory: ".", stdin, stdout: new PassThrough(), stderr },
    { fromStdin: false },
  );
  return { secrets, modes, modesWhenAsked, shown: () => shown };
}

describe("a secret at a terminal", () => {
  test("is not shown, and the terminal is left as it was", async () => {
    const { secrets, modes, shown } = terminal("pässword\r");
    assert.equal(await secrets.ask("Passphrase"), "pässword");
    assert.deepEqual([modes, shown()], [[true, false], "Passphrase: \n"]);
  });

  test("is not shown to whoever types as soon as they are asked either", async () => {
    const { secrets, modesWhenAsked } = terminal("one\r", "one\r");
    await secrets.choose("Passphrase");
    assert.deepEqual(modesWhenAsked, [true, true]);
  });

  const corrections: readonly [string, string][] = [
    ["abX\x7fc\r", "abc"],
    ["ab👩X\b\b\n", "ab"],
    ["wrong\x15right\r", "right"],
  ];
  for (const [typed, secret] of corrections) {
    test(`is corrected: ${JSON.stringify(typed)}`, async () => {
      assert.equal(await terminal(typed).secrets.ask("Passphrase"), secret);
    });
  }

  test("that is being chosen is asked for twice", async () => {
    assert.equal(await terminal("one\r", "one\r").secrets.choose("Passphrase"), "one");
    await assert.rejects(terminal("one\r", "two\r").secrets.choose("Passphrase"), UsageFault);
  });

  test("may be refused with Ctrl-C", async () => {
    const { secrets, modes } = terminal("abc\x03");
    await assert.rejects(secrets.ask("Passphrase"), OperatorFault);
    assert.deepEqual(modes, [true, false]);
  });
});

describe("secrets on standard input", () => {
  const lines = (text: string) =>
    openSecrets(
      {
        ...{ env: {}, currentDirectory: ".", stdin: Readable.from([Buffer.from(text)]) },
        ...{ stdout: new PassThrough(), stderr: new PassThrough() },
      },
      { fromStdin: true },
    );

  test("are a line each, and then the rest", async () => {
    const secrets = lines("one\r\n two \nthree\nfour\n");
    assert.equal(await secrets.ask("First"), "one");
    assert.equal(await secrets.choose("Second"), " two ");
    assert.equal(await secrets.rest("Others"), "three\nfour\n");
  });

  test("are named where they are missing", async () => {
    const secrets = lines("one\n");
    await secrets.ask("First");
    const isNamed = (error: unknown) =>
      error instanceof UsageFault && error.message === "Second is missing on standard input.";
    await assert.rejects(secrets.ask("Second"), isNamed);
  });
});
