// The first look at a document, before any parser: one pass over its letters, in time proportional to their number. What SAML
// has no use for is refused here, so that no parser ever meets it: document types and with them entities, processing
// instructions (which canonical XML would have to keep), CDATA sections. So is what is too deep, or too much.

import { malformed } from "./fault.ts";

export interface XmlLimits {
  readonly elements: number;
  readonly depth: number;
  readonly attributesOfAnElement: number;
}

/** A response has some fifty elements, a few hundred with very many roles, and nothing deeper than a signature's certificate. */
export const responseLimits: XmlLimits = { elements: 2000, depth: 32, attributesOfAnElement: 64 };
/** Metadata with every role and language of a large organization, and its logo. */
export const metadataLimits: XmlLimits = { elements: 20_000, depth: 32, attributesOfAnElement: 64 };

const declaration = /<\?xml[ \t\r\n][^<>?]*\?>/y;
const openTag =
  /<[\p{L}_][\p{L}\p{N}_.:-]*((?:\s+[\p{L}_][\p{L}\p{N}_.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/uy;
const closeTag = /<\/[\p{L}_][\p{L}\p{N}_.:-]*\s*>/uy;

/** Refuses whatever is more than elements, attributes, text and comments, within the limits. */
export function requirePlainXml(text: string, limits: XmlLimits): void {
  let at = endOf(declaration, text, 0)?.end ?? 0;
  let depth = 0;
  let elements = 0;
  for (;;) {
    at = text.indexOf("<", at);
    if (at === -1) return;
    if (text.startsWith("<!", at)) {
      at = afterComment(text, at);
      continue;
    }
    const closing = endOf(closeTag, text, at);
    if (closing !== undefined) {
      depth -= 1;
      at = closing.end;
      continue;
    }
    const opening = endOf(openTag, text, at);
    if (opening === undefined) throw malformed("It is no plain XML.");
    const [, attributes = "", empty] = opening.match;
    elements += 1;
    if (empty === "") depth += 1;
    if (
      elements > limits.elements ||
      depth > limits.depth ||
      (attributes.match(/=\s*["']/g)?.length ?? 0) > limits.attributesOfAnElement
    ) {
      throw malformed("It has more elements, or deeper ones, than such a document needs.");
    }
    at = opening.end;
  }
}

function afterComment(text: string, at: number): number {
  if (!text.startsWith("<!--", at)) {
    throw malformed("Document types, entities and CDATA sections are refused.");
  }
  const end = text.indexOf("--", at + 4);
  if (end === -1 || text[end + 2] !== ">") throw malformed("It is no plain XML.");
  return end + 3;
}

function endOf(pattern: RegExp, text: string, at: number) {
  pattern.lastIndex = at;
  const match = pattern.exec(text);
  return match === null ? undefined : { match, end: pattern.lastIndex };
}
