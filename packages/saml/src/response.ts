// A SAML response with one assertion: which of it was signed, and what that says. SAML core, and the web browser SSO profile.

import { createPublicKey } from "node:crypto";
import type { AssertionFacts, AssertionFault, AssertionTrust } from "@sallyport/core";
import { readAssertion } from "./assertion.ts";
import { keyOf } from "./certificates.ts";
import {
  attributeOf,
  childrenNamed,
  everyElement,
  isNamed,
  parseXml,
  requireAttribute,
  requireChild,
} from "./dom.ts";
import { decrypt, readEncrypted } from "./encryption.ts";
import { malformed, SamlFault, unsigned } from "./fault.ts";
import { privateKeyOf } from "./private-keys.ts";
import { responseLimits } from "./scan.ts";
import { signedContent } from "./signature.ts";

/** See `Assertions.verify`. */
export function verifyResponse(
  response: string,
  provider: AssertionTrust | undefined,
): AssertionFacts | { readonly fault: AssertionFault } {
  try {
    const keys = provider === undefined ? [decoy()] : provider.certificates.map(keyOf);
    const xml = decode(response);
    return readAssertion(signedAssertion(xml, keys, provider));
  } catch (error) {
    if (error instanceof SamlFault) return { fault: error.fault };
    throw error;
  }
}

/** A key whose other half was thrown away. */
const decoy = () =>
  createPublicKey({
    format: "jwk",
    key: {
      kty: "RSA",
      e: "AQAB",
      n: "4e_MPtCxYnPmhJb2t91vFM13GhwoIdxqLG5_Jhu-q1FbZ6UQKMw0OaDoMIGCNZ8poNaHpFkL7hXfP0qYFFw9JXCzOkMdIST4rhFU1-jME7pLP78YbMQeyt4SvwtamQwIg9J5TwlhCKhB4c80iAgvMnP942FC6FSkDNze-0ryDmcxNvxHpg8PFKH4jbHz46fJjmv2AcYgH4EUY0TwaJsbCxN27KGt_RyIVAOk73pZ-2jSiop0kabAEfnEs0XDkDQrK7DTfn1N-8tvwnL4sqsA-TIGwj0EIsCg18bmFuD57QfPHpA4oJnSw1xVufAkJiq6mr3Au3YETi8KU7HLmmmvVQ",
    },
  });

const base64 = /^[A-Za-z0-9+/]+={0,2}$/;
const utf8 = new TextDecoder("utf-8", { fatal: true });

/** Providers break base64 into lines. A space in it is a plus sign that a form did not encode: that is told, not mended. */
function decode(response: string): string {
  const text = response.replaceAll(/[\r\n]+/g, "");
  if (!base64.test(text)) throw new SamlFault("notBase64", "It is no base64.");
  try {
    return utf8.decode(Buffer.from(text, "base64"));
  } catch {
    throw malformed("It is no UTF-8.");
  }
}

type Keys = Parameters<typeof signedContent>[1];

/** The assertion, read anew from what was signed: the response where that was, or else the assertion alone. */
function signedAssertion(xml: string, keys: Keys, provider: AssertionTrust | undefined): Element {
  const { response, assertion, signatures } = requireForm(parseXml(xml, responseLimits));
  requireSuccess(response);
  const contents = signatures.map(({ signature, owner }) => ({
    owner,
    content: signedContent({ xml, signature, owner }, keys),
  }));
  // Both may be signed, and then both have to be right; the response's signature covers more.
  const signed =
    contents.find(({ owner }) => owner === response) ??
    contents.find(({ owner }) => owner === assertion);
  if (isNamed(assertion, "assertion", "EncryptedAssertion")) {
    const covered = signed && assertionIn(parseXml(signed.content, responseLimits));
    return decryptedAssertion(
      covered ?? assertion,
      { isSigned: covered !== undefined },
      keys,
      provider,
    );
  }
  if (signed === undefined) throw unsigned("Nothing is signed.");
  const read = assertionIn(parseXml(signed.content, responseLimits));
  // Only now: to whoever cannot sign, it would tell that there is such a provider.
  if (provider?.encryptionRequired === true) {
    throw new SamlFault("unencrypted", "The assertion is not encrypted.");
  }
  return read;
}

/**
 * The assertion inside, by the same rules as one that came in the clear. It has a signature of its own, or lies in a response whose
 * signature was verified: whoever has the public key can encrypt, so that it decrypts says nothing of who wrote it.
 *
 * What fails from here on is one fault, until a signature is verified. Whoever sends a text that they do not know must not learn how
 * much of it was as it should be, nor that there is a provider which has the key.
 */
function decryptedAssertion(
  encrypted: Element,
  { isSigned }: { readonly isSigned: boolean },
  keys: Keys,
  provider: AssertionTrust | undefined,
): Element {
  const found = readEncrypted(encrypted, { isSigned });
  const plain = decrypt(found, (provider?.privateKeys() ?? []).map(privateKeyOf));
  try {
    const xml = utf8.decode(plain ?? Buffer.of());
    const assertion = parseXml(xml, responseLimits);
    const { signatures } = requireAssertion(assertion);
    const [signature] = signatures;
    if (signature !== undefined) {
      const content = signedContent({ xml, signature, owner: assertion }, keys);
      return assertionIn(parseXml(content, responseLimits));
    }
    if (isSigned) return assertion;
  } catch {
    // The one fault below.
  }
  throw new SamlFault("decryption", "It cannot be decrypted, or is not signed.");
}

const assertionNames = ["Assertion", "EncryptedAssertion"] as const;

/** Of a response that was signed whole; or the assertion itself, where that alone was. */
function assertionIn(signed: Element): Element {
  if (isNamed(signed, "assertion", "Assertion")) return signed;
  if (!isNamed(signed, "protocol", "Response")) throw unsigned("Something else was signed.");
  requireSuccess(signed);
  return theAssertion(signed);
}

function theAssertion(response: Element): Element {
  const [assertion, second] = assertionNames.flatMap((name) =>
    childrenNamed(response, "assertion", name),
  );
  if (assertion === undefined) throw malformed("There is no assertion.");
  if (second !== undefined) throw malformed("There is more than one assertion.");
  return assertion;
}

/**
 * One response, one assertion in it, no signatures but theirs, each in its place. What is read is read from signed content in any
 * case; that a message with more in it is nobody's is the second lock.
 */
function requireForm(response: Element) {
  if (!isNamed(response, "protocol", "Response")) throw malformed("It is no SAML response.");
  if (requireAttribute(response, "Version") !== "2.0") throw malformed("It is not of SAML 2.0.");
  const assertion = theAssertion(response);
  requireAlone(response, ["Response"], "response");
  requireAlone(response, assertionNames, "assertion");
  const owners = isNamed(assertion, "assertion", "Assertion") ? [response, assertion] : [response];
  return { response, assertion, signatures: signaturesOf(response, owners) };
}

/** What was decrypted: one assertion with nothing of the kind in it, and no signature but its own. */
function requireAssertion(assertion: Element) {
  if (!isNamed(assertion, "assertion", "Assertion")) throw malformed("It is no assertion.");
  requireAlone(assertion, assertionNames, "assertion");
  const signatures = signaturesOf(assertion, [assertion]);
  return { signatures: signatures.map(({ signature }) => signature) };
}

/** Throughout the element, itself included, there is one of these. */
function requireAlone(element: Element, names: readonly string[], what: "response" | "assertion") {
  const namespace = what === "response" ? "protocol" : "assertion";
  const all = [...everyElement(element)].filter((each) =>
    names.some((name) => isNamed(each, namespace, name)),
  );
  if (all.length > 1) throw malformed(`There is more than one ${what}.`);
}

/** All signatures below the element: at most one of each owner, and none elsewhere. */
function signaturesOf(element: Element, owners: readonly Element[]) {
  const all = [...everyElement(element)].filter((each) => isNamed(each, "signature", "Signature"));
  const signatures = all.map((signature) => {
    const owner = owners.find((one) => one === signature.parentNode);
    if (owner === undefined) throw unsigned("A signature is somewhere else.");
    return { signature, owner };
  });
  if (new Set(signatures.map(({ owner }) => owner)).size < signatures.length) {
    throw unsigned("Something is signed twice.");
  }
  return signatures;
}

const success = "urn:oasis:names:tc:SAML:2.0:status:Success";

/** Signed or not: whoever forges a failure gains a refusal. */
function requireSuccess(response: Element): void {
  const status = requireChild(response, "protocol", "Status");
  const code = requireChild(status, "protocol", "StatusCode");
  if (attributeOf(code, "Value") !== success) {
    throw new SamlFault("failed", "The identity provider reports a failure.");
  }
}
