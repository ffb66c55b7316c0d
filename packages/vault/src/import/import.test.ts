import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { encodeBase32 } from "@sallyport/otp";
import fc from "fast-check";
import { trashEntry } from "../entry/change.ts";
import { addDrafts, entriesOf, putItem, trashOf } from "../entry/contents.ts";
import { type EntryDraft, emptyContents, newEntryId } from "../entry/entry.ts";
import { exportPlain, exportSealed } from "../export/export.ts";
import { expected, keePassDatabase, otherExports, password, secret } from "../testing/exports.ts";
import { aegisFile, jsonBytes, twoFasFile } from "../testing/other-apps.ts";
import { anyDraft, bytesOf, cheap } from "../testing/samples.ts";
import { ImportFault, type ImportFaultCode } from "./fault.ts";
import { applyImport, previewImport } from "./preview.ts";
import { readImport, recognizeImport } from "./read-import.ts";

async function exportOf(what: string): Promise<Uint8Array> {
  const found = otherExports.find((each) => each.what === what);
  assert.ok(found, what);
  return found.file();
}

function isFault(code: ImportFaultCode) {
  return (error: unknown) => error instanceof ImportFault && error.code === code;
}

for (const { what, format, file, sealed = false, drafts, refused } of otherExports) {
  describe(what, () => {
    const passphrase = sealed ? { passphrase: password } : {};

    test("is recognized and read whole", async () => {
      const bytes = await file();
      assert.deepEqual(recognizeImport(bytes), { format, needsPassphrase: sealed });
      const reading = await readImport(bytes, passphrase);
      assert.deepEqual(reading.drafts, drafts);
      const reasons = reading.refused.map(({ reason }) => reason);
      assert.deepEqual(reasons, refused ?? ["kind"]);
    });

    if (sealed) {
      test("stays shut without its passphrase, and for another", async () => {
        const bytes = await file();
        await assert.rejects(readImport(bytes), isFault("needsPassphrase"));
        const wrong = { passphrase: "Password 1" };
        const code = format === "andotp" ? "notOpened" : "wrongPassphrase";
        await assert.rejects(readImport(bytes, wrong), isFault(code));
      });
    }

    if (format !== "otpauth") {
      test("cut short is said to be so, and gives nothing", async () => {
        const bytes = await file();
        for (const part of [0.3, 0.6, 0.95]) {
          const cut = bytes.subarray(0, Math.floor(bytes.length * part));
          await assert.rejects(readImport(cut, passphrase), (error) => {
            const codes = ["truncated", "damaged", "notOpened"] as const;
            return codes.some((code) => isFault(code)(error));
          });
        }
      });
    }
  });
}

describe("an encrypted file that was changed", () => {
  test("gives nothing, or what was in it", async () => {
    const intact = await exportOf("Aegis, encrypted");
    const property = fc.asyncProperty(fc.nat({ max: intact.length - 1 }), async (at) => {
      const changed = Uint8Array.from(intact);
      changed[at] = (changed[at] ?? 0) ^ 1;
      try {
        const { drafts } = await readImport(changed, { passphrase: password });
        assert.equal(drafts.length, expected.length);
        assert.ok(drafts.every((draft) => Buffer.from(secret).equals(draft.secret)));
      } catch (error) {
        assert.ok(error instanceof ImportFault, String(error));
      }
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test("that asks for more work than a phone can do is not tried", async () => {
    const ente = JSON.parse(new TextDecoder().decode(await exportOf("Ente, encrypted")));
    const kdfParams = { ...ente.kdfParams, memLimit: 2 ** 40 };
    const greedy = jsonBytes({ ...ente, kdfParams });
    await assert.rejects(readImport(greedy, { passphrase: password }), isFault("unsupported"));
  });
});

test("of Google's codes all must be there", async () => {
  const [line = ""] = new TextDecoder()
    .decode(await exportOf("Google's codes as texts"))
    .split("\n");
  await assert.rejects(readImport(bytesOf(line)), isFault("truncated"));
});

describe("KeePassXC's table", () => {
  test("is whole without a last line break, and not with a row cut anywhere", async () => {
    const csv = await exportOf("KeePassXC's CSV");
    const { drafts } = await readImport(csv.subarray(0, csv.lastIndexOf(10)));
    assert.equal(drafts.length, 4);
    for (const left of [3, 30, 100]) {
      await assert.rejects(readImport(csv.subarray(0, -left)), isFault("truncated"));
    }
  });
});

describe("what is no export", () => {
  const foreign: readonly [string, Uint8Array, ImportFaultCode][] = [
    ["nothing", new Uint8Array(), "empty"],
    ["a megabyte of words", bytesOf("lorem ipsum ".repeat(90_000)), "foreign"],
    ["a megabyte of one letter", bytesOf("A".repeat(2 ** 20)), "foreign"],
    ["a megabyte of brackets", bytesOf("[".repeat(2 ** 20)), "foreign"],
    ["a picture", Buffer.from("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1"), "picture"],
    ["a photograph", Buffer.from("\xff\xd8\xff\xe0\0\x10JFIF", "latin1"), "picture"],
    ["a telephone's picture", Buffer.from("\0\0\0\x18ftypheic\0\0\0\0", "latin1"), "picture"],
    ["an archive", Buffer.from("PK\x03\x04\x14\0\0\0\x08\0", "latin1"), "archive"],
    ["a PGP message", bytesOf("-----BEGIN PGP MESSAGE-----\n\nhQ"), "openPgp"],
    ["a few bytes", Buffer.from("\0\0\x20\x80salt", "latin1"), "foreign"],
    ["other JSON", jsonBytes({ hello: "world" }), "foreign"],
    ["a number", bytesOf("42"), "foreign"],
    ["17 MB", new Uint8Array(17 * 2 ** 20), "tooLarge"],
    ["2FAS without accounts", jsonBytes(twoFasFile([], [])), "noAccounts"],
    ["Aegis without a list", jsonBytes(aegisFile({ version: 1 })), "damaged"],
  ];
  for (const [what, bytes, code] of foreign) {
    test(`${what}: ${code}`, async () => {
      await assert.rejects(readImport(bytes), isFault(code));
    });
  }

  test("a KeePass database: keePassDatabase", async () => {
    await assert.rejects(readImport(await keePassDatabase()), isFault("keePassDatabase"));
  });

  const anyTag = fc.constantFrom(
    ...["<Group>", "</Group>", "<Entry>", "</Entry>", "<History>", "</History>", "<Name>x</Name>"],
    ...["<UUID>b</UUID>", "<RecycleBinUUID>b</RecycleBinUUID>", "<Key>otp</Key>", "<Key></Key>"],
    ...["<Key>TOTP Seed</Key>", "<Key>TOTP Settings</Key>", "<Value>key=GEZD</Value>"],
    ...["<Value>otpauth://totp/a:b?secret=GEZD</Value>", "<Value A='b'>30;S</Value>"],
  );
  const anyKeePass = fc
    .array(fc.oneof(anyTag, fc.string({ maxLength: 3 })))
    .map((parts) => bytesOf(`<KeePassFile>${parts.join("")}</KeePassFile>`));

  test("is read or refused in an orderly way, whatever it is", async () => {
    const anyJson = fc.oneof(
      fc.json().map(bytesOf),
      fc.record({ header: fc.jsonValue(), db: fc.jsonValue() }).map(jsonBytes),
      fc.record({ services: fc.array(fc.jsonValue()), groups: fc.jsonValue() }).map(jsonBytes),
      fc.record({ kdfParams: fc.object(), encryptedData: fc.string() }).map(jsonBytes),
      anyKeePass,
      fc.uint8Array({ maxLength: 200 }),
      fc.uint8Array({ minLength: 60, maxLength: 90 }).map((bytes) => {
        bytes.set([0, 0, 4, 0]); // a likely number of rounds, as andOTP's begin
        return bytes;
      }),
    );
    const property = fc.asyncProperty(anyJson, async (bytes) => {
      try {
        await readImport(bytes, { passphrase: "x" });
      } catch (error) {
        assert.ok(error instanceof ImportFault, String(error));
      }
    });
    await fc.assert(property, { numRuns: 300 });
  });
});

describe("the preview of an import", () => {
  const [first, second, third] = expected.map((draft, index) => ({
    ...draft,
    group: String(index),
  }));
  assert.ok(first && second && third);
  const options = { atMs: 1000, newId: newEntryId };
  const before = addDrafts(emptyContents, [first, second], options);
  const [, secondEntry] = entriesOf(before);
  assert.ok(secondEntry);
  const contents = putItem(before, trashEntry(secondEntry, 2000));

  test("says what is new, what is there, what is in the trash and what stands twice", () => {
    const preview = previewImport({ drafts: [first, second, third, third], refused: [] }, contents);
    assert.deepEqual(preview.added, [third]);
    assert.deepEqual(
      preview.restored.map(({ existing }) => existing.id),
      [secondEntry.id],
    );
    assert.deepEqual(
      preview.duplicates.map(({ draft, existing }) => [draft.group, existing?.account]),
      [
        ["0", "Mason"],
        ["2", undefined],
      ],
    );
  });

  test("is what then happens, and the second time nothing is left to do", () => {
    const findings = { drafts: [first, second, third], refused: [] };
    const after = applyImport(contents, previewImport(findings, contents), options);
    assert.deepEqual([entriesOf(after).length, trashOf(after).length], [3, 0]);
    const again = previewImport(findings, after);
    assert.deepEqual([again.added, again.restored, again.duplicates.length], [[], [], 3]);
  });
});

describe("an export", () => {
  test("as a plain list is read back, key by key", async () => {
    const anyDrafts = fc.array(anyDraft, { minLength: 1, maxLength: 5 });
    const property = fc.asyncProperty(anyDrafts, async (drafts) => {
      const contents = addDrafts(emptyContents, drafts, { atMs: 1, newId: newEntryId });
      const { drafts: read, refused } = await readImport(bytesOf(exportPlain(contents)));
      assert.deepEqual(refused, []);
      assert.deepEqual(read.map(keyOf), drafts.map(keyOf));
    });
    await fc.assert(property, { numRuns: 200 });
  });

  test("as a vault has everything, the trash too", async () => {
    const contents = addDrafts(emptyContents, expected, { atMs: 1, newId: newEntryId });
    const [first] = entriesOf(contents);
    assert.ok(first);
    const trashed = putItem(contents, trashEntry(first, 2));
    const bytes = await exportSealed({
      contents: trashed,
      passphrase: password,
      atMs: 3,
      cost: cheap,
    });
    const reading = await readImport(bytes, { passphrase: password });
    assert.deepEqual(
      [reading.drafts.length, reading.refused.map(({ reason }) => reason)],
      [2, ["trashed"]],
    );
  });

  function keyOf(draft: EntryDraft): unknown {
    const { kind, secret: bytes, hash, digits } = draft;
    const moving = draft.kind === "totp" ? draft.periodSeconds : draft.counter;
    return { kind, key: encodeBase32(bytes), hash, digits, moving };
  }
});
