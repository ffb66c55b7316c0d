// From the text that somebody sent to one that may be stored, and from there to the wire.

import { IamError } from "../errors.ts";
import { checkDocument, type PolicyFault, positionAt } from "../policy/index.ts";

/** Refuses what AWS refuses, in its words; a form is told every fault with its place. */
export function requireDocument(source: string, { managed }: { readonly managed: boolean }): void {
  const { faults } = checkDocument(source, { kind: "identity", managed });
  const [first] = faults;
  if (first === undefined) return;
  throw new IamError("MalformedPolicyDocument", first.message, {
    fields: faults.slice(0, mostFaults).map((fault) => ({
      name: "policyDocument",
      message: faultWords(source, fault),
    })),
  });
}

const mostFaults = 50;

function faultWords(source: string, { reason, at }: PolicyFault): string {
  const { line, column } = positionAt(source, at.start);
  return `Line ${line}, column ${column}: ${reason}`;
}

/** AWS sends documents percent-encoded (RFC 3986). */
export function encodeDocument(document: string): string {
  return encodeURIComponent(document).replace(
    /[!'()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
