// Encrypted assertions: signed by xmlsec1 and encrypted by it, and what is done to them on the way.

import assert from "node:assert/strict";
import {
  constants,
  createCipheriv,
  createPublicKey,
  publicEncrypt,
  randomBytes,
} from "node:crypto";
import { after, before, describe, test } from "node:test";
import type { AssertionFault } from "@sallyport/core";
import { samlAssertions } from "./assertions.ts";
import {
  type ForeignKey,
  type ForeignProvider,
  type Message,
  openForeignKey,
  openForeignProvider,
  standalone,
} from "./testing/index.ts";

const usual: Message = { at: Date.UTC(2026, 10, 24, 6, 46, 8) };
const xmlenc = "http://www.w3.org/2001/04/xmlenc#";
const xmlenc11 = "http://www.w3.org/2009/xmlenc11#";
const cbc = { cipher: `${xmlenc}aes256-cbc` };

let idp: ForeignProvider;
let stranger: ForeignProvider;
let key: ForeignKey;
let otherKey: ForeignKey;
before(() => {
  idp = openForeignProvider();
  stranger = openForeignProvider();
  key = openForeignKey();
  otherKey = openForeignKey();
});
after(() => {
  for (const each of [idp, stranger, key, otherKey]) each?.close();
});

const pkcs8Of = ({ pem }: ForeignKey): Uint8Array => {
  const read = samlAssertions.readPrivateKey(pem);
  assert.ok(!("refused" in read));
  return read;
};

const verify = (xml: string, keys: readonly ForeignKey[] = [key], encryptionRequired = false) =>
  samlAssertions.verify(Buffer.from(xml).toString("base64"), {
    certificates: [idp.certificate],
    privateKeys: () => keys.map(pkcs8Of),
    encryptionRequired,
  });

function requireName(answer: ReturnType<typeof verify>): void {
  assert.ok(!("fault" in answer), `refused: ${"fault" in answer ? answer.fault : ""}`);
  assert.equal(answer.subject.name, "carol@example.org");
}

const faultOf = (answer: ReturnType<typeof verify>): AssertionFault | "believed" =>
  "fault" in answer ? answer.fault : "believed";

const assertionOf = (xml: string) =>
  standalone(/<saml:Assertion.*<\/saml:Assertion>/s.exec(xml)?.[0] ?? assert.fail("none"));

/** The response around whatever is encrypted, not signed itself. */
const around = (content: string) =>
  idp
    .signed(usual, { of: "nothing" })
    .replace(/<saml:Assertion.*<\/saml:Assertion>/s, () => content);

/** A response that is signed as a whole, over what is encrypted already. */
const signedAround = (content: string) => {
  const template = idp
    .signed(usual, { of: "response" })
    .replace(/<ds:SignatureValue>[^<]*<\/ds:SignatureValue>/, "<ds:SignatureValue/>")
    .replace(/<ds:DigestValue>[^<]*<\/ds:DigestValue>/, "<ds:DigestValue/>")
    .replace(/<ds:X509Data>.*<\/ds:X509Data>/s, "<ds:X509Data/>");
  return idp.sign(template.replace(/<saml:Assertion.*<\/saml:Assertion>/s, () => content));
};

describe("what is read", () => {
  test("a signed assertion that was encrypted", () => {
    requireName(verify(key.encryptIn(idp.signed(usual))));
    requireName(
      verify(
        key.encryptIn(idp.signed(usual), { cipher: `${xmlenc11}aes128-gcm`, session: "aes-128" }),
      ),
    );
  });

  test("one without a signature, in a response that was signed over it", () => {
    const bare = assertionOf(idp.signed(usual, { of: "nothing" }));
    requireName(verify(signedAround(key.encrypt(bare))));
  });

  test("both signed", () => {
    requireName(verify(signedAround(key.encrypt(assertionOf(idp.signed(usual))))));
  });

  test("AES-CBC, where the provider signed the ciphertext", () => {
    requireName(verify(signedAround(key.encrypt(assertionOf(idp.signed(usual)), cbc))));
    const bare = assertionOf(idp.signed(usual, { of: "nothing" }));
    const short = { cipher: `${xmlenc}aes128-cbc`, session: "aes-128" };
    requireName(verify(signedAround(key.encrypt(bare, short))));
  });

  test("either of two keys, while one follows the other", () => {
    const xml = key.encryptIn(idp.signed(usual));
    requireName(verify(xml, [otherKey, key]));
    requireName(verify(xml, [key, otherKey]));
  });

  test("the key beside the data, as Shibboleth puts it", () => {
    const xml = key.encryptIn(idp.signed(usual));
    const [encryptedKey = ""] = /<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/s.exec(xml) ?? [];
    const beside = encryptedKey.replace("<xenc:EncryptedKey", `$& xmlns:xenc="${xmlenc}" Id="k1"`);
    requireName(
      verify(
        xml
          .replace(encryptedKey, `<ds:RetrievalMethod URI="#k1" Type="${xmlenc}EncryptedKey"/>`)
          .replace("</xenc:EncryptedData>", `$&${beside}`),
      ),
    );
  });

  for (const hash of ["sha1", "sha256", "sha384", "sha512"] as const) {
    test(`RSA-OAEP with ${hash} for both its hashes, by node's own cryptography`, () => {
      requireName(verify(around(oaepByHand(assertionOf(idp.signed(usual)), hash))));
    });
  }

  test("in the clear, unless encryption is required", () => {
    requireName(verify(idp.signed(usual)));
    assert.equal(faultOf(verify(idp.signed(usual), [key], true)), "unencrypted");
    assert.equal(
      faultOf(verify(idp.signed(usual, { of: "response" }), [key], true)),
      "unencrypted",
    );
    requireName(verify(key.encryptIn(idp.signed(usual)), [key], true));
  });
});

const digestNames = {
  sha1: "http://www.w3.org/2000/09/xmldsig#sha1",
  sha256: `${xmlenc}sha256`,
  sha384: "http://www.w3.org/2001/04/xmldsig-more#sha384",
  sha512: `${xmlenc}sha512`,
} as const;

function oaepByHand(text: string, oaepHash: keyof typeof digestNames): string {
  const [contentKey, nonce] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv("aes-128-gcm", contentKey, nonce);
  const sealed = [nonce, cipher.update(text), cipher.final(), cipher.getAuthTag()];
  const encryptedKey = publicEncrypt(
    { key: createPublicKey(key.pem), padding: constants.RSA_PKCS1_OAEP_PADDING, oaepHash },
    contentKey,
  );
  return `<saml:EncryptedAssertion><x:EncryptedData xmlns:x="${xmlenc}"><x:EncryptionMethod Algorithm="${xmlenc11}aes128-gcm"/><d:KeyInfo xmlns:d="http://www.w3.org/2000/09/xmldsig#"><x:EncryptedKey><x:EncryptionMethod Algorithm="${xmlenc11}rsa-oaep"><d:DigestMethod Algorithm="${digestNames[oaepHash]}"/><e:MGF xmlns:e="${xmlenc11}" Algorithm="${xmlenc11}mgf1${oaepHash}"/></x:EncryptionMethod><x:CipherData><x:CipherValue>${encryptedKey.toString("base64")}</x:CipherValue></x:CipherData></x:EncryptedKey></d:KeyInfo><x:CipherData><x:CipherValue>${Buffer.concat(sealed).toString("base64")}</x:CipherValue></x:CipherData></x:EncryptedData></saml:EncryptedAssertion>`;
}

/** The last CipherValue with one of its bytes, counted from the end, changed. */
function spoilt(xml: string, fromEnd: number, which: "content" | "key" = "content"): string {
  const values = [...xml.matchAll(/<xenc:CipherValue>([^<]*)</g)];
  const [, value = ""] = values.at(which === "key" ? 0 : -1) ?? [];
  const bytes = Buffer.from(value, "base64");
  bytes.writeUInt8(bytes.readUInt8(bytes.length - fromEnd) ^ 1, bytes.length - fromEnd);
  return xml.replace(value, bytes.toString("base64"));
}

describe("what is refused", () => {
  const genuine = () => idp.signed(usual);
  const sealed = () => key.encryptIn(genuine());
  const spoil = (from: string | RegExp, to: string) => {
    const xml = sealed();
    const other = xml.replace(from, to);
    assert.notEqual(other, xml);
    return other;
  };
  const encrypted = (text: string) => around(key.encrypt(text));
  const inner = (from: string | RegExp, to: string) => {
    const text = assertionOf(genuine());
    const other = text.replace(from, to);
    assert.notEqual(other, text);
    return encrypted(other);
  };
  const hostile: Readonly<Record<string, readonly [AssertionFault, () => string]>> = {
    "a tag that was altered": ["decryption", () => spoilt(sealed(), 1)],
    "a ciphertext that was altered": ["decryption", () => spoilt(sealed(), 40)],
    "an encrypted key that was altered": ["decryption", () => spoilt(sealed(), 7, "key")],
    "another key's": ["decryption", () => otherKey.encryptIn(genuine())],
    "a tag alone": [
      "decryption",
      () => sealed().replace(/(.*<xenc:CipherValue>)[^<]*/s, "$1AAAAAAAAAAAAAAAAAAAAAA=="),
    ],
    "what nobody signed, encrypted for the right key": [
      "decryption",
      () => encrypted(assertionOf(idp.signed(usual, { of: "nothing" }))),
    ],
    "what somebody else signed": [
      "decryption",
      () => key.encryptIn(stranger.signed({ ...usual, issuer: idp.entityId })),
    ],
    "what was altered before it was encrypted": ["decryption", () => inner("carol@", "admin@")],
    "AES-CBC that nobody signed": ["encryption", () => key.encryptIn(genuine(), cbc)],
    "AES-CBC in a response that was altered after signing": [
      "signature",
      () => spoilt(signedAround(key.encrypt(assertionOf(genuine()), cbc)), 20),
    ],
    "AES-CBC in a response that somebody else signed": [
      "signature",
      () =>
        signedAround(key.encrypt(assertionOf(genuine()), cbc)).replace(
          /<ds:SignatureValue>.{8}/s,
          "<ds:SignatureValue>AAAAAAAA",
        ),
    ],
    "RSA of PKCS #1 v1.5": [
      "encryption",
      () => key.encryptIn(genuine(), { transport: `${xmlenc}rsa-1_5` }),
    ],
    "Triple DES": [
      "encryption",
      () => key.encryptIn(genuine(), { cipher: `${xmlenc}tripledes-cbc`, session: "des-192" }),
    ],
    "a hash that is not the mask's": [
      "encryption",
      () =>
        spoil(
          `<xenc:EncryptionMethod Algorithm="${xmlenc}rsa-oaep-mgf1p"/>`,
          `<xenc:EncryptionMethod Algorithm="${xmlenc}rsa-oaep-mgf1p"><ds:DigestMethod Algorithm="${xmlenc}sha256"/></xenc:EncryptionMethod>`,
        ),
    ],
    "a label of OAEP": [
      "encryption",
      () =>
        spoil(
          `<xenc:EncryptionMethod Algorithm="${xmlenc}rsa-oaep-mgf1p"/>`,
          `<xenc:EncryptionMethod Algorithm="${xmlenc}rsa-oaep-mgf1p"><xenc:OAEPparams>AA==</xenc:OAEPparams></xenc:EncryptionMethod>`,
        ),
    ],
    "a ciphertext that lies elsewhere": [
      "encryption",
      () =>
        sealed().replace(
          /(.*)<xenc:CipherValue>[^<]*<\/xenc:CipherValue>/s,
          '$1<xenc:CipherReference URI="http://127.0.0.1:1/x"/>',
        ),
    ],
    "a key that lies elsewhere": [
      "encryption",
      () =>
        spoil(
          /<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/s,
          '<ds:RetrievalMethod URI="http://127.0.0.1:1/x"/>',
        ),
    ],
    "two encrypted keys": [
      "encryption",
      () => spoil(/<xenc:EncryptedKey>.*<\/xenc:EncryptedKey>/s, "$&$&"),
    ],
    "two ciphertexts": [
      "malformed",
      () => spoil(/<xenc:EncryptedData.*<\/xenc:EncryptedData>/s, "$&$&"),
    ],
    "content instead of an element": [
      "encryption",
      () => spoil("xmlenc#Element", "xmlenc#Content"),
    ],
    "too long a ciphertext": [
      "encryption",
      () => sealed().replace(/(.*<xenc:CipherValue>)[^<]*/s, `$1${"A".repeat(100_004)}`),
    ],
    "no base64": ["encryption", () => spoil(/<xenc:CipherValue>./, "<xenc:CipherValue>!")],
    "a clear assertion beside it": [
      "malformed",
      () =>
        spoil(
          /<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>/s,
          `$&${assertionOf(genuine())}`,
        ),
    ],
    "a clear assertion before it, which is signed": [
      "malformed",
      () =>
        genuine().replace(
          "<saml:Assertion",
          () => `${key.encrypt(assertionOf(genuine()))}<saml:Assertion`,
        ),
    ],
    "two encrypted ones": [
      "malformed",
      () => spoil(/<saml:EncryptedAssertion.*<\/saml:EncryptedAssertion>/s, "$&$&"),
    ],
    "one in an extension": [
      "malformed",
      () =>
        spoil("<samlp:Status>", `<samlp:Extensions>${key.encrypt("<x/>")}</samlp:Extensions>$&`),
    ],
    "a clear assertion inside what holds the encrypted one": [
      "malformed",
      () => spoil("</saml:EncryptedAssertion>", `${assertionOf(genuine())}$&`),
    ],
    "an encrypted assertion in an encrypted one": [
      "decryption",
      () => encrypted(key.encrypt(assertionOf(genuine()))),
    ],
    "an encrypted assertion in the advice of a signed one": [
      "decryption",
      () => inner("</saml:Conditions>", `$&<saml:Advice>${key.encrypt("<x/>")}</saml:Advice>`),
    ],
    "a signed assertion inside an evil one (signature wrapping)": [
      "decryption",
      () => {
        const signed = assertionOf(genuine());
        const evil = assertionOf(idp.signed(usual, { of: "nothing" }))
          .replace('"_assertion"', '"_evil"')
          .replace("carol@", "admin@");
        return encrypted(evil.replace("</saml:Assertion>", `${signed}</saml:Assertion>`));
      },
    ],
    "a signed one in an Object of an evil one's signature (signature wrapping)": [
      "decryption",
      () => {
        const signed = assertionOf(genuine());
        const [signature = ""] = /<ds:Signature .*<\/ds:Signature>/s.exec(signed) ?? [];
        const stuffed = signature.replace(
          "</ds:Signature>",
          `<ds:Object>${signed.replace(signature, "")}</ds:Object></ds:Signature>`,
        );
        return encrypted(
          signed
            .replace(signature, stuffed)
            .replace('"_assertion"', '"_evil"')
            .replace("carol@", "admin@"),
        );
      },
    ],
    "a response inside": ["decryption", () => encrypted(genuine())],
    "two assertions inside": [
      "decryption",
      () => encrypted(assertionOf(genuine()) + assertionOf(genuine())),
    ],
    "text that would close what is around it": [
      "decryption",
      () =>
        encrypted(`</saml:EncryptedAssertion>${assertionOf(genuine())}<saml:EncryptedAssertion>`),
    ],
    "an entity inside": [
      "decryption",
      () =>
        encrypted(
          `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${assertionOf(genuine()).replace("carol@", "&x;")}`,
        ),
    ],
    "entities inside that double": [
      "decryption",
      () =>
        encrypted(`<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>${assertionOf(genuine())}`),
    ],
    "a processing instruction inside": ["decryption", () => inner("carol@", "<?x car?>ol@")],
    "a CDATA section inside": ["decryption", () => inner("carol@", "<![CDATA[carol@]]>")],
    "too many elements inside": [
      "decryption",
      () => inner("<saml:Subject>", `${"<x/>".repeat(3000)}$&`),
    ],
    "elements too deep inside": [
      "decryption",
      () => inner("<saml:Subject>", `${"<x>".repeat(40)}${"</x>".repeat(40)}$&`),
    ],
    "a failure at the provider": ["failed", () => spoil("status:Success", "status:Responder")],
  };
  for (const [name, [fault, make]] of Object.entries(hostile)) {
    test(name, () => assert.equal(faultOf(verify(make())), fault));
  }

  test("in the same words, whether there is a key, another one, none, or no provider", () => {
    const forged = encrypted(assertionOf(idp.signed(usual, { of: "nothing" })));
    const nobody = samlAssertions.verify(Buffer.from(forged).toString("base64"), undefined);
    const told = [verify(forged), verify(forged, [otherKey]), verify(forged, []), nobody];
    assert.deepEqual([...new Set(told.map(faultOf))], ["decryption"]);
    const clear = idp.signed(usual, { of: "nothing" });
    assert.equal(faultOf(verify(clear, [key], true)), "signature");
  });

  test("a key is not asked for where nothing is encrypted", () => {
    const answer = samlAssertions.verify(Buffer.from(genuine()).toString("base64"), {
      certificates: [idp.certificate],
      privateKeys: () => assert.fail("a key was unsealed"),
      encryptionRequired: false,
    });
    requireName(answer);
  });
});

describe("private keys", () => {
  test("PKCS #8 and PKCS #1 are one key", () => {
    assert.match(key.pkcs1, /BEGIN RSA PRIVATE KEY/);
    assert.deepEqual(
      samlAssertions.readPrivateKey(key.pkcs1),
      samlAssertions.readPrivateKey(key.pem),
    );
  });

  const keyOf = (...algorithm: string[]) => {
    const made = openForeignKey(algorithm);
    made.close();
    return made.pem;
  };
  const refused: Readonly<Record<string, readonly [RegExp, () => string]>> = {
    "an elliptic curve's": [/RSA/, () => keyOf("ec", "-pkeyopt", "ec_paramgen_curve:P-256")],
    "a short one": [/2048 to 4096 bits/, () => keyOf("rsa:1024")],
    "two of them": [/one RSA/, () => key.pem + otherKey.pem],
    "a certificate": [
      /one RSA/,
      () => `-----BEGIN CERTIFICATE-----\n${idp.certificate}\n-----END CERTIFICATE-----`,
    ],
    "one with a passphrase": [
      /passphrase/,
      () => key.pem.replaceAll("PRIVATE KEY", "ENCRYPTED PRIVATE KEY"),
    ],
    "a damaged one": [/one RSA/, () => key.pem.replace(/\n[^\n]{20}/, "\n")],
    nothing: [/one RSA/, () => " "],
  };
  for (const [name, [says, make]] of Object.entries(refused)) {
    test(`${name} is refused, and not quoted`, () => {
      const answer = samlAssertions.readPrivateKey(make());
      assert.ok("refused" in answer);
      assert.match(answer.refused, says);
      assert.ok(answer.refused.length < 100);
    });
  }
});
