import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { encodeBase32 } from "@sallyport/otp";
import fc from "fast-check";
import { trashEntry } from "../entry/change.ts";
import { addDrafts, entriesOf, putItem, trashOf } from "../entry/contents.ts";
import { type EntryDraft, emptyContents, newEntryId } from "../entry/entry.ts";
import { exportPlain, exportSealed } from "../export/export.ts";
import { aegisFile, enteFile, jsonBytes, migrationUri, twoFasFile } from "../testing/other-apps.ts";
import { anyDraft, bytesOf, cheap, sampleDraft } from "../testing/samples.ts";
import { ImportFault, type ImportFaultCode } from "./fault.ts";
import { applyImport, previewImport } from "./preview.ts";
import { readImport, recognizeImport } from "./read-import.ts";

const secret = bytesOf("12345678901234567890");
const key = encodeBase32(secret);
const password = "pässword 1";

/** The three accounts that every file below has, besides one of Steam's. */
const expected: readonly EntryDraft[] = [
  sampleDraft({ issuer: "Deno", account: "Mason" }),
  {
    ...sampleDraft({ issuer: "SPDX", account: "James", hash: "SHA256", digits: 7 }),
    ...{ periodSeconds: 20 },
  } as EntryDraft,
  {
    ...{ kind: "hotp", secret, hash: "SHA512", digits: 8, counter: 10300 },
    ...{ issuer: "WWE", account: "Zoë" },
  },
];

const aegisDb = {
  version: 3,
  groups: [{ uuid: "g1", name: "Work" }],
  entries: [
    {
      ...{ type: "totp", name: "Mason", issuer: "Deno", note: "of mine", groups: ["g1"] },
      info: { secret: key, algo: "SHA1", digits: 6, period: 30 },
    },
    {
      ...{ type: "totp", name: "James", issuer: "SPDX", note: "", groups: [] },
      info: { secret: key, algo: "SHA256", digits: 7, period: 20 },
    },
    {
      ...{ type: "hotp", name: "Zoë", issuer: "WWE", icon: null },
      info: { secret: key, algo: "SHA512", digits: 8, counter: 10300 },
    },
    {
      ...{ type: "steam", name: "Sophia", issuer: "Boeing" },
      info: { secret: key, algo: "SHA1", digits: 5, period: 30 },
    },
  ],
};

const twoFasServices = [
  {
    ...{ name: "Deno", secret: key, groupId: "g1" },
    otp: {
      label: "Mason",
      account: "Mason",
      issuer: "Deno",
      digits: 6,
      period: 30,
      algorithm: "SHA1",
      tokenType: "TOTP",
    },
  },
  {
    ...{ name: "SPDX", secret: key },
    otp: {
      label: "James",
      account: "James",
      issuer: "SPDX",
      digits: 7,
      period: 20,
      algorithm: "SHA256",
      tokenType: "TOTP",
    },
  },
  {
    ...{ name: "WWE", secret: key },
    otp: {
      label: "Zoë",
      account: "Zoë",
      issuer: "WWE",
      digits: 8,
      algorithm: "SHA512",
      counter: 10300,
      tokenType: "HOTP",
    },
  },
  {
    ...{ name: "Boeing", secret: key },
    otp: { label: "Sophia", account: "Sophia", issuer: "Boeing", digits: 5, tokenType: "STEAM" },
  },
];
const twoFasGroups = [{ id: "g1", name: "Work" }];

const andOtp = [
  {
    secret: `${key}====`,
    issuer: "Deno",
    label: "Mason",
    digits: 6,
    type: "TOTP",
    algorithm: "SHA1",
    period: 30,
    last_used: 0,
    tags: ["Work"],
  },
  {
    secret: key,
    issuer: "SPDX",
    label: "James",
    digits: 7,
    type: "TOTP",
    algorithm: "SHA256",
    period: 20,
    tags: [],
  },
  {
    secret: key,
    issuer: "WWE",
    label: "Zoë",
    digits: 8,
    type: "HOTP",
    algorithm: "SHA512",
    counter: 10300,
    tags: [],
  },
  {
    secret: key,
    issuer: "Boeing",
    label: "Sophia",
    digits: 5,
    type: "STEAM",
    algorithm: "SHA1",
    tags: [],
  },
];

const display = encodeURIComponent(JSON.stringify({ trashed: false, tags: ["Work"], note: "" }));
const list = [
  `otpauth://totp/Deno:Mason?secret=${key}&issuer=Deno&algorithm=SHA1&digits=6&period=30&codeDisplay=${display}`,
  `otpauth://totp/SPDX:James?secret=${key}&issuer=SPDX&algorithm=SHA256&digits=7&period=20`,
  `otpauth://hotp/WWE:Zo%C3%AB?algorithm=sha512&digits=8&issuer=WWE&period=30&secret=${key}&counter=10300`,
  `otpauth://steam/Boeing:Sophia?secret=${key}&issuer=Boeing&digits=5`,
  "",
].join("\n");

const keePassCsv = `"Group","Title","Username","Password","URL","Notes","TOTP","Icon"\n${list
  .trim()
  .split("\n")
  .map(
    (uri) =>
      `"Root","A, ""quoted"" title","u","p","https://a.example","line 1\nline 2","${uri}","0"`,
  )
  .join("\n")}\n`;

/** Where the format has groups, the first account is in one. */
const inGroup = [{ ...expected[0], group: "Work" }, ...expected.slice(1)];

const files: readonly {
  readonly what: string;
  readonly format: string;
  readonly file: () => Uint8Array | Promise<Uint8Array>;
  readonly sealed?: boolean;
  readonly drafts: readonly unknown[];
  readonly refused?: readonly string[];
}[] = [
  {
    ...{ what: "Aegis, plain", format: "aegis", file: () => jsonBytes(aegisFile(aegisDb)) },
    drafts: [{ ...inGroup[0], notes: "of mine" }, ...inGroup.slice(1)],
  },
  {
    ...{ what: "Aegis, encrypted", format: "aegis", sealed: true },
    file: () => jsonBytes(aegisFile(aegisDb, password)),
    drafts: [{ ...inGroup[0], notes: "of mine" }, ...inGroup.slice(1)],
  },
  {
    ...{ what: "2FAS, plain", format: "2fas", drafts: inGroup },
    file: () => jsonBytes(twoFasFile(twoFasServices, twoFasGroups)),
  },
  {
    ...{ what: "2FAS, encrypted", format: "2fas", sealed: true, drafts: inGroup },
    file: () => jsonBytes(twoFasFile(twoFasServices, twoFasGroups, password)),
  },
  { what: "andOTP, plain", format: "andotp", file: () => jsonBytes(andOtp), drafts: inGroup },
  { what: "Ente, plain", format: "otpauth", file: () => bytesOf(list), drafts: inGroup },
  {
    ...{ what: "Ente, encrypted", format: "ente", sealed: true, drafts: inGroup },
    file: () => jsonBytes(enteFile(list, password)),
  },
  { what: "KeePassXC's CSV", format: "otpauth", file: () => bytesOf(keePassCsv), drafts: inGroup },
  {
    ...{ what: "our own vault", format: "sallyport", sealed: true, drafts: expected, refused: [] },
    file: () =>
      exportSealed({
        contents: addDrafts(emptyContents, expected, { atMs: 1, newId: newEntryId }),
        ...{ passphrase: password, atMs: 1, cost: cheap },
      }),
  },
];

function isFault(code: ImportFaultCode) {
  return (error: unknown) => error instanceof ImportFault && error.code === code;
}

for (const { what, format, file, sealed = false, drafts, refused } of files) {
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
        await assert.rejects(readImport(bytes, wrong), isFault("wrongPassphrase"));
      });
    }

    if (format !== "otpauth") {
      test("cut short is said to be so, and gives nothing", async () => {
        const bytes = await file();
        for (const part of [0.3, 0.6, 0.95]) {
          const cut = bytes.subarray(0, Math.floor(bytes.length * part));
          await assert.rejects(readImport(cut, passphrase), (error) => {
            return isFault("truncated")(error) || isFault("damaged")(error);
          });
        }
      });
    }
  });
}

describe("an encrypted file that was changed", () => {
  test("gives nothing, or what was in it", async () => {
    const intact = jsonBytes(aegisFile(aegisDb, password));
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
    const ente = enteFile(list, password) as { kdfParams: object };
    const kdfParams = { ...ente.kdfParams, memLimit: 2 ** 40 };
    const greedy = jsonBytes({ ...ente, kdfParams });
    await assert.rejects(readImport(greedy, { passphrase: password }), isFault("unsupported"));
  });
});

describe("Google's codes as a text", () => {
  const line = (index: number) => migrationUri([{ secret, name: `a${index}` }], { size: 2, index });

  test("are put together", async () => {
    const { format, drafts } = await readImport(bytesOf(`${line(1)}\n${line(0)}\n`));
    assert.equal(format, "google");
    assert.deepEqual(
      drafts.map(({ account }) => account),
      ["a0", "a1"],
    );
  });

  test("of which one is missing give nothing", async () => {
    await assert.rejects(readImport(bytesOf(line(1))), isFault("truncated"));
  });
});

describe("what is no export", () => {
  const foreign: readonly [string, Uint8Array, ImportFaultCode][] = [
    ["nothing", new Uint8Array(), "empty"],
    ["a megabyte of words", bytesOf("lorem ipsum ".repeat(90_000)), "foreign"],
    ["a megabyte of one letter", bytesOf("A".repeat(2 ** 20)), "foreign"],
    ["a megabyte of brackets", bytesOf("[".repeat(2 ** 20)), "foreign"],
    [
      "a picture",
      Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13),
      "foreign",
    ],
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

  test("is read or refused in an orderly way, whatever it is", async () => {
    const anyJson = fc.oneof(
      fc.json().map(bytesOf),
      fc.record({ header: fc.jsonValue(), db: fc.jsonValue() }).map(jsonBytes),
      fc.record({ services: fc.array(fc.jsonValue()), groups: fc.jsonValue() }).map(jsonBytes),
      fc.record({ kdfParams: fc.object(), encryptedData: fc.string() }).map(jsonBytes),
      fc.uint8Array({ maxLength: 200 }),
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
