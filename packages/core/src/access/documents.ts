// From the text that somebody sent to one that may be stored, and from there to the wire.

import { IamError } from "../errors.ts";
import {
  type CheckedDocument,
  checkDocument,
  type PolicyDocument,
  type PolicyFault,
  positionAt,
} from "../policy/index.ts";

/** Refuses what AWS refuses, in its words; a form is told every fault with its place. */
export function requireDocument(source: string, { managed }: { readonly managed: boolean }): void {
  refuseFaults(source, checkDocument(source, { kind: "identity", managed }), "policyDocument");
}

/** The same for who may assume a role. */
export function requireTrustDocument(source: string, field: string): PolicyDocument {
  const checked = checkDocument(source, { kind: "trust", managed: false });
  refuseFaults(source, checked, field);
  if (checked.document === undefined) throw new Error("a document without faults is a document");
  return checked.document;
}

function refuseFaults(source: string, { faults }: CheckedDocument, field: string): void {
  const [first] = faults;
  if (first === undefined) return;
  throw new IamError("MalformedPolicyDocument", first.message, {
    fields: faults.slice(0, mostFaults).map((fault) => ({
      name: field,
      message: faultWords(source, fault),
    })),
  });
}

const mostFaults = 50;

/** A fault with its place, for the editor. */
export function faultWords(
  source: string,
  { reason, at }: Pick<PolicyFault, "reason" | "at">,
): string {
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
