// An identity provider that shares no code with what is tested: messages are written as text, keys made by openssl, and signatures
// by xmlsec1.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface ForeignProvider {
  readonly entityId: string;
  /** Base64 of DER. */
  readonly certificate: string;
  metadata(change?: MetadataChange): string;
  /** The message's XML, signed. */
  signed(message: Message, signing?: Signing): string;
  /** The same as it is sent. */
  respond(message: Message, signing?: Signing): string;
  /** Signs whatever carries templates of signatures. */
  sign(xml: string): string;
  close(): void;
}

export interface MetadataChange {
  readonly certificates?: readonly string[];
  readonly validUntil?: string;
  readonly entityId?: string;
}

/** What the tests change of a message that is otherwise as it should be. */
export interface Message {
  /** Milliseconds since 1970: when it is issued. */
  readonly at: number;
  readonly recipient?: string;
  readonly issuer?: string;
  readonly assertion?: Assertion;
  readonly status?: string;
}

export interface Assertion {
  readonly nameId?: string;
  readonly format?: string;
  readonly audiences?: readonly string[];
  readonly notBefore?: number;
  readonly notOnOrAfter?: number;
  readonly confirmedUntil?: number;
  readonly sessionEnd?: number;
  readonly contextClass?: string;
  readonly authenticatedAt?: number;
  /** AttributeValues by Name, as XML. */
  readonly attributes?: Readonly<Record<string, readonly string[]>>;
  /** Instead of the usual ones. */
  readonly conditions?: string;
  readonly confirmation?: string;
}

export interface Signing {
  readonly of?: "assertion" | "response" | "both" | "nothing";
  readonly method?: string;
  readonly digest?: string;
  readonly canonicalization?: string;
  /** Instead of the enveloped signature and exclusive canonical XML. */
  readonly transforms?: readonly string[];
}

const more = "http://www.w3.org/2001/04/xmldsig-more#";
const exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
const usual = {
  method: `${more}rsa-sha256`,
  digest: "http://www.w3.org/2001/04/xmlenc#sha256",
  canonicalization: exclusive,
  transforms: ["http://www.w3.org/2000/09/xmldsig#enveloped-signature", exclusive],
} as const;

export const awsRecipient = "https://signin.aws.amazon.com/saml";
const minute = 60_000;

/** `key`: openssl's words for what key to make. */
export function openForeignProvider(
  entityId = "https://idp.example.org/saml",
  key: readonly string[] = ["rsa:2048"],
): ForeignProvider {
  const folder = mkdtempSync(join(tmpdir(), "foreign-provider-"));
  const [keyFile, certificateFile] = [join(folder, "key.pem"), join(folder, "certificate.pem")];
  run("openssl", [
    ...["req", "-x509", "-nodes", "-days", "2", "-subj", "/CN=idp.example.org"],
    ...["-newkey", ...key, "-keyout", keyFile, "-out", certificateFile],
  ]);
  const certificate = readFileSync(certificateFile, "utf8").replaceAll(/-----[^-]+-----|\s/g, "");

  function sign(xml: string): string {
    const file = join(folder, "message.xml");
    const templates = xml.split("SignatureValue/>").length - 1;
    // The innermost first: what is outside covers the signature inside.
    return Array.from({ length: templates }).reduce<string>((text) => {
      writeFileSync(file, text);
      return run("xmlsec1", [
        ...["--sign", "--privkey-pem", `${keyFile},${certificateFile}`],
        ...["--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:assertion:Assertion"],
        ...["--id-attr:ID", "urn:oasis:names:tc:SAML:2.0:protocol:Response"],
        ...["--node-xpath", "(//*[local-name()='SignatureValue'][not(text())]/..)[last()]"],
        file,
      ]);
    }, xml);
  }

  const signed = (message: Message, signing: Signing = {}) =>
    sign(renderResponse({ issuer: entityId, ...message }, signing));

  return {
    entityId,
    certificate,
    sign,
    signed,
    metadata: (change = {}) => renderMetadata({ entityId, certificates: [certificate], ...change }),
    respond: (message, signing) => Buffer.from(signed(message, signing)).toString("base64"),
    close: () => rmSync(folder, { recursive: true }),
  };
}

function run(program: string, parameters: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
  return stdout;
}

const iso = (at: number) => new Date(at).toISOString();
const attribute = (name: string, value: string | undefined) =>
  value === undefined ? "" : ` ${name}="${value}"`;

function renderResponse(message: Message & { readonly issuer: string }, signing: Signing): string {
  const { of = "assertion" } = signing;
  const { at, issuer, recipient = awsRecipient } = message;
  const { status = "urn:oasis:names:tc:SAML:2.0:status:Success" } = message;
  const ofResponse = of === "response" || of === "both" ? template("response", signing) : "";
  const ofAssertion = of === "assertion" || of === "both" ? template("assertion", signing) : "";
  return `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_response" Version="2.0" IssueInstant="${iso(at)}" Destination="${recipient}">
  <saml:Issuer>${issuer}</saml:Issuer>${ofResponse}
  <samlp:Status><samlp:StatusCode Value="${status}"/></samlp:Status>
  ${renderAssertion(message, ofAssertion)}
</samlp:Response>`;
}

function renderAssertion(
  { at, issuer, recipient = awsRecipient, assertion = {} }: Message & { readonly issuer: string },
  signature: string,
): string {
  const {
    nameId = "carol@example.org",
    format = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent",
    audiences = [recipient],
    confirmedUntil = at + 5 * minute,
    contextClass = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport",
    authenticatedAt = at,
    sessionEnd,
  } = assertion;
  const {
    confirmation = `<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">
        <saml:SubjectConfirmationData NotOnOrAfter="${iso(confirmedUntil)}" Recipient="${recipient}"/>
      </saml:SubjectConfirmation>`,
    conditions = audiences.length === 0
      ? ""
      : `<saml:AudienceRestriction>${audiences.map((audience) => `<saml:Audience>${audience}</saml:Audience>`).join("")}</saml:AudienceRestriction>`,
  } = assertion;
  const { notBefore = at, notOnOrAfter = at + 5 * minute, attributes = {} } = assertion;
  return `<saml:Assertion ID="_assertion" Version="2.0" IssueInstant="${iso(at)}">
    <saml:Issuer>${issuer}</saml:Issuer>${signature}
    <saml:Subject>
      <saml:NameID Format="${format}">${nameId}</saml:NameID>
      ${confirmation}
    </saml:Subject>
    <saml:Conditions NotBefore="${iso(notBefore)}" NotOnOrAfter="${iso(notOnOrAfter)}">${conditions}</saml:Conditions>
    <saml:AuthnStatement AuthnInstant="${iso(authenticatedAt)}" SessionIndex="_session"${attribute("SessionNotOnOrAfter", sessionEnd === undefined ? undefined : iso(sessionEnd))}>
      <saml:AuthnContext><saml:AuthnContextClassRef>${contextClass}</saml:AuthnContextClassRef></saml:AuthnContext>
    </saml:AuthnStatement>
    ${renderAttributes(attributes)}
  </saml:Assertion>`;
}

function renderAttributes(attributes: Readonly<Record<string, readonly string[]>>): string {
  const rendered = Object.entries(attributes).map(
    ([name, values]) =>
      `<saml:Attribute Name="${name}">${values.map((value) => `<saml:AttributeValue>${value}</saml:AttributeValue>`).join("")}</saml:Attribute>`,
  );
  return rendered.length === 0
    ? ""
    : `<saml:AttributeStatement>${rendered.join("\n      ")}</saml:AttributeStatement>`;
}

function template(what: "response" | "assertion", signing: Signing): string {
  const { method, digest, canonicalization, transforms } = { ...usual, ...signing };
  return `
    <ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:SignedInfo>
      <ds:CanonicalizationMethod Algorithm="${canonicalization}"/>
      <ds:SignatureMethod Algorithm="${method}"/>
      <ds:Reference URI="#_${what}">
        <ds:Transforms>${transforms.map((name) => `<ds:Transform Algorithm="${name}"/>`).join("")}</ds:Transforms>
        <ds:DigestMethod Algorithm="${digest}"/><ds:DigestValue/>
      </ds:Reference></ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data/></ds:KeyInfo>
    </ds:Signature>`;
}

function renderMetadata({
  entityId,
  certificates,
  validUntil,
}: Required<Pick<MetadataChange, "certificates">> & MetadataChange): string {
  const keys = certificates.map(
    (certificate) => `<md:KeyDescriptor use="signing"><ds:KeyInfo><ds:X509Data>
      <ds:X509Certificate>${certificate.replaceAll(/.{64}/g, "$&\n")}</ds:X509Certificate>
    </ds:X509Data></ds:KeyInfo></md:KeyDescriptor>`,
  );
  const place = "https://idp.example.org/sso";
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" xmlns:ds="http://www.w3.org/2000/09/xmldsig#" entityID="${entityId}"${attribute("validUntil", validUntil)}>
  <md:IDPSSODescriptor protocolSupportEnumeration="urn:oasis:names:tc:SAML:2.0:protocol">
    ${keys.join("\n    ")}
    <md:NameIDFormat>urn:oasis:names:tc:SAML:2.0:nameid-format:persistent</md:NameIDFormat>
    <md:SingleSignOnService Binding="urn:oasis:names:tc:SAML:2.0:bindings:HTTP-POST" Location="${place}"/>
  </md:IDPSSODescriptor>
</md:EntityDescriptor>
`;
}
