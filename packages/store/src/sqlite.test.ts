import assert from "node:assert/strict";
import { mkdir, open, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { type AccountId, instant, type PersonId } from "@sallyport/core";
import { describeStore } from "@sallyport/core/testing";
import { openStore } from "./open-store.ts";
import { newFile, newFolder } from "./testing/databases.ts";

describeStore("SQLite in memory", async () => ({
  store: await openStore({ url: "sqlite::memory:" }),
}));

describeStore("SQLite in a file", async () => {
  const { url, dispose } = await newFile();
  return { store: await openStore({ url }), again: () => openStore({ url }), dispose };
});

test("the database and its companions are for their owner alone", async () => {
  const { path, url, dispose } = await newFile();
  const store = await openStore({ url });
  await store.marks.put("lab", "yes");
  for (const suffix of ["", "-wal", "-shm"]) {
    assert.equal((await stat(path + suffix)).mode & 0o777, 0o600, suffix);
  }
  await store.close();
  await dispose();
});

test("what is no database is refused as damaged, and left as it is", async () => {
  const { path, url, dispose } = await newFile();
  await writeFile(path, "This is no database. ".repeat(500));
  await assert.rejects(openStore({ url }), { code: "Damaged", message: /back-up/ });
  assert.match(await readFile(path, "utf8"), /^This is no database/);
  await dispose();
});

test("a page overwritten behind our back is told as damage", async () => {
  const { path, url, dispose } = await newFile();
  await (await openStore({ url })).close();
  const file = await open(path, "r+");
  const { size } = await file.stat();
  await file.write(Buffer.alloc(size - 4096, 0xa5), 0, size - 4096, 4096);
  await file.close();
  await assert.rejects(
    openStore({ url }).then(async (store) => {
      try {
        await store.read((tx) => tx.accounts.any());
      } finally {
        await store.close();
      }
    }),
    { name: "StoreError", code: "Damaged" },
  );
  await dispose();
});

test("a database of a newer version is refused and not touched", async () => {
  const { path, url, dispose } = await newFile();
  await (await openStore({ url })).close();
  const database = new DatabaseSync(path);
  database.exec("update meta set value = '999' where name = 'schema'");
  database.close();
  await assert.rejects(openStore({ url }), { code: "NewerSchema", message: /newer Sallyport/ });
  await dispose();
});

test("a place where nothing can be is told as unavailable, in one line", async () => {
  const folder = await newFolder();
  await mkdir(join(folder, "directory.db"));
  const urls = [
    `sqlite:${join(folder, "missing", "sallyport.db")}`,
    `sqlite:${join(folder, "directory.db")}`,
    "sqlite:relative.db",
    "sqlite:",
    "mysql://localhost/sallyport",
  ];
  for (const url of urls) {
    await assert.rejects(openStore({ url }), { code: "Unavailable", message: /^[^\n]+$/ }, url);
  }
  await rm(folder, { recursive: true });
});

test("an existing database is opened as it is", async () => {
  const { url, dispose } = await newFile();
  const first = await openStore({ url });
  await first.marks.put("lab", "yes");
  await first.close();
  const second = await openStore({ url });
  assert.equal(await second.marks.find("lab"), "yes");
  await second.close();
  await dispose();
});

test("many that open one new file at once all find its tables", async () => {
  const { url, dispose } = await newFile();
  const stores = await Promise.all(Array.from({ length: 6 }, () => openStore({ url })));
  const answers = await Promise.all(
    stores.map((store, index) => store.keyring.insertFirst(new Uint8Array([index]), instant(1))),
  );
  assert.equal(answers.filter(Boolean).length, 1);
  for (const store of stores) await store.close();
  await dispose();
});

test("while another process writes, transactions wait without holding up the event loop", async () => {
  const { path, url, dispose } = await newFile();
  const store = await openStore({ url });
  const other = new DatabaseSync(path);
  other.exec("begin immediate");
  let answered = false;
  const write = store.marks.put("lab", "yes").then(() => {
    answered = true;
  });
  // Were the loop held up, these turns would last until the transaction is given up.
  for (let turn = 0; turn < 20; turn += 1) await setTimeout(1);
  assert.equal(answered, false);
  assert.equal(await store.marks.find("lab"), undefined);
  other.exec("commit");
  await write;
  assert.equal(await store.marks.find("lab"), "yes");
  other.close();
  await store.close();
  await dispose();
});

test("a prefix that thousands match goes on by age, page by page, as one that few match", async () => {
  const store = await openStore({ url: "sqlite::memory:" });
  const accountId = "1" as AccountId;
  await store.transact(async ({ people }) => {
    for (let count = 0; count < 2500; count += 1) {
      await people.insert({
        accountId,
        personId: `AIDA${count}` as PersonId,
        kind: "user",
        name: `${count % 2 === 0 ? "even" : "every"}${count}`,
        path: "/",
        createdAt: instant(5000 - count),
        passwordLastUsedAt: undefined,
        lastActiveAt: undefined,
        epoch: 0,
      });
    }
  });
  const second = async (namePrefix: string) => {
    const query = { namePrefix, sortBy: "createDate", descending: true } as const;
    const list = (after: string | undefined) =>
      store.read((tx) => tx.people.listSummaries(accountId, query, { after, limit: 2 }));
    const last = (await list(undefined)).at(-1)?.person;
    const after = `${String(last?.createdAt).padStart(15, "0")}/${last?.name}`;
    return (await list(after)).map(({ person }) => person.name);
  };
  assert.deepEqual(await second("EVE"), ["even2", "every3"]);
  assert.deepEqual(await second("EVEN"), ["even4", "even6"]);
  await store.close();
});

test("closing twice is no fault", async () => {
  const store = await openStore({ url: "sqlite::memory:" });
  await Promise.all([store.close(), store.close()]);
  await store.close();
});

test("closing finishes what was begun, and refuses what comes after", async () => {
  const { url, dispose } = await newFile();
  const store = await openStore({ url });
  const begun = store.marks.put("lab", "yes");
  await store.close();
  await begun;
  await assert.rejects(store.marks.put("lab", "no"), { code: "Unavailable" });
  await assert.rejects(store.marks.find("lab"), { code: "Unavailable" });
  assert.equal(await store.ready(), false);
  const again = await openStore({ url });
  assert.equal(await again.marks.find("lab"), "yes");
  await again.close();
  await dispose();
});
