// An OpenID Connect issuer on this machine, as far as others see one: a discovery document, a set of keys, and tokens. It is the
// foreign party of the tests, and signs with node:crypto alone, while what it signs is verified by other code.

import {
  constants,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  type SignKeyObjectInput,
  sign,
} from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

const rsaPss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } as const;
const concatenated = { dsaEncoding: "ieee-p1363" } as const;

/** How each algorithm signs (RFC 7518 §3, RFC 8037). */
const signing = {
  RS256: { hash: "sha256", key: {} },
  RS384: { hash: "sha384", key: {} },
  RS512: { hash: "sha512", key: {} },
  PS256: { hash: "sha256", key: rsaPss },
  PS384: { hash: "sha384", key: { ...rsaPss, saltLength: 48 } },
  PS512: { hash: "sha512", key: { ...rsaPss, saltLength: 64 } },
  ES256: { hash: "sha256", key: concatenated },
  ES384: { hash: "sha384", key: concatenated },
  ES512: { hash: "sha512", key: concatenated },
  EdDSA: { hash: null, key: {} },
} as const satisfies Record<
  string,
  { readonly hash: string | null; readonly key: Omit<SignKeyObjectInput, "key"> }
>;

export type SigningAlgorithm = keyof typeof signing;

export interface IssuerKey {
  readonly kid: string | undefined;
  readonly alg: SigningAlgorithm;
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

const curves: Partial<Record<SigningAlgorithm, string>> = {
  ES256: "P-256",
  ES384: "P-384",
  ES512: "P-521",
};

export function newIssuerKey(
  kid: string | undefined,
  alg: SigningAlgorithm = "RS256",
  modulusLength = 2048,
): IssuerKey {
  const namedCurve = curves[alg];
  if (namedCurve !== undefined) return { kid, alg, ...generateKeyPairSync("ec", { namedCurve }) };
  if (alg === "EdDSA") return { kid, alg, ...generateKeyPairSync("ed25519") };
  return { kid, alg, ...generateKeyPairSync("rsa", { modulusLength }) };
}

const base64url = (value: Buffer | string) => Buffer.from(value).toString("base64url");
const json = (value: unknown) => base64url(JSON.stringify(value));

export type Claims = Readonly<Record<string, unknown>>;

/** A token of these claims, in the key's own way; `header` says more, or something else. */
export function signToken(key: IssuerKey, claims: Claims, header: Claims = {}): string {
  const said = { alg: key.alg, typ: "JWT", ...(key.kid !== undefined && { kid: key.kid }) };
  const text = `${json({ ...said, ...header })}.${json(claims)}`;
  const { hash, key: options } = signing[key.alg];
  const signature = sign(hash, Buffer.from(text), { key: key.privateKey, ...options });
  return `${text}.${base64url(signature)}`;
}

/** What nobody's private key was needed for: no signature at all, or one by a "secret" that everybody knows. */
export function forgeToken(alg: "none" | "HS256", claims: Claims, key: IssuerKey): string {
  const text = `${json({ alg, typ: "JWT", kid: key.kid })}.${json(claims)}`;
  if (alg === "none") return `${text}.`;
  const known = key.publicKey.export({ type: "spki", format: "pem" });
  return `${text}.${base64url(createHmac("sha256", known).update(text).digest())}`;
}

type Answer = (response: ServerResponse, request: IncomingMessage) => void;

export type Issuer = Awaited<ReturnType<typeof openIssuer>>;

/** Listens on a free port of 127.0.0.1. */
export async function openIssuer(path = "") {
  const keys: IssuerKey[] = [newIssuerKey("first")];
  /** Instead of what is right, at this path. */
  const instead = new Map<string, Answer>();
  const asked: string[] = [];

  const answerJson =
    (value: () => unknown): Answer =>
    (response) =>
      response.setHeader("content-type", "application/json").end(JSON.stringify(value()));
  const discovery = `${path.replace(/\/$/, "")}/.well-known/openid-configuration`;
  const routes: Readonly<Record<string, Answer>> = {
    [discovery]: answerJson(() => ({ issuer: url(), jwks_uri: `${origin()}/jwks` })),
    "/jwks": answerJson(() => ({
      keys: keys.map(({ publicKey, kid, alg }) => ({
        ...publicKey.export({ format: "jwk" }),
        ...(kid !== undefined && { kid }),
        use: "sig",
        alg,
      })),
    })),
  };

  const server = createServer((request, response) => {
    const target = request.url ?? "";
    asked.push(target);
    const answer = instead.get(target) ?? routes[target];
    if (answer === undefined) response.writeHead(404).end();
    else answer(response, request);
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const origin = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const url = () => `${origin()}${path}`;

  return {
    /** As its tokens name it. */
    url: url(),
    /** As an ARN names it. */
    name: url().replace("http://", ""),
    origin: origin(),
    discovery,
    keys,
    instead,
    /** The paths that were asked for since, in order. */
    asked,
    /** The first key's token; `claims` win over the usual ones. */
    token(claims: Claims = {}, header: Claims = {}): string {
      const [key] = keys;
      if (key === undefined) throw new Error("The issuer has no key.");
      return signToken(key, { iss: url(), ...claims }, header);
    },
    async close(): Promise<void> {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}
