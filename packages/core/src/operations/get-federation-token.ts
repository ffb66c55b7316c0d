import { requestTagKeys } from "../access/context-keys.ts";
import { requireKeyCaller } from "../caller.ts";
import { refusals } from "../errors.ts";
import { newIds } from "../identity/ids.ts";
import { accountOf } from "../identity/locate.ts";
import { HOUR, SECOND } from "../instant.ts";
import { personalSeconds } from "../mfa/prove-key-code.ts";
import { arns } from "../names.ts";
import { defineOperation } from "../operation.ts";
import type { FederationStatement } from "../records.ts";
import { optional, struct, text } from "../schema/schema.ts";
import {
  endOfSession,
  isSameSource,
  issueCredentials,
  locateAsker,
  packedPolicySize,
  requireKeySource,
} from "../session/issue.ts";
import { readSessionPolicies, requireDistinctTags } from "../session/session-policies.ts";
import { anyText, tags } from "./members.ts";
import * as sts from "./sts-members.ts";

const defaultSeconds = (12 * HOUR) / SECOND;
/** AWS gives root no more than an hour. */
const rootSeconds = HOUR / SECOND;

export const getFederationToken = defineOperation({
  name: "GetFederationToken",
  kind: "aws",
  service: "sts",
  summary:
    "Gives temporary credentials for somebody without an identity here; they carry no MFA and cannot call IAM.",
  readOnly: false,
  input: struct({
    name: text({
      min: 2,
      max: 32,
      pattern: /^[\w+=,.@-]*$/,
      words: "Use 2 to 32 letters, digits and + = , . @ _ - only.",
    }),
    durationSeconds: optional(personalSeconds),
    ...sts.sessionPolicyMembers,
    tags: optional(tags),
  }),
  output: struct({
    credentials: sts.credentials,
    federatedUser: struct({ federatedUserId: anyText, arn: anyText }),
    packedPolicySize: sts.packedPolicySize,
  }),
  locate: async ({ tx, caller }) => {
    requireKeyCaller(caller, "GetFederationToken");
    return locateAsker(tx, caller);
  },
  permissions: ({ caller, input }) => {
    const resource = arns.federatedUser(accountOf(caller), input.name);
    const keys = requestTagKeys(input.tags);
    const asked = (input.tags ?? []).length > 0 ? (["sts:TagSession"] as const) : [];
    return (["sts:GetFederationToken", ...asked] as const).map((action) => ({
      action,
      resource,
      keys,
    }));
  },
  prepare: async ({ caller, input, found, ports, now }) => {
    const { person } = requireKeyCaller(caller, "GetFederationToken");
    requireDistinctTags(input.tags ?? []);
    const carried = { ...readSessionPolicies(input), tags: input.tags ?? [] };
    const size = packedPolicySize(carried) ?? 0;
    const asked = input.durationSeconds ?? defaultSeconds;
    const seconds = person.kind === "root" ? Math.min(asked, rootSeconds) : asked;
    const statement: FederationStatement = {
      kind: "federation",
      source: requireKeySource(found.source),
      accessKeyId: newIds.sessionKey(ports.random, person.accountId),
      issuedAt: now,
      expiresAt: endOfSession({ asker: found, now, seconds, mfaAuthenticatedAt: undefined }),
      mfaAuthenticatedAt: undefined,
      mfaSerialNumber: undefined,
      ...carried,
      name: input.name,
    };
    return { size, ...issueCredentials(ports, statement) };
  },
  run: async ({ found, prepared, input }) => {
    const { statement, credentials, size } = prepared;
    if (!isSameSource(found.source, statement.source)) throw refusals.tokenInvalid();
    const { accountId } = statement.source;
    return {
      credentials,
      federatedUser: {
        federatedUserId: `${accountId}:${input.name}`,
        arn: arns.federatedUser(accountId, input.name),
      },
      packedPolicySize: size,
    };
  },
  record: {
    request: ["name", "durationSeconds", "policyArns", "tags"],
    response: ["credentials", "federatedUser", "packedPolicySize"],
  },
});
