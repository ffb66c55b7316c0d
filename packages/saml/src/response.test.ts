// Which responses are believed, and as far as what: signatures are xmlsec1's, attacks are what was done to SAML's implementations.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import type { AssertionFacts, AssertionFault } from "@sallyport/core";
import fc from "fast-check";
import { samlAssertions } from "./assertions.ts";
import {
  awsRecipient,
  type ForeignProvider,
  type Message,
  openForeignProvider,
  type Signing,
} from "./testing/index.ts";

const at = Date.UTC(2026, 10, 24, 6, 46, 8);
const roleAttribute = "https://aws.amazon.com/SAML/Attributes/Role";

let idp: ForeignProvider;
let stranger: ForeignProvider;
before(() => {
  idp = openForeignProvider();
  stranger = openForeignProvider();
});
after(() => {
  idp.close();
  stranger.close();
});

const base64 = (xml: string) => Buffer.from(xml).toString("base64");
const trusting = (certificates: readonly string[]) => ({
  certificates,
  privateKeys: () => [],
  encryptionRequired: false,
});
const verify = (xml: string, certificates: readonly string[] = [idp.certificate]) =>
  samlAssertions.verify(base64(xml), trusting(certificates));

function requireFacts(answer: ReturnType<typeof verify>): AssertionFacts {
  assert.ok(!("fault" in answer), `refused: ${"fault" in answer ? answer.fault : ""}`);
  return answer;
}

function requireFault(answer: ReturnType<typeof verify>): AssertionFault {
  assert.ok("fault" in answer, "it was believed");
  return answer.fault;
}

const usual: Message = {
  at,
  assertion: { attributes: { [roleAttribute]: ["one,two"] } },
};

describe("what is believed", () => {
  test("an assertion says what was signed", () => {
    assert.deepEqual(requireFacts(verify(idp.signed(usual))), {
      issuer: idp.entityId,
      issuedAt: at,
      subject: {
        name: "carol@example.org",
        format: "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
      },
      confirmation: { recipient: awsRecipient, notBefore: undefined, notOnOrAfter: at + 300_000 },
      notBefore: at,
      notOnOrAfter: at + 300_000,
      audiences: [[awsRecipient]],
      authentications: [
        {
          authenticatedAt: at,
          sessionNotOnOrAfter: undefined,
          contextClass: "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
        },
      ],
      attributes: new Map([[roleAttribute, ["one,two"]]]),
    });
  });

  const more = "http://www.w3.org/2001/04/xmldsig-more#";
  const signings: Readonly<Record<string, Signing>> = {
    "the assertion": { of: "assertion" },
    "the response": { of: "response" },
    both: { of: "both" },
    "with SHA-384": { method: `${more}rsa-sha384`, digest: `${more}sha384` },
    "with SHA-512": {
      method: `${more}rsa-sha512`,
      digest: "http://www.w3.org/2001/04/xmlenc#sha512",
    },
  };
  for (const [name, signing] of Object.entries(signings)) {
    test(`a signature of ${name}`, () => {
      const facts = requireFacts(verify(idp.signed(usual, signing)));
      assert.equal(facts.subject.name, "carol@example.org");
    });
  }

  test("an elliptic curve's signature", () => {
    const curved = openForeignProvider(undefined, ["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]);
    try {
      const xml = curved.signed(usual, { method: `${more}ecdsa-sha256` });
      requireFacts(verify(xml, [curved.certificate]));
      assert.equal(requireFault(verify(xml, [idp.certificate])), "signature");
    } finally {
      curved.close();
    }
  });

  test("a key of the provider's, whichever of them it is", () => {
    requireFacts(verify(idp.signed(usual), [stranger.certificate, idp.certificate]));
  });

  test("base64 with line ends", () => {
    const lines = idp.respond(usual).replaceAll(/.{76}/g, "$&\r\n");
    requireFacts(samlAssertions.verify(lines, trusting([idp.certificate])));
  });

  test("values with letters that XML escapes, whole", () => {
    const name = "a&amp;b &lt;c&gt; &#x263a; é";
    const xml = idp.signed({ at, assertion: { nameId: name, attributes: { x: [name] } } });
    const facts = requireFacts(verify(xml));
    assert.equal(facts.subject.name, "a&b <c> ☺ é");
    assert.deepEqual(facts.attributes.get("x"), ["a&b <c> ☺ é"]);
  });

  test("several statements of one attribute, one behind the other", () => {
    const xml = idp.signed({ at, assertion: { attributes: { a: ["1", "2"], b: ["3"] } } });
    assert.deepEqual(
      [...requireFacts(verify(xml)).attributes],
      [
        ["a", ["1", "2"]],
        ["b", ["3"]],
      ],
    );
  });
});

describe("messages as other providers write them", () => {
  const moment = new Date(at).toISOString();
  const end = new Date(at + 300_000).toISOString();
  const signature = (prefix: string, transforms = "") => {
    const colon = prefix === "" ? "" : `${prefix}:`;
    const declared = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
    const [open, close] = [`<${colon}`, `</${colon}`];
    return `${open}Signature ${declared}="http://www.w3.org/2000/09/xmldsig#">${open}SignedInfo>${open}CanonicalizationMethod Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>${open}SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>${open}Reference URI="#_a1">${open}Transforms>${open}Transform Algorithm="http://www.w3.org/2000/09/xmldsig#enveloped-signature"/>${open}Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#">${transforms}${close}Transform>${close}Transforms>${open}DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>${open}DigestValue/>${close}Reference>${close}SignedInfo>${open}SignatureValue/>${open}KeyInfo>${open}X509Data/>${close}KeyInfo>${close}Signature>`;
  };

  test("without prefixes, everything in default namespaces (Entra ID, AD FS)", () => {
    const xml = idp.sign(
      `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" ID="_r1" Version="2.0" IssueInstant="${moment}"><Issuer xmlns="urn:oasis:names:tc:SAML:2.0:assertion">${idp.entityId}</Issuer><samlp:Status><samlp:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></samlp:Status><Assertion xmlns="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" IssueInstant="${moment}" Version="2.0"><Issuer>${idp.entityId}</Issuer>${signature("")}<Subject><NameID Format="urn:oasis:names:tc:SAML:2.0:nameid-format:persistent">carol</NameID><SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><SubjectConfirmationData NotOnOrAfter="${end}" Recipient="${awsRecipient}"/></SubjectConfirmation></Subject><Conditions NotBefore="${moment}" NotOnOrAfter="${end}"><AudienceRestriction><Audience>${awsRecipient}</Audience></AudienceRestriction></Conditions><AttributeStatement><Attribute Name="${roleAttribute}"><AttributeValue>one,two</AttributeValue></Attribute></AttributeStatement><AuthnStatement AuthnInstant="${moment}" SessionIndex="_a1"><AuthnContext><AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:Password</AuthnContextClassRef></AuthnContext></AuthnStatement></Assertion></samlp:Response>`,
    );
    const facts = requireFacts(verify(xml));
    assert.equal(facts.subject.name, "carol");
    assert.deepEqual(facts.attributes.get(roleAttribute), ["one,two"]);
  });

  test("with typed values and inclusive namespaces (Okta, Shibboleth, Keycloak)", () => {
    const inclusive =
      '<ec:InclusiveNamespaces xmlns:ec="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="xs"/>';
    const typed = (value: string) =>
      `<saml2:AttributeValue xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="xs:string">${value}</saml2:AttributeValue>`;
    const xml = idp.sign(
      `<saml2p:Response xmlns:saml2p="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:xs="http://www.w3.org/2001/XMLSchema" ID="id1" Version="2.0" IssueInstant="${moment}"><saml2:Issuer xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${idp.entityId}</saml2:Issuer><saml2p:Status><saml2p:StatusCode Value="urn:oasis:names:tc:SAML:2.0:status:Success"/></saml2p:Status><saml2:Assertion xmlns:saml2="urn:oasis:names:tc:SAML:2.0:assertion" ID="_a1" IssueInstant="${moment}" Version="2.0"><saml2:Issuer Format="urn:oasis:names:tc:SAML:2.0:nameid-format:entity">${idp.entityId}</saml2:Issuer>${signature("ds", inclusive)}<saml2:Subject><saml2:NameID Format="urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress">carol@example.org</saml2:NameID><saml2:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer"><saml2:SubjectConfirmationData NotOnOrAfter="${end}" Recipient="${awsRecipient}"/></saml2:SubjectConfirmation></saml2:Subject><saml2:Conditions NotBefore="${moment}" NotOnOrAfter="${end}"><saml2:AudienceRestriction><saml2:Audience>${awsRecipient}</saml2:Audience></saml2:AudienceRestriction></saml2:Conditions><saml2:AuthnStatement AuthnInstant="${moment}"><saml2:AuthnContext><saml2:AuthnContextClassRef>urn:oasis:names:tc:SAML:2.0:ac:classes:X509</saml2:AuthnContextClassRef></saml2:AuthnContext></saml2:AuthnStatement><saml2:AttributeStatement><saml2:Attribute Name="${roleAttribute}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri">${typed("one,two")}${typed("three,four")}</saml2:Attribute></saml2:AttributeStatement></saml2:Assertion></saml2p:Response>`,
    );
    const facts = requireFacts(verify(xml));
    assert.deepEqual(facts.attributes.get(roleAttribute), ["one,two", "three,four"]);
    assert.equal(
      facts.authentications[0]?.contextClass,
      "urn:oasis:names:tc:SAML:2.0:ac:classes:X509",
    );
  });
});

describe("a comment ends no text (CVE-2017-11427 and its kin)", () => {
  test("a name is read whole, whatever is put into it", () => {
    const xml = idp.signed({ at, assertion: { nameId: "admin@example.org.evil.example" } });
    const spoilt = xml.replace("admin@example.org", "admin@example.org<!-- -->");
    assert.notEqual(spoilt, xml);
    assert.equal(requireFacts(verify(spoilt)).subject.name, "admin@example.org.evil.example");
  });

  test("so is an attribute's value, and so are a name and value that were signed with one inside", () => {
    const xml = idp.signed({
      at,
      assertion: { nameId: "ad<!--x-->min", attributes: { [roleAttribute]: ["a,b<!--y-->c"] } },
    });
    const facts = requireFacts(verify(xml));
    assert.equal(facts.subject.name, "admin");
    assert.deepEqual(facts.attributes.get(roleAttribute), ["a,bc"]);
  });
});

/** The parts that wrapping moves about. */
function partsOf(xml: string) {
  const find = (pattern: RegExp) => {
    const [found] = pattern.exec(xml) ?? [];
    assert.ok(found, `${pattern} is in it`);
    return found;
  };
  const assertion = find(/<saml:Assertion.*<\/saml:Assertion>/s);
  const signature = find(/<ds:Signature .*<\/ds:Signature>/s);
  const response = find(/<samlp:Response.*<\/samlp:Response>/s);
  const evil = assertion
    .replace(signature, "")
    .replace('ID="_assertion"', 'ID="_evil"')
    .replace("carol@", "admin@");
  return { assertion, signature, response, evil, bare: assertion.replace(signature, "") };
}

describe("signature wrapping (Somorovsky et al., On Breaking SAML, 2012)", () => {
  const inObject = (signature: string, content: string) =>
    signature.replace("</ds:Signature>", `<ds:Object>${content}</ds:Object></ds:Signature>`);
  const wrappings: Readonly<
    Record<string, { of: "response" | "assertion"; wrap: (xml: string) => string }>
  > = {
    "XSW1: the signed response inside the signature of an evil one": {
      of: "response",
      wrap: (xml) => {
        const { response, signature, assertion, evil } = partsOf(xml);
        const original = response.replace(signature, "");
        return response
          .replace('ID="_response"', 'ID="_evil-response"')
          .replace(assertion, evil)
          .replace(signature, inObject(signature, original));
      },
    },
    "XSW2: the signed response beside its signature in an evil one": {
      of: "response",
      wrap: (xml) => {
        const { response, signature, assertion, evil } = partsOf(xml);
        return response
          .replace('ID="_response"', 'ID="_evil-response"')
          .replace(assertion, evil)
          .replace(signature, `${response.replace(signature, "")}${signature}`);
      },
    },
    "XSW3: an evil assertion before the signed one": {
      of: "assertion",
      wrap: (xml) => xml.replace(partsOf(xml).assertion, (all) => partsOf(xml).evil + all),
    },
    "XSW4: the signed assertion inside an evil one": {
      of: "assertion",
      wrap: (xml) => {
        const { assertion, evil } = partsOf(xml);
        return xml.replace(
          assertion,
          evil.replace("</saml:Assertion>", `${assertion}</saml:Assertion>`),
        );
      },
    },
    "XSW5: the signature in an evil assertion, the signed one after it": {
      of: "assertion",
      wrap: (xml) => {
        const { assertion, evil, signature, bare } = partsOf(xml);
        const signed = evil.replace("</saml:Issuer>", `</saml:Issuer>${signature}`);
        return xml.replace(assertion, signed + bare);
      },
    },
    "XSW6: the signed assertion inside the signature of an evil one, without an Object": {
      of: "assertion",
      wrap: (xml) => {
        const { assertion, evil, signature, bare } = partsOf(xml);
        const stuffed = signature.replace("</ds:Signature>", `${bare}</ds:Signature>`);
        return xml.replace(assertion, evil.replace("</saml:Issuer>", `</saml:Issuer>${stuffed}`));
      },
    },
    "XSW7: an evil assertion in an extension": {
      of: "assertion",
      wrap: (xml) => {
        const { assertion, evil } = partsOf(xml);
        return xml.replace(assertion, `<samlp:Extensions>${evil}</samlp:Extensions>${assertion}`);
      },
    },
    "XSW8: the signed assertion in an Object of an evil one's signature": {
      of: "assertion",
      wrap: (xml) => {
        const { assertion, evil, signature, bare } = partsOf(xml);
        return xml.replace(
          assertion,
          evil.replace("</saml:Issuer>", `</saml:Issuer>${inObject(signature, bare)}`),
        );
      },
    },
    "two elements of one ID": {
      of: "assertion",
      wrap: (xml) => {
        const { assertion, evil } = partsOf(xml);
        return xml.replace(assertion, evil.replace("_evil", "_assertion") + assertion);
      },
    },
    "another attribute that counts as an ID": {
      of: "assertion",
      wrap: (xml) => xml.replace("<samlp:Status>", '<samlp:Status Id="_assertion">'),
    },
    "the signed assertion hidden, an evil one in its place, in another namespace": {
      of: "assertion",
      wrap: (xml) => {
        const { assertion, evil } = partsOf(xml);
        return xml.replace(assertion, `<x xmlns="urn:x">${assertion}</x>${evil}`);
      },
    },
  };
  for (const [name, { of, wrap }] of Object.entries(wrappings)) {
    test(name, () => {
      const xml = idp.signed(usual, { of });
      requireFacts(verify(xml));
      const wrapped = wrap(xml);
      assert.notEqual(wrapped, xml);
      requireFault(verify(wrapped));
    });
  }

  test("what is not signed around a signed assertion is not what is read", () => {
    const xml = idp.signed(usual).replace("<saml:Issuer>https://idp", "<saml:Issuer>https://other");
    assert.equal(requireFacts(verify(xml)).issuer, idp.entityId);
  });
});

describe("what is refused", () => {
  const sha1 = {
    method: "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
    digest: "http://www.w3.org/2000/09/xmldsig#sha1",
  };
  const enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
  const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
  const signed = (signing: Signing) => idp.signed(usual, signing);
  const spoil = (from: string | RegExp, to: string) => {
    const xml = idp.signed(usual);
    const spoilt = xml.replace(from, to);
    assert.notEqual(spoilt, xml);
    return spoilt;
  };
  const hostile: Readonly<Record<string, readonly [AssertionFault, () => string]>> = {
    "no signature at all": ["signature", () => signed({ of: "nothing" })],
    "somebody else's signature": ["signature", () => stranger.signed(usual)],
    "SHA-1 for the signature": ["algorithm", () => signed({ method: sha1.method })],
    "SHA-1 for the digest": ["algorithm", () => signed({ digest: sha1.digest })],
    "an algorithm that says HMAC, with the certificate for a key": [
      "algorithm",
      () =>
        spoil(
          /(<ds:SignatureMethod Algorithm=")[^"]*/,
          "$1http://www.w3.org/2001/04/xmldsig-more#hmac-sha256",
        ),
    ],
    "an algorithm of another kind of key": [
      "signature",
      () =>
        spoil(
          /(<ds:SignatureMethod Algorithm=")[^"]*/,
          "$1http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
        ),
    ],
    "canonical XML with comments": [
      "algorithm",
      () => signed({ transforms: [enveloped, `${exclusive}WithComments`] }),
    ],
    "inclusive canonical XML": [
      "algorithm",
      () => signed({ canonicalization: "http://www.w3.org/TR/2001/REC-xml-c14n-20010315" }),
    ],
    "one transform more": [
      "algorithm",
      () => signed({ transforms: [enveloped, exclusive, exclusive] }),
    ],
    "an XPath transform": [
      "algorithm",
      () =>
        spoil(
          exclusive.concat('"/></ds:Transforms>'),
          'http://www.w3.org/TR/1999/REC-xpath-19991116"/></ds:Transforms>',
        ),
    ],
    "a reference to the whole document": ["malformed", () => spoil('URI="#_assertion"', 'URI=""')],
    "a reference to a file": [
      "signature",
      () => spoil('URI="#_assertion"', 'URI="file:///etc/passwd"'),
    ],
    "a reference with a quotation in it": [
      "signature",
      () => spoil('URI="#_assertion"', `URI="#_assertion']|//*['"`),
    ],
    "two references": ["malformed", () => spoil(/<ds:Reference.*<\/ds:Reference>/s, "$&$&")],
    "a signature value of nothing": [
      "signature",
      () => spoil(/<ds:SignatureValue>[^<]*/, "<ds:SignatureValue>"),
    ],
    "a digest of something else": [
      "signature",
      () => spoil(/<ds:DigestValue>./, "<ds:DigestValue>!"),
    ],
    "a digest with a comment in it (CVE-2025-29775)": [
      "signature",
      () => spoil(/<ds:DigestValue>/, "<ds:DigestValue><!--x-->AAAA"),
    ],
    "two SignedInfos (CVE-2025-29774)": [
      "malformed",
      () => spoil(/<ds:SignedInfo>.*<\/ds:SignedInfo>/s, "$&$&"),
    ],
    "its own certificate, and the key that made it": [
      "signature",
      () => stranger.signed({ ...usual, issuer: idp.entityId }),
    ],
    "a document type": [
      "malformed",
      () => spoil("<samlp:Response", "<!DOCTYPE samlp:Response><samlp:Response"),
    ],
    "an entity from a file": [
      "malformed",
      () =>
        spoil(
          "<samlp:Response",
          '<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><samlp:Response',
        ).replace("carol@", "&x;"),
    ],
    "entities that double": [
      "malformed",
      () =>
        spoil(
          "<samlp:Response",
          '<!DOCTYPE r [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><samlp:Response',
        ),
    ],
    "an entity that nobody declared": ["malformed", () => spoil("carol@", "&nobody;")],
    "a processing instruction, which canonical XML may take for text": [
      "malformed",
      () => spoil("carol@", "<?x car?>ol@"),
    ],
    "a CDATA section": ["malformed", () => spoil("carol@", "<![CDATA[carol@]]>")],
    "an attribute twice": [
      "malformed",
      () => spoil('ID="_response"', 'ID="_response" ID="_other"'),
    ],
    "a tag that nobody closed": ["malformed", () => spoil("</samlp:Response>", "")],
    "two roots": ["malformed", () => spoil("</samlp:Response>", "</samlp:Response><x/>")],
    "an assertion alone": ["malformed", () => partsOf(idp.signed(usual)).assertion],
    "no assertion": ["malformed", () => spoil(/<saml:Assertion.*<\/saml:Assertion>/s, "")],
    "an encrypted assertion with nothing in it": [
      "malformed",
      () =>
        spoil(
          /<saml:Assertion.*<\/saml:Assertion>/s,
          "<saml:EncryptedAssertion><x/></saml:EncryptedAssertion>",
        ),
    ],
    "an encrypted name": [
      "encrypted",
      () =>
        idp.sign(
          renderUnsigned().replace(
            /<saml:NameID.*<\/saml:NameID>/s,
            "<saml:EncryptedID><x/></saml:EncryptedID>",
          ),
        ),
    ],
    "a failure at the provider": [
      "failed",
      () => idp.signed({ ...usual, status: "urn:oasis:names:tc:SAML:2.0:status:Responder" }),
    ],
    "a subject that is no bearer": [
      "malformed",
      () =>
        idp.signed({
          at,
          assertion: {
            confirmation:
              '<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:sender-vouches"/>',
          },
        }),
    ],
    "two confirmations": [
      "malformed",
      () =>
        idp.sign(
          renderUnsigned().replace(
            /<saml:SubjectConfirmation .*<\/saml:SubjectConfirmation>/s,
            "$&$&",
          ),
        ),
    ],
    "a condition that nobody understands": [
      "malformed",
      () => idp.signed({ at, assertion: { conditions: '<saml:Condition xmlns:x="urn:x"/>' } }),
    ],
    "a moment without its zone": [
      "malformed",
      () => idp.sign(renderUnsigned().replaceAll(/(IssueInstant="[^"]*)Z"/g, '$1"')),
    ],
    "another version of SAML": [
      "malformed",
      () => spoil('Version="2.0" IssueInstant', 'Version="1.1" IssueInstant'),
    ],
    "too many elements": [
      "malformed",
      () => spoil("<samlp:Status>", `${"<x/>".repeat(3000)}<samlp:Status>`),
    ],
    "elements too deep": [
      "malformed",
      () => spoil("<samlp:Status>", `${"<x>".repeat(40)}${"</x>".repeat(40)}<samlp:Status>`),
    ],
    "too many comments": [
      "malformed",
      () => spoil("<samlp:Status>", `${"<!---->".repeat(3000)}<samlp:Status>`),
    ],
    "too many attributes in all": [
      "malformed",
      () => spoil("<samlp:Status>", `${`<x${' a="" b="" c=""'}/>`.repeat(700)}<samlp:Status>`),
    ],
    "too many attributes of one element": [
      "malformed",
      () =>
        spoil(
          "<samlp:Status>",
          `<x${Array.from({ length: 100 }, (_, i) => ` a${i}=""`).join("")}/><samlp:Status>`,
        ),
    ],
  };
  for (const [name, [fault, make]] of Object.entries(hostile)) {
    test(name, () => assert.equal(requireFault(verify(make())), fault));
  }

  test("what is no base64, and what is no UTF-8", () => {
    const ask = (response: string) =>
      requireFault(samlAssertions.verify(response, trusting([idp.certificate])));
    assert.equal(ask("<samlp:Response/>"), "notBase64");
    assert.equal(ask("===="), "notBase64");
    assert.equal(ask(idp.respond(usual).replace(/[A-Z]/, " ")), "notBase64");
    assert.equal(ask(Buffer.from([0xff, 0xfe, 0x3c]).toString("base64")), "malformed");
    assert.equal(ask(Buffer.alloc(75_000, "<").toString("base64")), "malformed");
  });

  test("any signature, where there is no provider", () => {
    assert.deepEqual(samlAssertions.verify(idp.respond(usual), undefined), { fault: "signature" });
  });
});

/** With the template of its signature, not signed yet. */
function renderUnsigned(): string {
  return idp
    .signed(usual)
    .replace(/<ds:SignatureValue>[^<]*<\/ds:SignatureValue>/, "<ds:SignatureValue/>")
    .replace(/<ds:X509Data>.*<\/ds:X509Data>/s, "<ds:X509Data/>");
}

for (const part of ["assertion", "response"] as const) {
  test(`a signed ${part} with any letter changed is refused`, () => {
    const xml = idp.signed(usual, { of: part });
    const { [part]: covered, signature } = partsOf(xml);
    const start = xml.indexOf(covered);
    const signatureAt = xml.indexOf(signature);
    const places = [...covered.matchAll(/[A-Za-z0-9]/g)]
      .map(({ index }) => start + index)
      .filter((place) => place < signatureAt || place >= signatureAt + signature.length);
    const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"];
    const change = fc.tuple(fc.constantFrom(...places), fc.constantFrom(...letters));
    fc.assert(
      fc.property(change, ([place, letter]) => {
        fc.pre(xml[place] !== letter);
        requireFault(verify(xml.slice(0, place) + letter + xml.slice(place + 1)));
      }),
      { numRuns: 150 },
    );
  });
}

test("whatever byte is changed, it is refused or says the same", () => {
  const xml = Buffer.from(idp.signed(usual));
  const facts = requireFacts(verify(xml.toString()));
  const change = fc.tuple(fc.nat(xml.length - 1), fc.integer({ min: 0, max: 255 }));
  fc.assert(
    fc.property(change, ([place, byte]) => {
      const spoilt = Buffer.from(xml);
      spoilt[place] = byte;
      const answer = samlAssertions.verify(spoilt.toString("base64"), trusting([idp.certificate]));
      if (!("fault" in answer)) assert.deepEqual(answer, facts);
    }),
    { numRuns: 150 },
  );
});
