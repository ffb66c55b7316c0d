// Encrypts for a service provider as an identity provider does. The keys are openssl's, the encryption xmlsec1's: neither is ours.

import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Encrypting {
  readonly cipher?: string;
  readonly transport?: string;
  /** xmlsec1's words for the key of the content. */
  readonly session?: string;
}

export interface ForeignKey {
  /** PKCS #8, as PEM. */
  readonly pem: string;
  /** The same key by another form's name: PKCS #1. */
  readonly pkcs1: string;
  /** An EncryptedAssertion of this text, whatever it is. */
  encrypt(text: string, encrypting?: Encrypting): string;
  /** The response with its assertion encrypted; what is signed of it was signed before. */
  encryptIn(response: string, encrypting?: Encrypting): string;
  close(): void;
}

const xmlenc = "http://www.w3.org/2001/04/xmlenc#";
export const aes256Gcm = "http://www.w3.org/2009/xmlenc11#aes256-gcm";

export function openForeignKey(algorithm: readonly string[] = ["rsa:2048"]): ForeignKey {
  const folder = mkdtempSync(join(tmpdir(), "foreign-key-"));
  const at = (name: string) => join(folder, name);
  run("openssl", [
    ...["req", "-new", "-nodes", "-subj", "/CN=sp.example.org", "-newkey", ...algorithm],
    ...["-keyout", at("key.pem"), "-out", at("request.pem")],
  ]);
  run("openssl", ["pkey", "-in", at("key.pem"), "-pubout", "-out", at("public.pem")]);

  function encrypt(text: string, encrypting: Encrypting = {}): string {
    const { cipher = aes256Gcm, transport = `${xmlenc}rsa-oaep-mgf1p` } = encrypting;
    writeFileSync(at("plain"), text);
    writeFileSync(
      at("template.xml"),
      `<xenc:EncryptedData xmlns:xenc="${xmlenc}" Type="${xmlenc}Element"><xenc:EncryptionMethod Algorithm="${cipher}"/><ds:KeyInfo xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><xenc:EncryptedKey><xenc:EncryptionMethod Algorithm="${transport}"/><xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedKey></ds:KeyInfo><xenc:CipherData><xenc:CipherValue/></xenc:CipherData></xenc:EncryptedData>`,
    );
    const made = run("xmlsec1", [
      ...["--encrypt", "--pubkey-pem", at("public.pem")],
      ...["--session-key", encrypting.session ?? "aes-256", "--binary-data", at("plain")],
      at("template.xml"),
    ]);
    return `<saml:EncryptedAssertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion">${made.replace(/^<\?xml[^>]*\?>\s*/, "").trim()}</saml:EncryptedAssertion>`;
  }

  return {
    pem: readFileSync(at("key.pem"), "utf8"),
    pkcs1: run("openssl", ["pkey", "-in", at("key.pem"), "-traditional"]),
    encrypt,
    encryptIn: (response, encrypting) =>
      response.replace(/<saml:Assertion.*<\/saml:Assertion>/s, (assertion) =>
        encrypt(standalone(assertion), encrypting),
      ),
    close: () => rmSync(folder, { recursive: true }),
  };
}

/** With the namespace that its response declares, as exclusive canonical XML has it. */
export const standalone = (assertion: string) =>
  assertion.replace(
    /^<saml:Assertion /,
    '<saml:Assertion xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ',
  );

function run(program: string, parameters: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, parameters, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} failed: ${error?.message ?? stderr}`);
  return stdout;
}
