// XML signatures, as SAML has them (SAML core §5.4): one reference to the element that the signature is a child of, the enveloped
// signature taken out, exclusive canonical XML. Everything else that XML Signature could say is refused before it is looked at.

import type { KeyObject } from "node:crypto";
import { SignedXml } from "xml-crypto";
import {
  digestMethods,
  digestOf,
  envelopedSignature,
  exclusiveCanonicalization,
  isSignedByAny,
  signatureMethods,
} from "./algorithms.ts";
import { attributeOf, elementsIn, isNamed, requireAttribute, requireChild } from "./dom.ts";
import { malformed, SamlFault, unsigned } from "./fault.ts";

export interface Signed {
  /** The document that both come from, as it was sent. */
  readonly xml: string;
  readonly signature: Element;
  /** What the signature is a child of, and has to be about. */
  readonly owner: Element;
}

/**
 * The canonical XML of what one of the keys signed: these bytes, and no others, were hashed. Whoever reads on reads them, and
 * never the document that they came from, so that moving the signed part about in it moves nothing into what is read.
 */
export function signedContent(
  { xml, signature, owner }: Signed,
  keys: readonly KeyObject[],
): string {
  requireForm(signature, owner);
  const signedXml = verifierOf(keys);
  if (!isValid(signedXml, xml, signature)) throw unsigned("The signature is not the provider's.");
  const [content, second] = signedXml.getSignedReferences();
  if (content === undefined || second !== undefined) throw unsigned("Nothing was signed, or more.");
  return content;
}

function isValid(signedXml: SignedXml, xml: string, signature: Element): boolean {
  try {
    signedXml.loadSignature(signature);
    return signedXml.checkSignature(xml);
  } catch {
    // It throws on a wrong signature, and on whatever it cannot follow.
    return false;
  }
}

/** The library with our tables in place of its own, and with no key but the provider's: those that a signature brings are nobody's. */
function verifierOf(keys: readonly KeyObject[]): SignedXml {
  const signedXml = new SignedXml({
    publicCert: "taken by our own algorithms, which know the keys",
    getCertFromKeyInfo: () => null,
  });
  const { CanonicalizationAlgorithms: known } = signedXml;
  signedXml.CanonicalizationAlgorithms = Object.fromEntries(
    Object.entries(known).filter(
      ([name]) => name === exclusiveCanonicalization || name === envelopedSignature,
    ),
  );
  signedXml.HashAlgorithms = Object.fromEntries(
    [...digestMethods].map(([name, hash]) => [
      name,
      class {
        getAlgorithmName = () => name;
        getHash = (text: string) => digestOf(hash, text);
      },
    ]),
  );
  signedXml.SignatureAlgorithms = Object.fromEntries(
    [...signatureMethods].map(([name, spec]) => [
      name,
      class {
        getAlgorithmName = () => name;
        getSignature = (): never => {
          throw new Error("Nothing is signed here.");
        };
        verifySignature = (text: string, _: unknown, signature: string) =>
          isSignedByAny(keys, spec, { text, signature: Buffer.from(signature, "base64") });
      },
    ]),
  );
  return signedXml;
}

const references = /^#[\p{L}_][\p{L}\p{N}_.-]*$/u;

/** Each part once, in its place, and nothing besides: what a part says is then said nowhere else in the signature. */
function requireForm(signature: Element, owner: Element): void {
  requireParts(signature, ["SignedInfo", "SignatureValue"], ["KeyInfo"]);
  const signedInfo = requireChild(signature, "signature", "SignedInfo");
  requireParts(signedInfo, ["CanonicalizationMethod", "SignatureMethod", "Reference"]);
  requireAlgorithm(
    signedInfo,
    "CanonicalizationMethod",
    (name) => name === exclusiveCanonicalization,
  );
  requireAlgorithm(signedInfo, "SignatureMethod", (name) => signatureMethods.has(name));
  const reference = requireChild(signedInfo, "signature", "Reference");
  requireParts(reference, ["Transforms", "DigestMethod", "DigestValue"]);
  requireAlgorithm(reference, "DigestMethod", (name) => digestMethods.has(name));
  requireTransforms(requireChild(reference, "signature", "Transforms"));
  const uri = requireAttribute(reference, "URI");
  if (!references.test(uri) || uri !== `#${attributeOf(owner, "ID")}`) {
    throw unsigned("The signature is not about the element that it is in.");
  }
}

/** In SAML's order (XML Signature §4): what stands where it should not is not there for nothing. */
function requireParts(
  parent: Element,
  required: readonly string[],
  optional: readonly string[] = [],
): void {
  const parts = elementsIn(parent).map((child) =>
    isNamed(child, "signature", child.localName) ? child.localName : "another",
  );
  const forms = [required, [...required, ...optional]].map((form) => form.join(" "));
  if (!forms.includes(parts.join(" "))) {
    throw malformed(`${parent.localName} has other parts than SAML's signatures.`);
  }
}

function requireAlgorithm(
  parent: Element,
  name: string,
  isAllowed: (name: string) => boolean,
): void {
  const algorithm = requireAttribute(requireChild(parent, "signature", name), "Algorithm");
  if (!isAllowed(algorithm)) throw new SamlFault("algorithm", `${algorithm} is not accepted.`);
}

/** SAML core §5.4.4, and of its two kinds of canonical XML the one that leaves comments out. */
function requireTransforms(transforms: Element): void {
  const names = elementsIn(transforms).map((transform) => {
    if (!isNamed(transform, "signature", "Transform")) throw malformed("A transform is none.");
    return requireAttribute(transform, "Algorithm");
  });
  const [first, second, third] = names;
  if (first === envelopedSignature && second === exclusiveCanonicalization && third === undefined)
    return;
  throw new SamlFault("algorithm", `${names.join(", ")} are not accepted as transforms.`);
}
