// Which tokens an issuer vouches for, and which only look like it. The issuer is a foreign party on this machine, which signs with
// node:crypto alone.

import assert from "node:assert/strict";
import { after, before, beforeEach, describe, test } from "node:test";
import { HOUR, instant, MINUTE, SECOND, type WebIdentities } from "@sallyport/core";
import fc from "fast-check";
import {
  forgeToken,
  type Issuer,
  newIssuerKey,
  openIssuer,
  type SigningAlgorithm,
  signToken,
} from "../testing/index.ts";
import { createWebIdentities } from "./web-identities.ts";

let issuer: Issuer;
let now: number;
let tokens: WebIdentities;
const warned: unknown[] = [];

before(async () => {
  issuer = await openIssuer("/realms/one");
});
after(() => issuer.close());
beforeEach(() => {
  now = Date.UTC(2026, 10, 24);
  warned.length = 0;
  issuer.instead.clear();
  issuer.asked.length = 0;
  issuer.keys.splice(0, issuer.keys.length, newIssuerKey("first"));
  tokens = createWebIdentities({
    clock: { now: () => instant(now) },
    log: { warn: (...all) => warned.push(all) },
    allowLoopback: true,
    timeLimitMs: 500,
  });
});

const verify = (token: string) => tokens.verify(token, issuer.url);
const claims = { sub: "ann", nested: { list: [1, "ü"] } };
const asked = () => issuer.asked.filter((path) => path === "/jwks").length;

describe("a signature of the issuer's is taken, made with", () => {
  const algorithms: readonly SigningAlgorithm[] = [
    ...(["RS256", "RS384", "RS512", "PS256", "PS384", "PS512"] as const),
    ...(["ES256", "ES384", "EdDSA"] as const),
  ];
  for (const algorithm of algorithms) {
    test(algorithm, async () => {
      issuer.keys.splice(0, 1, newIssuerKey("only", algorithm));
      const outcome = await verify(issuer.token(claims));
      assert.deepEqual(outcome, { claims: { iss: issuer.url, ...claims } });
    });
  }

  test("a key that the token does not name, of several", async () => {
    issuer.keys.push(newIssuerKey("second"), newIssuerKey(undefined));
    const [, second] = issuer.keys;
    assert.ok(second);
    const { kid: _, ...unnamed } = second;
    const token = signToken({ ...unnamed, kid: undefined }, claims);
    assert.deepEqual(await verify(token), { claims });
  });
});

describe("nobody is believed who brings", () => {
  const first = () => {
    const [key] = issuer.keys;
    assert.ok(key);
    return key;
  };
  const forged: Readonly<Record<string, readonly [make: () => string, fault: string]>> = {
    "no signature": [() => forgeToken("none", claims, first()), "algorithm"],
    "a signature by the published key as a secret": [
      () => forgeToken("HS256", claims, first()),
      "algorithm",
    ],
    "a signature in a way that is not taken": [
      () => {
        issuer.keys.splice(0, 1, newIssuerKey("first", "ES512"));
        return issuer.token(claims);
      },
      "algorithm",
    ],
    "a stranger's key under the issuer's name for its own": [
      () => signToken(newIssuerKey("first"), claims),
      "signature",
    ],
    "a stranger's key of another kind under that name": [
      () => signToken(newIssuerKey("first", "ES256"), claims),
      "unknownKey",
    ],
    "another way of signing than the key is published for": [
      () => signToken({ ...first(), alg: "PS256" }, claims),
      "unknownKey",
    ],
    "a key of its own in the header": [
      () => {
        const mine = newIssuerKey(undefined);
        const jwk = mine.publicKey.export({ format: "jwk" });
        return signToken(mine, claims, { jwk, kid: "first" });
      },
      "signature",
    ],
    "the address of its keys in the header": [
      () =>
        signToken(newIssuerKey(undefined), claims, { jku: `${issuer.origin}/other`, kid: "first" }),
      "signature",
    ],
    "a token made for something else": [
      () => issuer.token(claims, { typ: "logout+jwt" }),
      "malformed",
    ],
    "an extension that nobody here knows": [
      () => issuer.token(claims, { crit: ["urn:odd"], "urn:odd": true }),
      "algorithm",
    ],
    "an unencoded payload": [
      () => issuer.token(claims, { crit: ["b64"], b64: false }),
      "algorithm",
    ],
    "a number for an algorithm": [() => issuer.token(claims, { alg: 256 }), "algorithm"],
    "an algorithm in small letters": [() => issuer.token(claims, { alg: "rs256" }), "algorithm"],
    "two tokens' halves": [
      () => {
        const [head, , signature] = issuer.token(claims).split(".");
        const [, body] = issuer.token({ sub: "root" }).split(".");
        return `${head}.${body}.${signature}`;
      },
      "signature",
    ],
    "a fourth part": [() => `${issuer.token(claims)}.e30`, "malformed"],
    "an encrypted token": [() => "e30.e30.e30.e30.e30", "malformed"],
    "no claims": [() => "e30.e30", "malformed"],
    "a list of claims": [
      () => signToken(first(), [claims] as unknown as Readonly<Record<string, unknown>>),
      "malformed",
    ],
    words: [() => "let me in", "malformed"],
    nothing: [() => "", "malformed"],
  };
  for (const [name, [make, fault]] of Object.entries(forged)) {
    test(name, async () => {
      assert.deepEqual(await verify(make()), { fault });
    });
  }

  test("a signature of an RSA key that is too short", async () => {
    issuer.keys.splice(0, 1, newIssuerKey("first", "RS256", 1024));
    assert.deepEqual(await verify(issuer.token(claims)), { fault: "unknownKey" });
  });

  test("a token that was changed in any place", async () => {
    const token = issuer.token({ ...claims, aud: "us" });
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";
    await fc.assert(
      fc.asyncProperty(
        fc.nat(token.length - 1),
        fc.constantFrom("replace", "remove", "insert"),
        fc.constantFrom(...letters),
        async (place, how, letter) => {
          const rest = how === "insert" ? place : place + 1;
          const changed = `${token.slice(0, place)}${how === "remove" ? "" : letter}${token.slice(rest)}`;
          fc.pre(!isSameBytes(changed, token));
          assert.ok("fault" in (await verify(changed)), changed);
        },
      ),
      { numRuns: 400 },
    );
  });
});

/** The last letter of a part may hold bits that stand for nothing: that is another spelling of the same token. */
function isSameBytes(one: string, other: string): boolean {
  const bytes = (token: string) => token.split(".").map((part) => Buffer.from(part, "base64url"));
  const [mine, theirs] = [bytes(one), bytes(other)];
  return (
    mine.length === theirs.length &&
    mine.every((part, index) => part.equals(theirs[index] ?? Buffer.of(1)))
  );
}

describe("an issuer is asked for its keys", () => {
  test("once for many tokens, at once or one after the other, and again after an hour", async () => {
    const token = issuer.token(claims);
    await Promise.all(Array.from({ length: 20 }, () => verify(token)));
    await verify(token);
    assert.equal(asked(), 1);
    now += HOUR;
    await verify(token);
    assert.equal(asked(), 2);
  });

  test("by nobody whose token cannot be one", async () => {
    for (const token of ["words", forgeToken("none", claims, newIssuerKey("x"))])
      await verify(token);
    assert.deepEqual(issuer.asked, []);
  });

  test("anew for an unknown key, once a minute however many are made up", async () => {
    await verify(issuer.token(claims));
    const strangers = Array.from({ length: 3 }, (_, index) =>
      newIssuerKey(`made-up-${index}`, "ES256"),
    );
    const flood = () => Promise.all(strangers.map((key) => verify(signToken(key, claims))));
    await flood();
    assert.equal(asked(), 1, "they were fetched within this minute");
    now += MINUTE;
    assert.deepEqual(
      await flood(),
      strangers.map(() => ({ fault: "unknownKey" })),
    );
    await flood();
    assert.equal(asked(), 2);
  });

  test("and a new key of its own is taken after a minute, an old one no more", async () => {
    const old = issuer.token(claims);
    await verify(old);
    issuer.keys.splice(0, 1, newIssuerKey("second"));
    now += MINUTE;
    assert.deepEqual(await verify(issuer.token(claims)), {
      claims: { iss: issuer.url, ...claims },
    });
    assert.deepEqual(await verify(old), { fault: "unknownKey" });
  });

  test("and left alone for ten seconds where it does not answer; the log says why", async () => {
    issuer.instead.set("/jwks", (response) => response.writeHead(500).end());
    const token = issuer.token(claims);
    assert.deepEqual(
      [await verify(token), await verify(token)],
      [{ fault: "unreachable" }, { fault: "unreachable" }],
    );
    assert.equal(asked(), 1);
    assert.match(
      JSON.stringify(warned, (_, value) => (value instanceof Error ? value.message : value)),
      /status 500/,
    );
    issuer.instead.clear();
    now += 10 * SECOND;
    assert.ok("claims" in (await verify(token)));
  });

  test("and one that stays away keeps no keys for longer than an hour", async () => {
    const token = issuer.token(claims);
    await verify(token);
    issuer.instead.set("/jwks", (response) => response.writeHead(500).end());
    now += 2 * MINUTE;
    await verify(signToken(newIssuerKey("made-up"), claims));
    assert.ok("claims" in (await verify(token)), "a search in vain takes nothing away");
    now += HOUR;
    assert.deepEqual(await verify(token), { fault: "unreachable" });
  });
});

describe("an issuer is not believed", () => {
  const answers: Readonly<Record<string, readonly [path: "discovery" | "keys", answer: unknown]>> =
    {
      "that says it is another": ["discovery", { issuer: "https://id.example.com", jwks_uri: "" }],
      "that says it is itself with a slash": [
        "discovery",
        { issuer: "SELF/", jwks_uri: "ORIGIN/jwks" },
      ],
      "that names no keys": ["discovery", { issuer: "SELF" }],
      "whose keys are in the clear elsewhere": [
        "discovery",
        { issuer: "SELF", jwks_uri: "http://id.example.com/jwks" },
      ],
      "whose keys are at the metadata of a cloud": [
        "discovery",
        { issuer: "SELF", jwks_uri: "https://169.254.169.254/latest" },
      ],
      "whose keys are in a file": ["discovery", { issuer: "SELF", jwks_uri: "file:///etc/passwd" }],
      "that answers with a list": ["discovery", []],
      "that answers with nothing": ["discovery", null],
      "that has no list of keys": ["keys", { keys: "many" }],
      "that has words for keys": ["keys", { keys: ["key"] }],
      "that has more keys than anybody needs": ["keys", { keys: Array(101).fill({ kty: "RSA" }) }],
    };
  for (const [name, [path, answer]] of Object.entries(answers)) {
    test(name, async () => {
      const text = JSON.stringify(answer)
        .replace("SELF", issuer.url)
        .replace("ORIGIN", issuer.origin);
      issuer.instead.set(path === "keys" ? "/jwks" : issuer.discovery, (response) =>
        response.end(text),
      );
      assert.deepEqual(await verify(issuer.token(claims)), { fault: "unreachable" });
    });
  }
});

test("a token is read without being believed, whatever it is", () => {
  assert.deepEqual(tokens.read(forgeToken("none", claims, newIssuerKey("x"))), claims);
  for (const token of ["", ".", "a.b.c", "e30.W10.", `e30.${"A".repeat(20_000)}.`, "\u0000"])
    assert.equal(tokens.read(token), undefined, token.slice(0, 20));
});
