import assert from "node:assert/strict";
import { chmod, mkdtemp, readdir, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { OperatorFault } from "@sallyport/platform";
import {
  findServerUrl,
  keyLiesInside,
  prepareDataDirectory,
  publishServerUrl,
  refuseEmptied,
  rememberAccount,
  withdrawServerUrl,
} from "./data-directory.ts";

describe("the data directory", () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), "sallyport-data-"));
  });
  after(() => rm(folder, { recursive: true }));

  const fresh = async (name: string) => {
    const directory = join(folder, name);
    await prepareDataDirectory(directory);
    return directory;
  };

  test("is made for its owner alone, and may be there already", async () => {
    const directory = await fresh("a/b/data");
    assert.equal((await stat(directory)).mode & 0o777, 0o700);
    await prepareDataDirectory(directory);
  });

  test("is refused in one line where it is a file, or cannot be made or written", async () => {
    const file = join(folder, "file");
    await writeFile(file, "");
    for (const path of [file, join(file, "data"), join(file, "a/b/data")]) {
      await assert.rejects(prepareDataDirectory(path), (error: Error) => {
        assert.ok(error instanceof OperatorFault);
        assert.match(
          error.message,
          /^The data directory \S+ (?:is not a directory|cannot be used: E\w+)\.$/,
        );
        return true;
      });
    }
  });

  test("that once had an account refuses an empty database, unless it is meant", async () => {
    const directory = await fresh("marked");
    const check = (anyAccount: boolean, beginAnew = false) =>
      refuseEmptied({ directory, anyAccount, beginAnew });
    await check(false);
    await rememberAccount(directory);
    await rememberAccount(directory);
    await check(true);
    await assert.rejects(
      check(false),
      /There was an account in \S+, but the database is empty\..*--new/,
    );
    await check(false, true);
    await check(false);
    assert.deepEqual(await readdir(directory), []);
  });

  test("tells where the server is reached while it runs", async () => {
    const directory = await fresh("reached");
    assert.equal(await findServerUrl(directory), undefined);
    await publishServerUrl(directory, "http://localhost:40123");
    assert.equal(await findServerUrl(directory), "http://localhost:40123");
    await withdrawServerUrl(directory);
    await withdrawServerUrl(directory);
    assert.equal(await findServerUrl(directory), undefined);
  });

  test("what is written into it is for its owner alone, whatever its own mode", async () => {
    const directory = await fresh("open");
    await chmod(directory, 0o755);
    await rememberAccount(directory);
    await publishServerUrl(directory, "http://localhost:1");
    for (const name of await readdir(directory)) {
      assert.equal((await stat(join(directory, name))).mode & 0o777, 0o600, name);
    }
  });
});

const places: readonly (readonly [string, boolean])[] = [
  ["/srv/data.key", false],
  ["/srv/data/data.key", true],
  ["/srv/data/keys/a.key", true],
  ["/srv/data2/a.key", false],
  ["/etc/sallyport.key", false],
  ["/srv/data/../a.key", false],
];
for (const [path, inside] of places) {
  test(`the key ${path} ${inside ? "lies" : "does not lie"} inside /srv/data`, () => {
    assert.equal(keyLiesInside("/srv/data", { kind: "file", path }), inside);
  });
}
test("a key that is no file lies nowhere", () => {
  assert.ok(!keyLiesInside("/srv/data", { kind: "text", text: "" }));
});
