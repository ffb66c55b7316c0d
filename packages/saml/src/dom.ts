// Elements by namespace and name, never by name alone, and text as a whole, never the first piece of it.

import { type Instant, parseInstant } from "@sallyport/core";
import { DOMParser } from "@xmldom/xmldom";
import { malformed } from "./fault.ts";
import { requirePlainXml, type XmlLimits } from "./scan.ts";

export const namespaces = {
  protocol: "urn:oasis:names:tc:SAML:2.0:protocol",
  assertion: "urn:oasis:names:tc:SAML:2.0:assertion",
  metadata: "urn:oasis:names:tc:SAML:2.0:metadata",
  signature: "http://www.w3.org/2000/09/xmldsig#",
  canonical: "http://www.w3.org/2001/10/xml-exc-c14n#",
  encryption: "http://www.w3.org/2001/04/xmlenc#",
  encryption11: "http://www.w3.org/2009/xmlenc11#",
} as const;

export type Namespace = keyof typeof namespaces;

function refuse(): never {
  throw malformed("It is no well-formed XML.");
}

const strict = { warning: refuse, error: refuse, fatalError: refuse };

/** The document's element. Refuses everything but plain, well-formed XML within the limits. */
export function parseXml(text: string, limits: XmlLimits): Element {
  requirePlainXml(text, limits);
  // The parser's own warnings are about documents that it would mend: none of them is to be mended.
  const document = new DOMParser({ errorHandler: strict }).parseFromString(text, "text/xml");
  return document?.documentElement ?? refuse();
}

export function isNamed(node: Node, namespace: Namespace, name: string): node is Element {
  return (
    node.nodeType === 1 &&
    (node as Element).localName === name &&
    (node as Element).namespaceURI === namespaces[namespace]
  );
}

export function elementsIn(parent: Element): readonly Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === 1);
}

export function childrenNamed(
  parent: Element,
  namespace: Namespace,
  name: string,
): readonly Element[] {
  return elementsIn(parent).filter((child) => isNamed(child, namespace, name));
}

/** The one child of that name; undefined where there is none. Two are one too many for every name asked for here. */
export function findChild(
  parent: Element,
  namespace: Namespace,
  name: string,
): Element | undefined {
  const [child, second] = childrenNamed(parent, namespace, name);
  if (second !== undefined) throw malformed(`There is more than one ${name}.`);
  return child;
}

export function requireChild(parent: Element, namespace: Namespace, name: string): Element {
  const child = findChild(parent, namespace, name);
  if (child === undefined) throw malformed(`There is no ${name}.`);
  return child;
}

/** Undefined where the attribute is not there, or says nothing. */
export function attributeOf(element: Element, name: string): string | undefined {
  const value = element.getAttribute(name);
  return value === null || value === "" ? undefined : value;
}

export function requireAttribute(element: Element, name: string): string {
  const value = attributeOf(element, name);
  if (value === undefined) throw malformed(`${element.localName} has no ${name}.`);
  return value;
}

/** All of an element's text: a comment in the middle ends nothing. Elements inside are refused. */
export function textOf(element: Element): string {
  if (elementsIn(element).length > 0) throw malformed(`${element.localName} is no text.`);
  return element.textContent ?? "";
}

/** The same without the white space that pretty printing puts around it. */
export const trimmedTextOf = (element: Element) => textOf(element).trim();

/** SAML core 1.3.3: moments are in UTC and say so. */
export function instantOf(element: Element, name: string): Instant | undefined {
  const text = attributeOf(element, name);
  if (text === undefined) return undefined;
  const at = text.endsWith("Z") ? parseInstant(text) : undefined;
  if (at === undefined) throw malformed(`${element.localName} has a ${name} that is no moment.`);
  return at;
}

export function requireInstant(element: Element, name: string): Instant {
  requireAttribute(element, name);
  return instantOf(element, name) as Instant;
}

/** The element and everything below it. */
export function* everyElement(element: Element): Generator<Element> {
  yield element;
  for (const child of elementsIn(element)) yield* everyElement(child);
}
