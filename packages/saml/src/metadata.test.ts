// What an identity provider's metadata says, and what is no metadata.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { samlAssertions } from "./assertions.ts";
import { type ForeignProvider, openForeignProvider } from "./testing/index.ts";

let idp: ForeignProvider;
let other: ForeignProvider;
before(() => {
  idp = openForeignProvider();
  other = openForeignProvider("https://other.example.org", [
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-384",
  ]);
});
after(() => {
  idp.close();
  other.close();
});

const read = (document: string) => samlAssertions.readMetadata(document);

describe("metadata", () => {
  test("says who the provider is, and what it signs with", () => {
    assert.deepEqual(read(idp.metadata()), {
      entityId: "https://idp.example.org/saml",
      certificates: [idp.certificate],
      validUntil: undefined,
    });
  });

  test("may have several certificates, each counted once", () => {
    const certificates = [idp.certificate, other.certificate, idp.certificate];
    const answer = read(idp.metadata({ certificates }));
    assert.ok("certificates" in answer);
    assert.deepEqual(answer.certificates, [idp.certificate, other.certificate]);
  });

  test("may end: the earlier of two ends counts", () => {
    const late = idp.metadata({ validUntil: "2031-01-01T00:00:00Z" });
    const answer = read(
      late.replace("<md:IDPSSODescriptor", '$& validUntil="2030-01-01T00:00:00.000Z"'),
    );
    assert.ok("validUntil" in answer);
    assert.equal(answer.validUntil, Date.UTC(2030, 0, 1));
  });

  test("leaves keys for encryption out, and takes a key without a use", () => {
    const two = idp.metadata({ certificates: [idp.certificate, other.certificate] });
    const keys = (document: string) => {
      const answer = read(document);
      return "certificates" in answer ? answer.certificates : answer.refused;
    };
    assert.deepEqual(keys(two.replace('use="signing"', 'use="encryption"')), [other.certificate]);
    assert.deepEqual(keys(two.replace(' use="signing"', "")), [idp.certificate, other.certificate]);
  });

  test("may begin with a byte order mark and white space", () => {
    assert.ok("entityId" in read(`\uFEFF\n ${idp.metadata()}`));
  });
});

describe("what is no metadata", () => {
  const cases: Readonly<Record<string, readonly [RegExp, (document: string) => string]>> = {
    "no XML": [/no well-formed XML/, () => "entityID=https://idp.example.org"],
    "a document type": [
      /Document types/,
      (xml) => xml.replace("<md:EntityDescriptor", "<!DOCTYPE x>$&"),
    ],
    "a list of entities": [
      /no EntityDescriptor/,
      (xml) => xml.replaceAll("EntityDescriptor", "EntitiesDescriptor"),
    ],
    "the same words in another namespace": [
      /no EntityDescriptor/,
      (xml) => xml.replace("SAML:2.0:metadata", "SAML:1.0:metadata"),
    ],
    "no entityID": [/no entityID/, (xml) => xml.replace(/ entityID="[^"]*"/, "")],
    "too long an entityID": [
      /too long/,
      (xml) => xml.replace("idp.example.org/saml", "i".repeat(1100)),
    ],
    "a service provider": [
      /no identity provider/,
      (xml) => xml.replaceAll("IDPSSODescriptor", "SPSSODescriptor"),
    ],
    "another protocol": [
      /no SAML 2.0/,
      (xml) => xml.replace("SAML:2.0:protocol", "SAML:1.1:protocol"),
    ],
    "no certificate": [
      /no certificate/,
      (xml) => xml.replace(/<md:KeyDescriptor.*<\/md:KeyDescriptor>/s, ""),
    ],
    "a certificate that is none": [
      /cannot be read/,
      (xml) => xml.replace(/(<ds:X509Certificate>)[^<]*/, "$1QUJD"),
    ],
    "a certificate that is no base64": [
      /no base64/,
      (xml) => xml.replace(/(<ds:X509Certificate>)[^<]*/, "$1-----BEGIN"),
    ],
    "an end that is no moment": [/no moment/, () => idp.metadata({ validUntil: "next year" })],
    "too many certificates": [
      /more than 10/,
      () => {
        const many = Array.from({ length: 11 }, () => openForeignProvider(undefined, curve));
        for (const each of many) each.close();
        return idp.metadata({ certificates: many.map(({ certificate }) => certificate) });
      },
    ],
    "a key that is too short": [
      /shorter than 2048 bits/,
      () => {
        const weak = openForeignProvider(undefined, ["rsa:1024"]);
        weak.close();
        return idp.metadata({ certificates: [weak.certificate] });
      },
    ],
  };
  const curve = ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"];
  for (const [name, [says, spoil]] of Object.entries(cases)) {
    test(name, () => {
      const answer = read(spoil(idp.metadata()));
      assert.ok("refused" in answer);
      assert.match(answer.refused, says);
    });
  }
});

test("a NameQualifier is AWS's own: base64 of a SHA-1", () => {
  // printf %s 'https://example.com/saml123456789012/MySAMLIdP' | openssl sha1 -binary | base64
  assert.equal(
    samlAssertions.nameQualifier({
      issuer: "https://example.com/saml",
      accountId: "123456789012",
      providerName: "MySAMLIdP",
    }),
    "1uAJanUnBc2XeUkHURMht+xam2c=",
  );
});
