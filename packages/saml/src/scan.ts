// The first look at a document, before any parser: one pass over its letters, in time proportional to their number. What SAML
// has no use for is refused here, so that no parser ever meets it: document types and with them entities, processing
// instructions (which canonical XML would have to keep), CDATA sections. So is what is too deep, or too much.

import { malformed } from "./fault.ts";

export interface XmlLimits {
  /** Elements and comments: whoever walks over a document walks over both. */
  readonly nodes: number;
  readonly attributes: number;
  readonly attributesOfAnElement: number;
  readonly depth: number;
}

/**
 * A response has some fifty elements, and one more for each of very many roles. Without these limits the longest that may be sent
 * took seconds to verify: the library looks for the signed element in all of it.
 */
export const responseLimits: XmlLimits = {
  nodes: 1000,
  attributes: 2000,
  attributesOfAnElement: 64,
  depth: 32,
};

/** Metadata with every role and language of a large organization, and its logo. */
export const metadataLimits: XmlLimits = {
  nodes: 10_000,
  attributes: 20_000,
  attributesOfAnElement: 64,
  depth: 32,
};

const declaration = /<\?xml[ \t\r\n][^<>?]*\?>/y;
const openTag =
  /<[\p{L}_][\p{L}\p{N}_.:-]*((?:\s+[\p{L}_][\p{L}\p{N}_.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/uy;
const closeTag = /<\/[\p{L}_][\p{L}\p{N}_.:-]*\s*>/uy;

/** Refuses whatever is more than elements, attributes, text and comments, within the limits. */
export function requirePlainXml(text: string, limits: XmlLimits): void {
  let at = endOf(declaration, text, 0)?.end ?? 0;
  let [depth, nodes, attributes] = [0, 0, 0];
  for (;;) {
    at = text.indexOf("<", at);
    if (at === -1) return;
    const closing = endOf(closeTag, text, at);
    if (closing !== undefined) {
      depth -= 1;
      at = closing.end;
      continue;
    }
    nodes += 1;
    if (text.startsWith("<!", at)) {
      at = afterComment(text, at);
    } else {
      const opening = endOf(openTag, text, at);
      if (opening === undefined) throw malformed("It is no plain XML.");
      const [, pairs = "", empty] = opening.match;
      const own = pairs.match(/=\s*["']/g)?.length ?? 0;
      if (own > limits.attributesOfAnElement) throw tooMuch();
      attributes += own;
      if (empty === "") depth += 1;
      at = opening.end;
    }
    if (nodes > limits.nodes || attributes > limits.attributes || depth > limits.depth) {
      throw tooMuch();
    }
  }
}

const tooMuch = () => malformed("It has more in it, or deeper, than such a document needs.");

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
