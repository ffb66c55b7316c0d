import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { findTests, longestFirst, runTests } from "./tests.mjs";

/** @type {string} */
let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), "sallyport-tests-of-tests-"));
});
after(() => rmSync(folder, { recursive: true, force: true }));

const good = 'test("good", () => {});';

const runs = [
  {
    name: "counts what passed and what failed",
    code: `${good} test("bad", () => { throw 1; });`,
    passed: 1,
    failed: 1,
  },
  {
    name: "counts a skipped test as failed",
    code: `${good} test.skip("later", () => {});`,
    passed: 1,
    failed: 1,
  },
  {
    name: "counts a skipped suite as failed",
    code: `${good} suite.skip("later", () => {});`,
    passed: 1,
    failed: 1,
  },
  {
    name: "counts a test put off as failed",
    code: `${good} test.todo("later");`,
    passed: 1,
    failed: 1,
  },
  {
    name: "counts a suite once for each test in it",
    code: `suite("s", () => { ${good} ${good} });`,
    passed: 2,
    failed: 0,
  },
  {
    name: "counts one failure within a suite once",
    code: 'suite("s", () => { test("bad", () => { throw 1; }); });',
    passed: 0,
    failed: 1,
  },
  {
    name: "counts a run that exits early as failed",
    code: 'test("x", () => { process.exit(0); });',
    passed: 0,
    failed: 1,
  },
  {
    name: "counts an error after the last test as failed",
    code: `${good} setTimeout(() => { throw 1; }, 200);`,
    passed: 1,
    failed: 1,
  },
  {
    name: "counts a file that does not load as failed",
    code: 'import "./missing.mjs";',
    passed: 0,
    failed: 1,
  },
];

test("browser journeys come first, clients last, and of a kind the largest; a new kind before all", () => {
  /** @type {Record<string, number>} */
  const sizes = {
    "tests/aws-sdk/large.test.ts": 9,
    "tests/browser/middle.test.ts": 2,
    "tests/browser/small.test.ts": 1,
    "tests/faults/middle.test.ts": 3,
    "tests/new-kind/small.test.ts": 1,
  };
  assert.deepEqual(
    longestFirst(Object.keys(sizes), (file) => sizes[file] ?? 0),
    [
      "tests/new-kind/small.test.ts",
      "tests/browser/middle.test.ts",
      "tests/browser/small.test.ts",
      "tests/faults/middle.test.ts",
      "tests/aws-sdk/large.test.ts",
    ],
  );
});

test("whatever order they come in, each file comes once", () => {
  const found = findTests(["tests"], []);
  assert.ok(found.length > 40);
  assert.deepEqual(longestFirst(found).sort(), [...found].sort());
});

/** @param {"none" | "process"} isolation @param {string} name @param {string} code */
function runCode(isolation, name, code) {
  const file = join(folder, `${isolation}-${name}.test.mjs`);
  writeFileSync(file, `import { suite, test } from "node:test";\n${code}\n`);
  const { NODE_TEST_CONTEXT: _, ...env } = process.env; // else the inner run would report to the outer one
  return runTests(process.execPath, [file], { isolation, timeoutSeconds: 30, env });
}

for (const isolation of /** @type {const} */ (["none", "process"])) {
  const how = isolation === "none" ? "in one process" : "in a process per file";
  for (const [index, { name, code, passed, failed }] of runs.entries()) {
    test(`a test run ${how} ${name}`, async () => {
      const run = await runCode(isolation, String(index), code);
      assert.deepEqual([run.passed, run.failed], [passed, failed], run.output);
    });
  }
}

for (const isolation of /** @type {const} */ (["none", "process"])) {
  test(`a failure comes with its file, its name, what it said and why (isolation: ${isolation})`, async () => {
    const code =
      'suite("s", () => { test("bad", () => { throw Error("outer", { cause: Error("inner") }); }); });';
    const { failures, output } = await runCode(isolation, "told", `${good} ${code}`);
    assert.equal(failures.length, 1, output);
    const [{ what, text } = { what: "", text: "" }] = failures;
    assert.match(what, /none-told\.test\.mjs: bad$|process-told\.test\.mjs: bad$/);
    assert.match(text, /^Error: outer\n {4}at .*told\.test\.mjs:2:/);
    assert.match(text, /\[cause\]: Error: inner\n/);
  });
}

test("a test during which its process left is a failure, whatever passed before it", async () => {
  const pause = "const pause = () => new Promise((go) => setTimeout(go, 200));";
  const code =
    'test("first", pause); test("second", async () => { await pause(); process.exit(0); });';
  const run = await runCode("process", "left", `${pause} ${code}`);
  assert.deepEqual([run.passed, run.failed], [1, 1], run.output);
});
