import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { encodeBase32 } from "@sallyport/otp";
import fc from "fast-check";
import { type MigrationAccount, migrationUri } from "../testing/other-apps.ts";
import { anySecret, bytesOf } from "../testing/samples.ts";
import { AddFault, type AddFaultCode } from "./fault.ts";
import { collectBatch, parseMigrationUri } from "./migration.ts";
import { readText } from "./read-text.ts";
import { parseTypedKey } from "./typed-key.ts";

const key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const secret = bytesOf("12345678901234567890");
const uri = `otpauth://totp/Amazon%20Web%20Services:root@111122223333?secret=${key}&issuer=Amazon%20Web%20Services`;

function isFault(code: AddFaultCode) {
  return (error: unknown) => error instanceof AddFault && error.code === code;
}

describe("one piece of text", () => {
  const accounts: readonly [string, string, readonly string[]][] = [
    ["an otpauth address", uri, ["Amazon Web Services/root@111122223333"]],
    ["the same with blanks around it", `\n  ${uri}  \n`, ["Amazon Web Services/root@111122223333"]],
    ["Apple's form of it", `apple-${uri}`, ["Amazon Web Services/root@111122223333"]],
    [
      "upper case",
      uri.replace("otpauth://totp", "OTPAUTH://TOTP"),
      ["Amazon Web Services/root@111122223333"],
    ],
    [
      "a name with a space that should be encoded",
      `otpauth://totp/My Company:al?secret=${key}`,
      ["My Company/al"],
    ],
    ["an address in a sentence", `Open otpauth://totp/A:b?secret=${key} on your phone.`, ["A/b"]],
    ["an address in quotes", `<a href="otpauth://totp/A:b?secret=${key}&amp;issuer=A">`, ["A/b"]],
    [
      "several lines",
      `otpauth://totp/A:b?secret=${key}\r\notpauth://totp/A:c?secret=${key}`,
      ["A/b", "A/c"],
    ],
    [
      "two in one line",
      `otpauth://totp/A:b?secret=${key} otpauth://totp/A:c?secret=${key}`,
      ["A/b", "A/c"],
    ],
  ];
  for (const [what, text, names] of accounts) {
    test(`may be ${what}`, () => {
      const read = readText(text);
      assert.ok(read.kind === "accounts");
      assert.deepEqual(read.refused, []);
      assert.deepEqual(
        read.drafts.map(({ issuer, account }) => `${issuer}/${account}`),
        names,
      );
      assert.ok(read.drafts.every((draft) => Buffer.from(secret).equals(draft.secret)));
    });
  }

  for (const text of [
    key,
    " gezd-gnbv gy3t qojq\ngezd gnbv gy3t qojq ",
    key.replaceAll("O", "0"),
  ]) {
    test(`may be a bare key, however it was copied: ${JSON.stringify(text)}`, () => {
      const read = readText(text);
      assert.deepEqual(read.kind === "key" && read.secret, secret);
    });
  }

  const refused: readonly [string, string, string][] = [
    ["Steam's codes", `otpauth://steam/S:b?secret=${key}`, "kind"],
    ["Steam's codes in KeePassXC's form", `otpauth://totp/S:b?secret=${key}&encoder=steam`, "kind"],
    ["no key", "otpauth://totp/A:b?issuer=A", "secret"],
    ["a piece of a key", "otpauth://totp/A:b?secret=GEZDGNB", "shortKey"],
    ["an unknown algorithm", `otpauth://totp/A:b?secret=${key}&algorithm=MD5`, "algorithm"],
    ["five digits", `otpauth://totp/A:b?secret=${key}&digits=5`, "digits"],
    ["no period", `otpauth://totp/A:b?secret=${key}&period=0`, "period"],
    ["HOTP without a counter", `otpauth://hotp/A:b?secret=${key}`, "counter"],
    ["no name", `otpauth://totp/?secret=${key}`, "names"],
  ];
  for (const [what, text, reason] of refused) {
    test(`with ${what} is named, with the reason`, () => {
      const read = readText(text);
      assert.deepEqual(read.kind === "accounts" && read.drafts, []);
      assert.deepEqual(read.kind === "accounts" && read.refused.map((one) => one.reason), [reason]);
      assert.ok(!JSON.stringify(read).includes(key));
    });
  }

  const faults: readonly [string, string, AddFaultCode][] = [
    ["nothing", " \n", "empty"],
    ["a web address, as most QR codes have", "https://example.com/menu", "webAddress"],
    ["a word", "hello", "unknown"],
    ["a Wi-Fi code", "WIFI:T:WPA;S:net;P:secret;;", "unknown"],
    ["a megabyte", "A".repeat(2 ** 20), "tooLong"],
    ["a broken Google export", "otpauth-migration://offline?data=!!!", "damagedBatch"],
    ["an empty Google export", "otpauth-migration://offline?data=", "damagedBatch"],
  ];
  for (const [what, text, code] of faults) {
    test(`that is ${what} is refused as such`, () => {
      assert.throws(() => readText(text), isFault(code));
    });
  }

  test("whatever it is, is read or refused in an orderly way", () => {
    const anyText = fc.oneof(
      fc.string({ unit: "binary", maxLength: 100 }),
      fc.string().map((rest) => `otpauth://totp/${rest}`),
      fc.base64String().map((data) => `otpauth-migration://offline?data=${data}`),
    );
    fc.assert(
      fc.property(anyText, (text) => {
        try {
          readText(text);
        } catch (error) {
          assert.ok(error instanceof AddFault);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe("a typed key", () => {
  test("gets what authenticators assume", () => {
    assert.deepEqual(parseTypedKey({ key: "gezd gnbv", account: " alice " }), {
      ...{ kind: "totp", secret: bytesOf("12345"), hash: "SHA1", digits: 6, periodSeconds: 30 },
      ...{ issuer: "", account: "alice" },
    });
  });

  test("takes the advanced settings, as texts of a form too", () => {
    const advanced = { algorithm: "sha-512", digits: "8", periodSeconds: " 60 " };
    const draft = parseTypedKey({ key, account: "a", ...advanced });
    assert.deepEqual(
      [draft.hash, draft.digits, draft.kind === "totp" && draft.periodSeconds],
      ["SHA512", 8, 60],
    );
    const hotp = parseTypedKey({ key, account: "a", kind: "hotp", counter: "3" });
    assert.equal(hotp.kind === "hotp" && hotp.counter, 3);
  });

  const faulty: readonly [object, AddFaultCode][] = [
    [{ key: "" }, "empty"],
    [{ key: "A".repeat(3000) }, "tooLong"],
    [{ key: "ABC!" }, "secret"],
    [{ key: "GEZD" }, "shortKey"],
    [{ key: "gezd-gnb" }, "shortKey"],
    [{ account: "" }, "names"],
    [{ algorithm: "MD5" }, "algorithm"],
    [{ digits: "5" }, "digits"],
    [{ periodSeconds: "half a minute" }, "period"],
    [{ kind: "hotp", counter: -1 }, "counter"],
  ];
  for (const [change, code] of faulty) {
    test(`with ${Object.values(change)[0].slice?.(0, 20) ?? "-1"} is refused for its ${code}`, () => {
      assert.throws(() => parseTypedKey({ key, account: "a", ...change }), isFault(code));
    });
  }

  test("says where the fault is, and does not repeat the key", () => {
    const isAtFour = (error: unknown) =>
      error instanceof AddFault && error.position === 4 && !error.message.includes("GEZD");
    assert.throws(() => parseTypedKey({ key: "GEZD!NBV", account: "a" }), isAtFour);
  });
});

describe("Google's export codes", () => {
  test("are read whole", () => {
    const accounts: readonly MigrationAccount[] = [
      { secret, name: "AWS:alice", issuer: "AWS" },
      { secret, name: "AWS:bob", algorithm: 2, digits: 2 },
      { secret, name: "carol", issuer: "AWS", algorithm: 3, type: 1, counter: 2 ** 40 },
      { secret, name: "dave", issuer: "", type: 0, algorithm: 0, digits: 0 },
    ];
    const { drafts, refused } = parseMigrationUri(migrationUri(accounts));
    assert.deepEqual(refused, []);
    const usual = { kind: "totp", secret, hash: "SHA1", digits: 6, periodSeconds: 30 };
    const hotp = { kind: "hotp", secret, hash: "SHA512", digits: 6, counter: 2 ** 40 };
    assert.deepEqual(drafts, [
      { ...usual, issuer: "AWS", account: "alice" },
      { ...usual, hash: "SHA256", digits: 8, issuer: "AWS", account: "bob" },
      { ...hotp, issuer: "AWS", account: "carol" },
      { ...usual, issuer: "", account: "dave" },
    ]);
  });

  test("give any key back as it was", () => {
    fc.assert(
      fc.property(anySecret, (any) => {
        const { drafts } = parseMigrationUri(migrationUri([{ secret: any, name: "a" }]));
        assert.deepEqual(drafts[0]?.secret, any);
      }),
    );
  });

  test("name what they have that we cannot make codes of", () => {
    const { drafts, refused } = parseMigrationUri(
      migrationUri([
        { secret, name: "a", algorithm: 4 },
        { secret, name: "b", type: 9 },
        { secret: new Uint8Array(), name: "c" },
        { secret, name: "d" },
      ]),
    );
    assert.deepEqual(
      refused.map(({ title, reason }) => [title, reason]),
      [
        ["a", "algorithm"],
        ["b", "kind"],
        ["c", "secret"],
      ],
    );
    assert.equal(drafts.length, 1);
  });

  const batch = (index: number, exportId = -5) =>
    parseMigrationUri(
      migrationUri([{ secret, name: `account ${index}` }], { size: 3, index, exportId }),
    );

  test("are put together in any order, with what is missing", () => {
    const first = collectBatch(undefined, batch(2));
    assert.deepEqual([first.isComplete, first.missing], [false, [0, 1]]);
    const twice = collectBatch(first, batch(2));
    assert.deepEqual(twice.missing, [0, 1]);
    const all = collectBatch(collectBatch(twice, batch(0)), batch(1));
    assert.deepEqual([all.isComplete, all.missing, all.size], [true, [], 3]);
    assert.deepEqual(
      all.drafts.map(({ account }) => account),
      ["account 0", "account 1", "account 2"],
    );
  });

  test("of another export are not mixed in", () => {
    const first = collectBatch(undefined, batch(0));
    assert.throws(() => collectBatch(first, batch(1, 6)), isFault("otherBatch"));
  });

  test("that break off are refused, wherever they do", () => {
    const payload = Buffer.from(
      decodeURIComponent(migrationUri([{ secret, name: "alice" }]).split("=")[1] ?? ""),
      "base64",
    );
    const account = payload.length - 8; // what follows it are numbers, without which it can be read
    for (let length = 0; length < account; length++) {
      const data = encodeURIComponent(payload.subarray(0, length).toString("base64"));
      const cut = `otpauth-migration://offline?data=${data}`;
      assert.throws(() => parseMigrationUri(cut), isFault("damagedBatch"), String(length));
    }
  });

  test("may have a plus sign that became a space, and may stand in a text", () => {
    const bytes = Uint8Array.from({ length: 40 }, (_, index) => 251 + (index % 5));
    const spoiled = decodeURIComponent(migrationUri([{ secret: bytes, name: "a" }])).replaceAll(
      "+",
      " ",
    );
    const read = readText(spoiled.includes(" ") ? encodeURI(spoiled) : spoiled);
    assert.ok(read.kind === "batches");
    assert.deepEqual(read.batches[0]?.drafts[0]?.secret, bytes);
  });
});

test("a key in base32 comes back from every way to give it", () => {
  fc.assert(
    fc.property(anySecret, (any) => {
      fc.pre(any.byteLength >= 5);
      const text = encodeBase32(any);
      assert.deepEqual(parseTypedKey({ key: text, account: "a" }).secret, any);
      const read = readText(`otpauth://totp/a?secret=${text}`);
      assert.deepEqual(read.kind === "accounts" && read.drafts[0]?.secret, any);
    }),
  );
});
