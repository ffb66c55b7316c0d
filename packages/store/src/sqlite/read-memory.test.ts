import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { describe, test } from "node:test";
import { setImmediate } from "node:timers/promises";
import { type AccountId, type GroupId, instant } from "@sallyport/core";
import fc from "fast-check";
import { openStore } from "../open-store.ts";
import { repositories } from "../repositories/all.ts";
import { newFile } from "../testing/databases.ts";
import { SqliteConnection } from "./connection.ts";
import { questionKey, ReadMemory } from "./read-memory.ts";
import { readOnce } from "./turns.ts";

const put = "insert or replace into meta (name, value) values (?, ?)";

/** A store, a reader of its file, and another process's connection to it. */
async function openBoth() {
  const { path, url, dispose } = await newFile();
  const store = await openStore({ url });
  const other = new DatabaseSync(path);
  const reader = new SqliteConnection(path, { readOnly: true });
  const { marks } = repositories(reader);
  const read = <T>(work: () => Promise<T>) => readOnce(reader, work);
  const close = async () => {
    other.close();
    reader.close();
    await store.close();
    await dispose();
  };
  const find = (name: string) => read(() => marks.find(name));
  return { store, marks, read, find, write: other.prepare(put), close };
}

describe("what a reader remembers", () => {
  test("is never older than what another process has committed", async () => {
    const { find, write, close } = await openBoth();
    assert.equal(await find("colour"), undefined);
    for (let round = 0; round < 50; round += 1) {
      write.run("colour", `red ${round}`);
      await setImmediate(); // nobody hears of a commit elsewhere without a turn of the event loop
      assert.equal(await find("colour"), `red ${round}`);
      assert.equal(await find("colour"), `red ${round}`);
    }
    await close();
  });

  test("is never older than what this process has committed", async () => {
    const { store, close } = await openBoth();
    const accountId = "111122223333" as AccountId;
    for (let round = 0; round < 50; round += 1) {
      const name = `group-${round}`;
      const find = () => store.read((tx) => tx.groups.find(accountId, name));
      const group = { accountId, groupId: `AGPA${round}` as GroupId, name, path: "/" };
      const before = await store.transact(async (tx) => {
        await tx.groups.insert({ ...group, createdAt: instant(round) });
        return find(); // the version is known from here on, until the commit that follows at once
      });
      assert.equal(before, undefined);
      assert.equal((await find())?.name, name);
    }
    await close();
  });

  test("is of one moment with what the same read asks of the database", async () => {
    const { marks, read, find, write, close } = await openBoth();
    write.run("remembered", "1");
    write.run("asked", "1");
    await find("remembered");
    const runs: string[] = [];
    const seen = await read(async () => {
      const remembered = await marks.find("remembered");
      if (runs.length === 0) {
        write.run("remembered", "2");
        write.run("asked", "2");
      }
      runs.push(remembered ?? "");
      return [remembered, await marks.find("asked")];
    });
    assert.deepEqual(seen, ["2", "2"]);
    assert.deepEqual(runs, ["1", "2"], "the read began again");
    assert.equal(await find("remembered"), "2");
    await close();
  });

  test("of a moment stays of that moment while another process goes on", async () => {
    const { marks, read, write, close } = await openBoth();
    write.run("first", "1");
    write.run("second", "1");
    const seen = await read(async () => {
      const first = await marks.find("first");
      write.run("second", "2");
      return [first, await marks.find("second")];
    });
    assert.deepEqual(seen, ["1", "1"]);
    await close();
  });

  test("is shared, so nobody can change it", () => {
    const memory = new ReadMemory();
    const rows = [{ name: "alice" }];
    memory.at(1);
    memory.keep("who", rows);
    assert.throws(() => Object.assign(rows[0] ?? {}, { name: "mallory" }), TypeError);
  });

  test("does not grow without end", () => {
    const memory = new ReadMemory();
    memory.at(1);
    for (let each = 0; each < 100_000; each += 1) {
      memory.keep(`question ${each}`, [{ text: "a".repeat(1000) }]);
      assert.ok(memory.weight <= 16 * 2 ** 20);
    }
    assert.ok(memory.find("question 99999"));
    memory.at(2);
    assert.equal(memory.weight, 0);
  });

  test("is no piece of a report, no vault and no long page", () => {
    const memory = new ReadMemory();
    memory.at(1);
    const heavy = [
      [{ piece: new Uint8Array(64 * 1024) }],
      [{ text: "a".repeat(64 * 1024) }],
      Array.from({ length: 1000 }, (_, index) => ({ index })),
    ];
    for (const [index, rows] of heavy.entries()) {
      memory.keep(`question ${index}`, rows);
      assert.equal(memory.find(`question ${index}`), undefined);
    }
    assert.equal(memory.weight, 0);
  });
});

describe("a question", () => {
  const bound = fc.array(fc.oneof(fc.string({ unit: "binary" }), fc.double(), fc.constant(null)));

  test("is told from every other", () => {
    fc.assert(
      fc.property(bound, bound, (a, b) => {
        const alike = a.length === b.length && a.every((each, index) => each === b[index]);
        fc.pre(!alike && !a.some(Number.isNaN) && !b.some(Number.isNaN));
        assert.notEqual(questionKey("s1", a), questionKey("s1", b));
      }),
    );
  });

  test("that is asked with bytes has no name", () => {
    assert.equal(questionKey("s1", [new Uint8Array(32)]), undefined);
  });
});
