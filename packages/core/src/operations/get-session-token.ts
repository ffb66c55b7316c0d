import { requireKeyCaller } from "../caller.ts";
import { refusals } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { HOUR, later, SECOND } from "../instant.ts";
import {
  type KeyHolder,
  keyCodeMembers,
  personalSeconds,
  proveKeyCode,
  settleKeyCode,
} from "../mfa/prove-key-code.ts";
import { defineOperation } from "../operation.ts";
import type { SessionStatement, SignerRecord } from "../records.ts";
import { integer, optional, struct } from "../schema/schema.ts";
import { isSameSource, issueCredentials, sourceOfSigner } from "../session/issue.ts";
import { credentials as temporaryCredentials } from "./sts-members.ts";

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
    durationSeconds: optional(personalSeconds),
    ...keyCodeMembers,
    minimumSessionTokenSize: optional(integer(0, 4096)),
  }),
  output: struct({ credentials: temporaryCredentials }),
  locate: async ({ tx, caller }) => {
    const { accessKeyId } = requireKeyCaller(caller, "GetSessionToken");
    const signer = await tx.accessKeys.findSigner(accessKeyId);
    if (signer?.key.status !== "Active") throw refusals.tokenInvalid();
    return { signer, devices: await tx.devices.listOf(signer.person) };
  },
  permissions: () => [],
  prove: async (scope) => {
    const { input, found } = scope;
    return proveKeyCode(scope, holderOf(found.signer), found.devices, input);
  },
  prepare: async ({ input, found, proof, ports, now }) => {
    const { person } = found.signer;
    const asked = input.durationSeconds ?? defaultSeconds;
    const seconds = person.kind === "root" ? Math.min(asked, rootSeconds) : asked;
    const statement: SessionStatement = {
      kind: "session",
      ...sourceOfSigner(found.signer),
      accessKeyId: newIds.sessionKey(ports.random, person.accountId),
      issuedAt: now,
      expiresAt: later(now, seconds * SECOND),
      mfaAuthenticatedAt: proof && now,
      mfaSerialNumber: proof?.device.serialNumber,
    };
    return issueCredentials(ports, statement, input.minimumSessionTokenSize);
  },
  run: async (scope) => {
    const { found, proof, prepared } = scope;
    const { statement, credentials } = prepared;
    if (!isSameSource(sourceOfSigner(found.signer), statement)) throw refusals.tokenInvalid();
    if (proof) await settleKeyCode(scope, holderOf(found.signer), proof);
    return { credentials };
  },
  record: { request: ["durationSeconds", "serialNumber"], response: ["credentials"] },
});

function holderOf({ person, key }: SignerRecord): KeyHolder {
  return { person, accessKeyId: key.accessKeyId };
}
