// A SAML response with one assertion: which of it was signed, and what that says. SAML core, and the web browser SSO profile.

import { createPublicKey } from "node:crypto";
import type { AssertionFacts, AssertionFault, SamlMetadata } from "@sallyport/core";
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
import { malformed, SamlFault, unsigned } from "./fault.ts";
import { responseLimits } from "./scan.ts";
import { signedContent } from "./signature.ts";

/** See `Assertions.verify`. */
export function verifyResponse(
  response: string,
  provider: Pick<SamlMetadata, "certificates"> | undefined,
): AssertionFacts | { readonly fault: AssertionFault } {
  try {
    const keys = provider === undefined ? [decoy()] : provider.certificates.map(keyOf);
    const xml = decode(response);
    return readAssertion(signedAssertion(xml, keys));
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
function signedAssertion(xml: string, keys: Keys): Element {
  const root = parseXml(xml, responseLimits);
  const { response, assertion, signatures } = requireForm(root);
  requireSuccess(response);
  const contents = signatures.map(({ signature, owner }) => ({
    owner,
    content: signedContent({ xml, signature, owner }, keys),
  }));
  // Both may be signed, and then both have to be right; the response's signature covers more.
  const signed =
    contents.find(({ owner }) => owner === response) ??
    contents.find(({ owner }) => owner === assertion);
  if (signed === undefined) throw unsigned("Nothing is signed.");
  return assertionIn(parseXml(signed.content, responseLimits));
}

function assertionIn(signed: Element): Element {
  if (isNamed(signed, "assertion", "Assertion")) return signed;
  if (!isNamed(signed, "protocol", "Response")) throw unsigned("Something else was signed.");
  requireSuccess(signed);
  return requireChild(signed, "assertion", "Assertion");
}

/**
 * One response, one assertion in it, no signatures but theirs, each in its place. What is read is read from signed content in any
 * case; that a message with more in it is nobody's is the second lock.
 */
function requireForm(response: Element) {
  if (!isNamed(response, "protocol", "Response")) throw malformed("It is no SAML response.");
  if (requireAttribute(response, "Version") !== "2.0") throw malformed("It is not of SAML 2.0.");
  const all = [...everyElement(response)];
  const named = (...[namespace, name]: readonly [Parameters<typeof isNamed>[1], string]) =>
    all.filter((element) => isNamed(element, namespace, name));
  if (childrenNamed(response, "assertion", "EncryptedAssertion").length > 0) {
    throw new SamlFault("encrypted", "The assertion is encrypted.");
  }
  const assertion = requireChild(response, "assertion", "Assertion");
  if (named("assertion", "Assertion").length > 1)
    throw malformed("There is more than one assertion.");
  if (named("protocol", "Response").length > 1) throw malformed("There is more than one response.");
  const owners = [response, assertion];
  const signatures = named("signature", "Signature").map((signature) => {
    const owner = owners.find((element) => element === signature.parentNode);
    if (owner === undefined) throw unsigned("A signature is somewhere else.");
    return { signature, owner };
  });
  if (new Set(signatures.map(({ owner }) => owner)).size < signatures.length) {
    throw unsigned("Something is signed twice.");
  }
  return { response, assertion, signatures };
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
