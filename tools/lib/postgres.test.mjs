import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { test } from "node:test";
import { findPostgres, withPostgres } from "./postgres.mjs";

const bin = findPostgres();

// Where PostgreSQL is missing, npm run check has said so already and does without.
if (bin !== undefined) {
  test("the tests' PostgreSQL is a real one, flushes what it writes, and is gone afterwards", async () => {
    const url = await withPostgres(bin, async (running) => {
      const answer = spawnSync(`${bin}/psql`, [running, "-Atc", "show fsync"], {
        encoding: "utf8",
      });
      assert.equal(answer.stdout, "on\n", answer.stderr);
      return running;
    });
    assert.notEqual(spawnSync(`${bin}/psql`, [url, "-c", "select 1"]).status, 0);
  });
}
