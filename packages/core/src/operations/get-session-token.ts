import type { AccessKeyCaller, Caller } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { HOUR, later, MINUTE, SECOND } from "../instant.ts";
import { type CodeAttempt, type ProvenCode, proveCode } from "../mfa/prove-code.ts";
import { settleCode } from "../mfa/settle-code.ts";
import { defineOperation, type Scope } from "../operation.ts";
import type { SessionStatement, SignerRecord } from "../records.ts";
import { integer, optional, struct, text, timestamp } from "../schema/schema.ts";
import { writeStatement } from "../session/statement.ts";
import type { Tx } from "../store.ts";
import { anyText } from "./members.ts";

const defaultSeconds = (12 * HOUR) / SECOND;
/** AWS gives root no more than an hour. */
const rootSeconds = HOUR / SECOND;

export const getSessionToken = defineOperation({
  name: "GetSessionToken",
  kind: "aws",
  service: "sts",
  summary:
    "Gives temporary credentials to whoever signs with a long-term key; with a device's serial number and code they carry MFA.",
  readOnly: false,
  input: struct({
    durationSeconds: optional(integer(900, 129_600)),
    serialNumber: optional(text({ min: 9, max: 256, pattern: /^[\w+=/:,.@-]*$/ })),
    tokenCode: optional(
      text({
        min: 6,
        max: 6,
        pattern: /^[\d]*$/,
        words: "A code has six digits.",
        secret: true,
      }),
    ),
    minimumSessionTokenSize: optional(integer(0, 4096)),
  }),
  output: struct({
    credentials: struct({
      accessKeyId: anyText,
      secretAccessKey: anyText,
      sessionToken: anyText,
      expiration: timestamp,
    }),
  }),
  locate: async ({ tx, caller }) => {
    const { accessKeyId } = requireKeyCaller(caller);
    const signer = await tx.accessKeys.findSigner(accessKeyId);
    if (signer?.key.status !== "Active") throw refusals.tokenInvalid();
    return { signer, devices: await tx.devices.listOf(signer.person) };
  },
  permissions: () => [],
  prove: async (scope) => {
    const { input, found, caller } = scope;
    const { serialNumber, tokenCode } = input;
    if (serialNumber === undefined && tokenCode === undefined) return undefined;
    if (serialNumber === undefined || tokenCode === undefined) {
      throw mfaFailed(", must provide both MFA serial number and one time pass code.");
    }
    const devices = found.devices.filter((device) => device.serialNumber === serialNumber);
    if (devices.length === 0) {
      throw mfaFailed(
        ", unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.",
      );
    }
    const source = `key:${requireKeyCaller(caller).accessKeyId}`;
    const { person } = found.signer;
    return proveKeyCode(scope, { ...scope, person, devices, code: tokenCode, source });
  },
  prepare: async ({ input, found, proof, ports, now }) => {
    const { person, key, accountEpoch } = found.signer;
    const asked = input.durationSeconds ?? defaultSeconds;
    const seconds = person.kind === "root" ? Math.min(asked, rootSeconds) : asked;
    const statement: SessionStatement = {
      kind: "session",
      accountId: person.accountId,
      personId: person.personId,
      accessKeyId: newIds.sessionKey(ports.random, person.accountId),
      parentKeyId: key.accessKeyId,
      issuedAt: now,
      expiresAt: later(now, seconds * SECOND),
      mfaAuthenticatedAt: proof && now,
      mfaSerialNumber: proof?.device.serialNumber,
      epochs: { account: accountEpoch, person: person.epoch, key: key.epoch },
    };
    const sealed = ports.seals.tokens.seal(
      writeStatement(statement, input.minimumSessionTokenSize),
    );
    return { statement, ...sealed };
  },
  run: async (scope) => {
    const { found, proof, prepared } = scope;
    const { statement, token, secretAccessKey } = prepared;
    if (!isStillTrue(found.signer, statement.epochs)) throw refusals.tokenInvalid();
    if (proof) await settleKeyCode(scope, found.signer, proof);
    return {
      credentials: {
        accessKeyId: statement.accessKeyId as string,
        secretAccessKey,
        sessionToken: token,
        expiration: statement.expiresAt,
      },
    };
  },
  record: { request: ["durationSeconds", "serialNumber"], response: ["credentials"] },
});

function requireKeyCaller(caller: Caller): AccessKeyCaller {
  if (caller.kind === "person" && caller.proof === "accessKey") return caller;
  throw new IamError("AccessDenied", "Cannot call GetSessionToken with session credentials");
}

function isStillTrue(
  { key, person, accountEpoch }: SignerRecord,
  epochs: { readonly account: number; readonly person: number; readonly key: number },
): boolean {
  return (
    accountEpoch === epochs.account && person.epoch === epochs.person && key.epoch === epochs.key
  );
}

function mfaFailed(words: string, cause?: IamError): IamError {
  return new IamError(
    "AccessDenied",
    `MultiFactorAuthentication failed${words}`,
    cause?.facts,
    cause,
  );
}

/** AWS has one text for a wrong and a used code. Waits and closures are told in it too: as `Throttling` every SDK would try again by itself. */
async function proveKeyCode(scope: Scope<unknown>, attempt: CodeAttempt): Promise<ProvenCode> {
  try {
    return await proveCode(attempt);
  } catch (error) {
    if (!(error instanceof IamError)) throw error;
    if (error.code === "InvalidAuthenticationCode") {
      const { store, now } = attempt;
      const key = recentKey(scope, attempt.source);
      await store.atomically((tx) => tx.attempts.charge(key, { now, ...recentRules }));
      throw mfaFailed(" with invalid MFA one time pass code. ", error);
    }
    if (error.code === "Throttling" || error.code === "CodesClosed")
      throw mfaFailed(`: ${error.message}`, error);
    throw error;
  }
}

/** Security rule 2: a success takes back the wrong codes of the same key and address in the last ten minutes, and no others. */
const recentRules = {
  freeTries: Number.MAX_SAFE_INTEGER,
  firstWait: 0,
  longestWait: 0,
  forgetAfter: 10 * MINUTE,
} as const;

const recentKey = ({ context }: Scope<unknown>, source: string) =>
  `key-code:${source}:${context.sourceAddress}`;

async function settleKeyCode(
  scope: Scope<unknown> & { readonly tx: Tx },
  { key, person }: SignerRecord,
  proof: ProvenCode,
): Promise<void> {
  const { tx, now, settings } = scope;
  const source = `key:${key.accessKeyId}`;
  const counter = recentKey(scope, source);
  const { state } = await tx.attempts.charge(counter, { now, ...recentRules });
  await tx.attempts.clear(counter);
  const earlier = state.streak - 1;
  // What each of them cost is not known any more; it was this at least.
  const cost = proof.cost + earlier * (2 * settings.totpWindow + 1);
  await settleCode(scope, person, proof, { cost, wrong: 1 + earlier, source });
}
