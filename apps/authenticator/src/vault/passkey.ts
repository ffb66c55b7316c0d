// A passkey opens the vault where the browser has the PRF extension (WebAuthn Level 3 §10.1.4): the passkey makes 32 bytes that
// nothing else makes, and they never leave this device. No server takes part, so the challenge is nobody's business.

import { type Credential, type SlotHead, systemRandom, type Way } from "@sallyport/vault";

/** Says whether passkeys can open a vault here; where a browser does not say, they are taken not to. */
export async function canUsePasskeys(): Promise<boolean> {
  if (typeof PublicKeyCredential === "undefined") return false;
  const capabilities = await PublicKeyCredential.getClientCapabilities?.().catch(() => undefined);
  return capabilities?.["extension:prf"] === true;
}

/** Why a passkey did nothing; the person may have changed their mind. */
export class PasskeyFault extends Error {
  override readonly name = "PasskeyFault";
  readonly code: "noPrf" | "cancelled";
  constructor(code: "noPrf" | "cancelled", options: { readonly cause?: unknown } = {}) {
    super(code, options);
    this.code = code;
  }
}

/** Makes a passkey for the vault. Called off, it takes the browser's question away. */
export async function makePasskey(
  names: { readonly app: string; readonly passkey: string },
  signal: AbortSignal,
): Promise<Extract<Way, { kind: "passkey" }>> {
  const prfSalt = systemRandom(32);
  const made = await ask(() =>
    navigator.credentials.create({
      signal,
      publicKey: {
        rp: { name: names.app },
        user: { id: systemRandom(16), name: names.passkey, displayName: names.passkey },
        challenge: systemRandom(32),
        pubKeyCredParams: [
          { type: "public-key", alg: -7 },
          { type: "public-key", alg: -257 },
        ],
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        extensions: { prf: { eval: { first: prfSalt } } },
      },
    }),
  );
  const credentialId = new Uint8Array(made.rawId);
  const { prf } = made.getClientExtensionResults();
  const kind = "passkey";
  const label = names.passkey;
  const atOnce = prf?.results?.first;
  if (atOnce !== undefined) {
    return { kind, label, credentialId, prfSalt, prfOutput: bytesOf(atOnce) };
  }
  if (prf?.enabled !== true) throw new PasskeyFault("noPrf");
  // Some passkeys answer only when they are used.
  const used = await evaluatePasskey([{ credentialId, prfSalt }], signal);
  return { kind, label, credentialId, prfSalt, prfOutput: used.prfOutput };
}

/** Asks for one of the passkeys that open the vault. */
export async function askPasskey(
  ways: readonly SlotHead[],
  signal: AbortSignal,
): Promise<Extract<Credential, { kind: "passkey" }>> {
  return evaluatePasskey(
    ways.filter((way) => way.kind === "passkey"),
    signal,
  );
}

/** The same passkey as a way into another vault: the person uses it once more, since what it gives is kept nowhere. */
export async function wayOfPasskey(
  ways: readonly SlotHead[],
  signal: AbortSignal,
): Promise<Extract<Way, { kind: "passkey" }>> {
  const known = ways.filter((way) => way.kind === "passkey");
  const { credentialId, prfOutput } = await evaluatePasskey(known, signal);
  const used = known.find((way) => toBase64Url(way.credentialId) === toBase64Url(credentialId));
  if (used === undefined) throw new PasskeyFault("noPrf");
  const { label, prfSalt } = used;
  return { kind: "passkey", label, credentialId, prfSalt, prfOutput };
}

interface KnownPasskey {
  readonly credentialId: Uint8Array<ArrayBuffer>;
  readonly prfSalt: Uint8Array<ArrayBuffer>;
}

async function evaluatePasskey(known: readonly KnownPasskey[], signal: AbortSignal) {
  const used = await ask(() =>
    navigator.credentials.get({
      signal,
      publicKey: {
        challenge: systemRandom(32),
        allowCredentials: known.map(({ credentialId }) => ({
          type: "public-key",
          id: credentialId,
        })),
        userVerification: "required",
        extensions: {
          prf: {
            evalByCredential: Object.fromEntries(
              known.map(({ credentialId, prfSalt }) => [
                toBase64Url(credentialId),
                { first: prfSalt },
              ]),
            ),
          },
        },
      },
    }),
  );
  const output = used.getClientExtensionResults().prf?.results?.first;
  if (output === undefined) throw new PasskeyFault("noPrf");
  const credentialId = new Uint8Array(used.rawId);
  return { kind: "passkey", credentialId, prfOutput: bytesOf(output) } as const;
}

async function ask(question: () => Promise<unknown>): Promise<PublicKeyCredential> {
  try {
    const answer = await question();
    if (answer instanceof PublicKeyCredential) return answer;
  } catch (error) {
    throw new PasskeyFault("cancelled", { cause: error });
  }
  throw new PasskeyFault("cancelled");
}

function bytesOf(source: BufferSource): Uint8Array<ArrayBuffer> {
  return ArrayBuffer.isView(source)
    ? Uint8Array.from(new Uint8Array(source.buffer, source.byteOffset, source.byteLength))
    : new Uint8Array(source.slice(0));
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}
