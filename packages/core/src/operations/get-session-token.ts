import { requireKeyCaller } from "../caller.ts";
import { refusals } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { HOUR, SECOND } from "../instant.ts";
import {
  keyCodeMembers,
  personalSeconds,
  proveKeyCode,
  settleKeyCode,
} from "../mfa/prove-key-code.ts";
import { defineOperation } from "../operation.ts";
import type { SessionStatement } from "../records.ts";
import { integer, optional, struct } from "../schema/schema.ts";
import {
  endOfSession,
  isSameSource,
  issueCredentials,
  locateAsker,
  requireKeySource,
} from "../session/issue.ts";
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
  locate: async ({ tx, caller }) => locateAsker(tx, requireKeyCaller(caller, "GetSessionToken")),
  permissions: () => [],
  prove: async (scope) => {
    const { input, found } = scope;
    return found.holder && proveKeyCode(scope, found.holder, found.devices, input);
  },
  prepare: async ({ input, found, proof, ports, now, caller }) => {
    const { person } = requireKeyCaller(caller, "GetSessionToken");
    const asked = input.durationSeconds ?? defaultSeconds;
    const seconds = person.kind === "root" ? Math.min(asked, rootSeconds) : asked;
    const mfaAuthenticatedAt = proof && now;
    const statement: SessionStatement = {
      kind: "session",
      source: requireKeySource(found.source),
      accessKeyId: newIds.sessionKey(ports.random, person.accountId),
      issuedAt: now,
      expiresAt: endOfSession({ asker: found, now, seconds, mfaAuthenticatedAt }),
      mfaAuthenticatedAt,
      mfaSerialNumber: proof?.device.serialNumber,
    };
    return issueCredentials(ports, statement, input.minimumSessionTokenSize);
  },
  run: async (scope) => {
    const { found, proof, prepared } = scope;
    const { statement, credentials } = prepared;
    if (!isSameSource(found.source, statement.source)) throw refusals.tokenInvalid();
    if (proof && found.holder) await settleKeyCode(scope, found.holder, proof);
    return { credentials };
  },
  record: { request: ["durationSeconds", "serialNumber"], response: ["credentials"] },
});
