import assert from "node:assert/strict";
import { test } from "node:test";
import { faultOf, isBusy } from "./faults.ts";

const path = "/var/lib/sallyport/sallyport.db";

const ofSqlite = (errcode: number) =>
  Object.assign(new Error("raw"), { code: "ERR_SQLITE_ERROR", errcode });
const ofSystem = (code: string) => Object.assign(new Error("raw"), { code });

// Extended codes (the second byte) mean the same to whoever has to act.
const faults = [
  { error: ofSqlite(14), code: "Unavailable", words: /check that its folder exists/ },
  { error: ofSqlite(8), code: "Unavailable", words: /check the permissions/ },
  { error: ofSqlite(8 | (4 << 8)), code: "Unavailable", words: /check the permissions/ },
  { error: ofSqlite(13), code: "Unavailable", words: /full: free some space/ },
  { error: ofSqlite(10 | (3 << 8)), code: "Unavailable", words: /check the disk/ },
  { error: ofSqlite(11 | (1 << 8)), code: "Damaged", words: /restore it from a back-up/ },
  { error: ofSqlite(26), code: "Damaged", words: /restore it from a back-up/ },
  { error: ofSystem("EACCES"), code: "Unavailable", words: /may read and write/ },
  { error: ofSystem("EROFS"), code: "Unavailable", words: /mounted read-only/ },
  { error: ofSystem("ENOSPC"), code: "Unavailable", words: /full: free some space/ },
];

test("what the disk or the file does is told in one line that names the file and says what to do", () => {
  for (const { error, code, words } of faults) {
    assert.throws(
      () => {
        throw faultOf(error, path);
      },
      { name: "StoreError", code, message: words, cause: error },
    );
    assert.match(String(faultOf(error, path)), /^StoreError: [^\n]*\/sallyport\.db[^\n]*$/);
  }
});

test("a fault of the program stays what it is", () => {
  for (const error of [ofSqlite(1), ofSqlite(19), new TypeError("x"), undefined]) {
    assert.equal(faultOf(error, path), error);
  }
});

test("busy is busy in all its forms", () => {
  assert.deepEqual(
    [isBusy(ofSqlite(5)), isBusy(ofSqlite(5 | (1 << 8))), isBusy(ofSqlite(6))],
    [true, true, false],
  );
});
