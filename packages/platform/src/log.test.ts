import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text as readText } from "node:stream/consumers";
import { describe, mock, test } from "node:test";
import { createLog, type Log, type LogFields } from "./log.ts";

async function logged(write: (log: Log) => void, readable = false): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "sallyport-log-"));
  try {
    const to = join(folder, "log");
    const log = createLog({ to, readable, level: "debug" });
    write(log);
    log.flush();
    return await readFile(to, "utf8");
  } finally {
    await rm(folder, { recursive: true });
  }
}

const secrets = {
  password: "correct horse battery staple",
  cookie: "__Host-session=RkCWmFyM0pQ2yGZ9sU8kJ7xB4vN1aT6eHdLqOiPwXcE",
  authorization: "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE",
  seed: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP",
  token: "RkCWmFyM0pQ2yGZ9sU8kJ7xB4vN1aT6eHdLqOiPwXcE",
  phc: "$argon2id$v=19$m=19456,t=2,p=1$c2FsdHNhbHRzYWx0$aGFzaA",
};

describe("the log", () => {
  test("every line says when, to the millisecond", async () => {
    const times = [
      "2026-12-31T23:59:59.007Z",
      "2026-12-31T23:59:59.999Z",
      "2027-01-01T00:00:00.000Z",
    ];
    mock.timers.enable({ apis: ["Date"] });
    try {
      const text = await logged((log) => {
        for (const time of times) {
          mock.timers.setTime(Date.parse(time));
          log.info("request");
        }
      });
      const lines = text.trimEnd().split("\n");
      assert.deepEqual(
        lines.map((line) => JSON.parse(line).time),
        times,
      );
    } finally {
      mock.timers.reset();
    }
  });

  test("one line is one JSON object with the listed fields", async () => {
    const text = await logged((log) =>
      log.info("request", {
        requestId: "r-1",
        method: "POST",
        route: "/signin/:account",
        status: 200,
        ms: 12.5,
        operation: "SignIn",
        accountId: "123456789012",
      }),
    );
    const { time, ...line } = JSON.parse(text);
    assert.match(time, /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    assert.deepEqual(line, {
      level: "info",
      requestId: "r-1",
      method: "POST",
      route: "/signin/:account",
      status: 200,
      ms: 12.5,
      operation: "SignIn",
      accountId: "123456789012",
      msg: "request",
    });
  });

  for (const readable of [false, true]) {
    const form = readable ? "readable" : "JSON";

    test(`no secret reaches the ${form} log, whatever is passed`, async () => {
      const error = Object.assign(new Error(`cannot store ${secrets.token}`), {
        code: "23505",
        detail: secrets.password,
        request: { headers: { cookie: secrets.cookie, authorization: secrets.authorization } },
        parameters: [secrets.seed],
        cause: new AggregateError([new Error(`otpauth secret=${secrets.seed}`)], secrets.phc),
      });
      const broken = (() => {
        try {
          return JSON.parse(`"${secrets.password}`);
        } catch (syntaxError) {
          return syntaxError;
        }
      })();
      const text = await logged((log) => {
        const everything = { ...secrets, body: secrets, headers: secrets, error };
        log.error("failed", everything as LogFields);
        log.error("failed", { error: broken });
        log.error("failed", { error: secrets.password });
        log.error("failed", { error: { ...secrets } });
        log.info("request", { route: `/reset?token=${secrets.password}` });
        log.info("request", { route: `/reset/${secrets.token}#${secrets.password}` });
        log.info("request", { requestId: { password: secrets.password } as never });
      }, readable);
      assert.equal(text.match(/failed/g)?.length, 4);
      for (const [name, secret] of Object.entries(secrets)) {
        assert.ok(!text.includes(secret), `the log holds the ${name}:\n${text}`);
      }
      assert.ok(!text.includes("correct horse"));
    });

    test(`an error is in the ${form} log with its kind, code, place and cause`, async () => {
      const error = new TypeError("the disk is full", { cause: new Error("no space") });
      const text = await logged(
        (log) => log.error("failed", { error: Object.assign(error, { code: "ENOSPC" }) }),
        readable,
      );
      for (const part of ["TypeError", "the disk is full", "ENOSPC", "no space", "log.test.ts"]) {
        assert.ok(text.includes(part), part);
      }
    });

    test(`nobody writes colours or lines of their own into the ${form} log`, async () => {
      const text = await logged((log) => {
        log.warn("odd", { sourceAddress: "\u001b[31mred\r\nforged line\u009b" });
        log.warn("odd", { error: new Error("\u001b]0;title\u0007\nforged line") });
      }, readable);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: that is what must not be there.
      assert.doesNotMatch(text, /\u001b\]|\u001b\[31mred|\u0007|\u009b|\r/);
      assert.doesNotMatch(text, /^forged/m);
    });
  }

  test("a level below the chosen one is not written", async () => {
    const folder = await mkdtemp(join(tmpdir(), "sallyport-log-"));
    const to = join(folder, "log");
    const log = createLog({ to, readable: false });
    log.debug("quiet");
    log.info("loud");
    log.flush();
    assert.doesNotMatch(await readFile(to, "utf8"), /quiet/);
    await rm(folder, { recursive: true });
  });

  const endings = {
    "ends by itself": "",
    "is told to end": "process.exit(0);",
    "ends by a fault": 'throw new Error("fault");',
  };
  for (const [name, ending] of Object.entries(endings)) {
    test(`what is still waiting is written when the program ${name}`, async () => {
      const { stderr } = await program(`log.info("one"); log.info("two"); ${ending}`);
      assert.match(stderr, /"msg":"one".*"msg":"two"/s);
    });
  }

  test("lines come soon and trouble at once, though the program goes on", async () => {
    const { child } = start('log.info("soon"); process.stdin.resume();');
    for await (const chunk of child.stderr) if (String(chunk).includes('"soon"')) break;
    child.kill();
    const trouble = start('log.error("trouble"); process.stdin.resume();');
    for await (const chunk of trouble.child.stderr) if (String(chunk).includes("trouble")) break;
    trouble.child.kill();
  });
});

/** A program of its own with a log on its standard error. */
function start(statements: string) {
  const log = JSON.stringify(import.meta.resolve("./log.ts"));
  const text = `import { createLog } from ${log}; const log = createLog({ to: 2, readable: false }); ${statements}`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", text]);
  return { child };
}

async function program(statements: string): Promise<{ readonly stderr: string }> {
  const { child } = start(statements);
  child.stdin.end();
  return { stderr: await readText(child.stderr) };
}
