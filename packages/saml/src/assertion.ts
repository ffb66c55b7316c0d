// What an assertion says (SAML core §2, and what the web browser SSO profile, §4.1.4 of SAML profiles, asks of it). Only ever
// given an element that was read from signed content.

import type { AssertionFacts, AuthnFacts, BearerConfirmation } from "@sallyport/core";
import {
  attributeOf,
  childrenNamed,
  elementsIn,
  findChild,
  instantOf,
  isNamed,
  requireAttribute,
  requireChild,
  requireInstant,
  textOf,
  trimmedTextOf,
} from "./dom.ts";
import { malformed, SamlFault } from "./fault.ts";

export function readAssertion(assertion: Element): AssertionFacts {
  if (requireAttribute(assertion, "Version") !== "2.0") throw malformed("It is not of SAML 2.0.");
  const subject = requireChild(assertion, "assertion", "Subject");
  const conditions = requireChild(assertion, "assertion", "Conditions");
  return {
    issuer: readIssuer(assertion),
    issuedAt: requireInstant(assertion, "IssueInstant"),
    subject: readName(subject),
    confirmation: readConfirmation(subject),
    notBefore: instantOf(conditions, "NotBefore"),
    notOnOrAfter: instantOf(conditions, "NotOnOrAfter"),
    audiences: readAudiences(conditions),
    authentications: childrenNamed(assertion, "assertion", "AuthnStatement").map(
      readAuthentication,
    ),
    attributes: readAttributes(assertion),
  };
}

const entity = "urn:oasis:names:tc:SAML:2.0:nameid-format:entity";
const unspecified = "urn:oasis:names:tc:SAML:1.1:nameid-format:unspecified";

function readIssuer(assertion: Element): string {
  const issuer = requireChild(assertion, "assertion", "Issuer");
  if ((attributeOf(issuer, "Format") ?? entity) !== entity)
    throw malformed("The issuer is no entity.");
  return trimmedTextOf(issuer);
}

function readName(subject: Element): AssertionFacts["subject"] {
  if (findChild(subject, "assertion", "EncryptedID") !== undefined) {
    throw new SamlFault("encrypted", "The subject's name is encrypted.");
  }
  const nameId = requireChild(subject, "assertion", "NameID");
  const name = textOf(nameId);
  if (name.trim() === "") throw malformed("The subject has no name.");
  // SAML core §2.2.2.
  return { name, format: attributeOf(nameId, "Format") ?? unspecified };
}

const bearer = "urn:oasis:names:tc:SAML:2.0:cm:bearer";

/** AWS asks for exactly one, with a Recipient and an end. */
function readConfirmation(subject: Element): BearerConfirmation {
  const confirmation = requireChild(subject, "assertion", "SubjectConfirmation");
  if (attributeOf(confirmation, "Method") !== bearer) {
    throw malformed("The subject is not confirmed as a bearer.");
  }
  const data = requireChild(confirmation, "assertion", "SubjectConfirmationData");
  return {
    recipient: requireAttribute(data, "Recipient"),
    notBefore: instantOf(data, "NotBefore"),
    notOnOrAfter: requireInstant(data, "NotOnOrAfter"),
  };
}

/** A condition that nobody here understands is not met (SAML core §2.5.1.1). */
const understood: readonly string[] = ["AudienceRestriction", "OneTimeUse", "ProxyRestriction"];

function readAudiences(conditions: Element): readonly (readonly string[])[] {
  for (const condition of elementsIn(conditions)) {
    const name = condition.localName;
    if (!isNamed(condition, "assertion", name) || !understood.includes(name)) {
      throw malformed("There is a condition that is not understood.");
    }
  }
  return childrenNamed(conditions, "assertion", "AudienceRestriction").map((restriction) =>
    childrenNamed(restriction, "assertion", "Audience").map(trimmedTextOf),
  );
}

function readAuthentication(statement: Element): AuthnFacts {
  const context = findChild(statement, "assertion", "AuthnContext");
  const contextClass = context && findChild(context, "assertion", "AuthnContextClassRef");
  return {
    authenticatedAt: requireInstant(statement, "AuthnInstant"),
    sessionNotOnOrAfter: instantOf(statement, "SessionNotOnOrAfter"),
    contextClass: contextClass && trimmedTextOf(contextClass),
  };
}

/** Values that are text; others (a NameID as a value) have no meaning here, and are left out. */
function readAttributes(assertion: Element): ReadonlyMap<string, readonly string[]> {
  const attributes = new Map<string, readonly string[]>();
  for (const statement of childrenNamed(assertion, "assertion", "AttributeStatement")) {
    if (childrenNamed(statement, "assertion", "EncryptedAttribute").length > 0) {
      throw new SamlFault("encrypted", "An attribute is encrypted.");
    }
    for (const attribute of childrenNamed(statement, "assertion", "Attribute")) {
      const name = requireAttribute(attribute, "Name");
      const values = childrenNamed(attribute, "assertion", "AttributeValue")
        .filter((value) => elementsIn(value).length === 0)
        .map(trimmedTextOf);
      attributes.set(name, [...(attributes.get(name) ?? []), ...values]);
    }
  }
  return attributes;
}
