import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { Base32Error, decodeBase32 } from "./base32.ts";
import { hashes, isHashName } from "./hashes.ts";
import { isDigits } from "./hotp.ts";
import {
  buildOtpauthUri,
  OtpauthError,
  type OtpauthErrorCode,
  type OtpauthKey,
  type OtpauthParts,
  parseOtpauthUri,
} from "./otpauth.ts";

const key = "AAAQEAYEAUDAOCAJBIFQYDIOB4IBCEQTCQKRMFYYDENBWHA5DYPSAIJCEMSCKJRH";
const secret = decodeBase32(key);
const usual = { secret, hash: "SHA1", digits: 6 } as const;
const usualTotp = { ...usual, kind: "totp", periodSeconds: 30 } as const;

describe("writing an otpauth URI", () => {
  const written: readonly (readonly [what: string, parts: OtpauthParts, uri: string])[] = [
    [
      "AWS's own form",
      { kind: "totp", secret, account: "alice-phone@example", issuer: "Amazon Web Services" },
      `otpauth://totp/Amazon%20Web%20Services:alice-phone@example?secret=${key}&issuer=Amazon%20Web%20Services`,
    ],
    [
      "an account alone",
      { kind: "totp", secret, account: "alice" },
      `otpauth://totp/alice?secret=${key}`,
    ],
    [
      "defaults are left out",
      { ...usualTotp, account: "alice" },
      `otpauth://totp/alice?secret=${key}`,
    ],
    [
      "what is no default",
      { kind: "totp", secret, account: "a", hash: "SHA512", digits: 8, periodSeconds: 60 },
      `otpauth://totp/a?secret=${key}&algorithm=SHA512&digits=8&period=60`,
    ],
    [
      "a counter",
      { kind: "hotp", secret, account: "a", issuer: "X", counter: 0 },
      `otpauth://hotp/X:a?secret=${key}&issuer=X&counter=0`,
    ],
    [
      "names that need encoding",
      { kind: "totp", secret, account: "a/b:c?d#e", issuer: "Å & C+" },
      `otpauth://totp/%C3%85%20%26%20C%2B:a%2Fb%3Ac%3Fd%23e?secret=${key}&issuer=%C3%85%20%26%20C%2B`,
    ],
  ];
  for (const [what, parts, uri] of written) {
    test(what, () => {
      assert.equal(buildOtpauthUri(parts), uri);
    });
  }

  const refused: readonly (readonly [OtpauthErrorCode, Partial<OtpauthKey>])[] = [
    ["label", { account: "" }],
    ["label", { account: "a:b" }],
    ["label", { issuer: "" }],
    ["label", { issuer: "a:b" }],
    ["encoding", { account: "\ud800" }],
    ["secret", { secret: new Uint8Array() }],
    ["digits", { digits: 5 as 6 }],
    ["period", { periodSeconds: 0 }],
    ["period", { periodSeconds: 1.5 }],
    ["period", { periodSeconds: 86_401 }],
    ["counter", { kind: "hotp", counter: -1 }],
    ["counter", { kind: "hotp", counter: 2 ** 53 }],
  ];
  for (const [code, change] of refused) {
    test(`${JSON.stringify(change)} is refused: ${code}`, () => {
      const parts = { ...usualTotp, account: "alice", ...change } as OtpauthKey;
      assert.throws(() => buildOtpauthUri(parts), { name: "OtpauthError", code });
    });
  }
});

describe("reading an otpauth URI", () => {
  const aws = { ...usualTotp, account: "alice@example", issuer: "Amazon Web Services" } as const;
  const read: readonly (readonly [what: string, uri: string, parsed: OtpauthKey])[] = [
    [
      "AWS's own form",
      `otpauth://totp/Amazon%20Web%20Services:alice@example?secret=${key}&issuer=Amazon%20Web%20Services`,
      aws,
    ],
    [
      "plus signs for spaces, and an encoded colon",
      `otpauth://totp/Amazon%20Web%20Services%3A%20alice%40example?issuer=Amazon+Web+Services&secret=${key}`,
      aws,
    ],
    [
      "an issuer in the label only",
      `otpauth://totp/Amazon Web Services:alice@example?secret=${key}`,
      aws,
    ],
    [
      "another issuer in the parameter, which is right",
      `otpauth://totp/AWS:alice@example?secret=${key}&issuer=Amazon%20Web%20Services`,
      aws,
    ],
    [
      "an issuer with a colon",
      `otpauth://totp/A%3A%20B:alice?secret=${key}&issuer=A%3A%20B`,
      { ...usualTotp, account: "alice", issuer: "A: B" },
    ],
    [
      "upper case, spaces around, a fragment, unknown parameters",
      `  OTPAUTH://TOTP/alice?SECRET=${key.toLowerCase()}&image=x&&color#top\n`,
      { ...usualTotp, account: "alice" },
    ],
    [
      "a plus sign in the label, which is one",
      `otpauth://totp/alice+aws@example?secret=${key}`,
      { ...usualTotp, account: "alice+aws@example" },
    ],
    [
      "a key in groups",
      `otpauth://totp/alice?secret=MZXW+6YTB%20OI%3D%3D`,
      { ...usualTotp, account: "alice", secret: Uint8Array.from(Buffer.from("foobar")) },
    ],
    [
      "an account nowhere",
      `otpauth://totp?secret=${key}&issuer=X`,
      { ...usualTotp, account: "", issuer: "X" },
    ],
    [
      "an empty issuer, which is none",
      `otpauth://totp/:alice?secret=${key}&issuer=`,
      { ...usualTotp, account: "alice" },
    ],
    [
      "what is no default",
      `otpauth://totp/a?secret=${key}&algorithm=HmacSHA256&digits=8&period=60`,
      { ...usualTotp, account: "a", hash: "SHA256", digits: 8, periodSeconds: 60 },
    ],
    [
      "a counter",
      `otpauth://hotp/a?secret=${key}&algorithm=sha-512&counter=9007199254740991`,
      { ...usual, kind: "hotp", account: "a", hash: "SHA512", counter: Number.MAX_SAFE_INTEGER },
    ],
  ];
  for (const [what, uri, parsed] of read) {
    test(what, () => {
      assert.deepEqual(parseOtpauthUri(uri), parsed);
    });
  }

  const refused: readonly (readonly [OtpauthErrorCode, string])[] = [
    ["scheme", ""],
    ["scheme", "https://totp/alice?secret=MZXW6YTB"],
    ["scheme", "otpauth:totp/alice?secret=MZXW6YTB"],
    ["scheme", "otpauth-migration://offline?data=AAAA"],
    ["kind", "otpauth://"],
    ["kind", "otpauth://yaotp/alice?secret=MZXW6YTB"],
    ["kind", "otpauth://constructor/alice?secret=MZXW6YTB"],
    ["encoding", "otpauth://totp/%E0%A4%A?secret=MZXW6YTB"],
    ["encoding", "otpauth://totp/alice?secret=MZXW6YTB&issuer=%ff"],
    ["repeated", "otpauth://totp/alice?secret=MZXW6YTB&Secret=MZXW6YTA"],
    ["label", "otpauth://totp/?secret=MZXW6YTB"],
    ["label", "otpauth://totp/%20:%20?secret=MZXW6YTB"],
    ["secret", "otpauth://totp/alice"],
    ["secret", "otpauth://totp/alice?secret="],
    ["secret", "otpauth://totp/alice?secret"],
    ["secret", "otpauth://totp/alice?secret=MZXW6YT!"],
    ["secret", "otpauth://totp/alice?secret=MZX"],
    ["algorithm", "otpauth://totp/alice?secret=MZXW6YTB&algorithm=MD5"],
    ["algorithm", "otpauth://totp/alice?secret=MZXW6YTB&algorithm=constructor"],
    ["digits", "otpauth://totp/alice?secret=MZXW6YTB&digits=5"],
    ["digits", "otpauth://totp/alice?secret=MZXW6YTB&digits=six"],
    ["period", "otpauth://totp/alice?secret=MZXW6YTB&period=0"],
    ["period", "otpauth://totp/alice?secret=MZXW6YTB&period=1e3"],
    ["period", "otpauth://totp/alice?secret=MZXW6YTB&period=99999999999999999999"],
    ["counter", "otpauth://hotp/alice?secret=MZXW6YTB"],
    ["counter", "otpauth://hotp/alice?secret=MZXW6YTB&counter=-1"],
    ["counter", "otpauth://hotp/alice?secret=MZXW6YTB&counter=9007199254740992"],
  ];
  for (const [code, uri] of refused) {
    test(`"${uri}" is refused: ${code}`, () => {
      assert.throws(() => parseOtpauthUri(uri), { name: "OtpauthError", code, message: /\.$/ });
    });
  }

  test("a key that cannot be read says where, to whoever looks at the cause", () => {
    const isPrecise = ({ cause }: Error) =>
      cause instanceof Base32Error && cause.code === "character" && cause.position === 7;
    assert.throws(() => parseOtpauthUri("otpauth://totp/alice?secret=MZXW6YT!"), isPrecise);
  });
});

describe("otpauth URIs", () => {
  test("what was written is read back", () => {
    fc.assert(
      fc.property(anyKey(), (parts) => {
        assert.deepEqual(parseOtpauthUri(buildOtpauthUri(parts)), parts);
      }),
    );
  });

  test("what is written is plain ASCII with one question mark", () => {
    fc.assert(
      fc.property(anyKey(), (parts) => {
        assert.match(buildOtpauthUri(parts), /^otpauth:\/\/[totph]{4}\/[!-~]+$/);
        assert.equal(buildOtpauthUri(parts).split("?").length, 2);
      }),
    );
  });

  test("any text gives a key or an OtpauthError", () => {
    const piece = fc.oneof(
      fc.constantFrom("totp", "hotp", "/", "?", "&", "=", ":", "%", "secret=MZXW6YTB", "counter=1"),
      fc.constantFrom("issuer=", "digits=", "period=", "algorithm=SHA1", "%3A", "%F0%9F", "\ud83d"),
      fc.string({ unit: "binary", maxLength: 5 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 15 }), (pieces) => {
        try {
          parseOtpauthUri(`otpauth://${pieces.join("")}`);
        } catch (error) {
          assert.ok(error instanceof OtpauthError);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

function anyKey(): fc.Arbitrary<OtpauthKey> {
  const name = fc
    .string({ unit: "grapheme", minLength: 1 })
    .filter((text) => text.isWellFormed() && text.trim() === text);
  const issuer = name.filter((text) => !text.includes(":"));
  const names = fc.oneof(fc.record({ account: issuer }), fc.record({ account: name, issuer }));
  const common = fc.record({
    secret: fc.uint8Array({ minLength: 1, maxLength: 64 }),
    hash: fc.constantFrom(...Object.keys(hashes)).filter(isHashName),
    digits: fc.integer({ min: 6, max: 10 }).filter(isDigits),
  });
  const moving = fc.oneof(
    fc.record({
      kind: fc.constant("totp" as const),
      periodSeconds: fc.integer({ min: 1, max: 86_400 }),
    }),
    fc.record({ kind: fc.constant("hotp" as const), counter: fc.maxSafeNat() }),
  );
  return fc
    .tuple(names, common, moving)
    .map(([named, shared, own]) => ({ ...named, ...shared, ...own }));
}
