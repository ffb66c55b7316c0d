import { requestTagKeys } from "../access/context-keys.ts";
import { requiresMfa } from "../access/judge.ts";
import { type Caller, callerArn } from "../caller.ts";
import { IamError, refusals } from "../errors.ts";
import {
  isSameRole,
  locateActingRole,
  requireActing,
  requireWithinRole,
  stepOf,
} from "../identity/acting-role.ts";
import { newIds } from "../identity/ids.ts";
import { HOUR, SECOND } from "../instant.ts";
import type { ProvenCode } from "../mfa/prove-code.ts";
import {
  keyCodeMembers,
  proveKeyCode,
  settleKeyCode,
  unknownDevice,
} from "../mfa/prove-key-code.ts";
import { type Arn, arns } from "../names.ts";
import { defineOperation, type Permission, type Scope } from "../operation.ts";
import type { RoleStatement, Tagged } from "../records.ts";
import { integer, list, optional, struct, text } from "../schema/schema.ts";
import { inheritedFrom, mergeTags } from "../session/inherited.ts";
import {
  type Asker,
  endOfSession,
  isSameSource,
  issueCredentials,
  locateAsker,
  packedPolicySize,
} from "../session/issue.ts";
import { readSessionPolicies } from "../session/session-policies.ts";
import { anyText, tags } from "./members.ts";
import * as sts from "./sts-members.ts";

const hourSeconds = HOUR / SECOND;

export const assumeRole = defineOperation({
  name: "AssumeRole",
  kind: "aws",
  service: "sts",
  summary:
    "Gives temporary credentials of a role to whomever its trust policy and the caller's own policies allow; with a device's serial number and code the trust policy sees MFA.",
  readOnly: false,
  input: struct({
    roleArn: text({ min: 20, max: 2048 }),
    roleSessionName: sts.sessionName,
    durationSeconds: optional(integer(900, 43_200)),
    ...sts.sessionPolicyMembers,
    tags: optional(tags),
    transitiveTagKeys: optional(list(text({ max: 128 }), 50)),
    externalId: optional(text({ min: 2, max: 1224, pattern: /^[\w+=,.@:/-]*$/ })),
    sourceIdentity: optional(sts.sessionName),
    ...keyCodeMembers,
  }),
  output: struct({
    credentials: sts.credentials,
    assumedRoleUser: struct({ assumedRoleId: anyText, arn: anyText }),
    packedPolicySize: sts.packedPolicySize,
    sourceIdentity: optional(anyText),
  }),
  locate: async ({ tx, caller, input }) => {
    if (caller.kind === "person" && caller.person.kind === "root") {
      throw new IamError("AccessDenied", "Roles may not be assumed by root accounts.");
    }
    const asker = await locateAsker(tx, caller);
    return { asker, ...(await locateActingRole(tx, input.roleArn)) };
  },
  permissions: ({ caller, input, found }) => {
    const { accountId, acting } = found;
    const role = acting?.role;
    const tagged: Tagged | undefined = role && { accountId, kind: "role", id: role.roleId };
    const inherited = inheritedFrom(caller);
    const transitive = input.transitiveTagKeys ?? [];
    // What a chain hands on is asked about like what is given here, or a role's tags would be chosen by another account.
    const tags = [...inherited.tags, ...(input.tags ?? [])];
    const sourceIdentity = input.sourceIdentity ?? inherited.sourceIdentity;
    const keys = {
      ...requestTagKeys(tags),
      "sts:ExternalId": input.externalId,
      "sts:RoleSessionName": input.roleSessionName,
      "sts:SourceIdentity": sourceIdentity,
      "sts:TransitiveTagKeys": transitive.length > 0 ? transitive : undefined,
      // The code is looked at before anything is given out: here it counts as right.
      ...(caller.kind === "person" && input.tokenCode !== undefined && mfaShownNow),
    };
    const on = (action: Permission["action"]): Permission => ({
      action,
      resource: input.roleArn as Arn,
      tagged,
      trust: { accountId, role },
      keys,
    });
    return [
      on("sts:AssumeRole"),
      ...(tags.length > 0 ? [on("sts:TagSession")] : []),
      ...(sourceIdentity === undefined ? [] : [on("sts:SetSourceIdentity")]),
    ];
  },
  prove: async (scope) => {
    const { input, found, caller } = scope;
    const { role } = requireActing(found.acting);
    requireSessionInTime(scope, found.asker);
    requireDuration(caller, input.durationSeconds, role.maxSessionSeconds);
    const policies = readSessionPolicies(input);
    const carried = { ...policies, ...mergeTags(caller, input) };
    const size = packedPolicySize(carried);
    const code = await proveCallersCode(scope, found.asker);
    return { policies, carried, size, code };
  },
  prepare: async ({ caller, input, found, proof, ports, now }) => {
    const { asker, acting } = found;
    const { role } = requireActing(acting);
    const inherited = inheritedFrom(caller);
    const seconds = input.durationSeconds ?? Math.min(hourSeconds, role.maxSessionSeconds);
    const shown = shownMfa(caller, proof.code, now);
    const statement: RoleStatement = {
      kind: "role",
      source: asker.source,
      accessKeyId: newIds.sessionKey(ports.random, role.accountId),
      issuedAt: now,
      expiresAt: endOfSession({ asker, now, seconds, ...shown }),
      ...shown,
      ...proof.carried,
      chain: [...inherited.chain, stepOf(requireActing(acting))],
      sessionName: input.roleSessionName,
      sourceIdentity: inherited.sourceIdentity ?? input.sourceIdentity,
      federation: undefined,
    };
    return issueCredentials(ports, statement);
  },
  run: async (scope) => {
    const { found, proof, prepared, input, trail } = scope;
    trail.concerned = found.accountId;
    const { statement, credentials } = prepared;
    const acting = requireActing(found.acting);
    if (!isSameSource(found.asker.source, statement.source)) throw refusals.tokenInvalid();
    if (!isSameRole(stepOf(acting), statement.chain.at(-1))) throw refusals.tokenInvalid();
    if (proof.code && found.asker.holder) {
      await settleKeyCode({ ...scope, found: found.asker }, found.asker.holder, proof.code);
    }
    const { role } = acting;
    return {
      credentials,
      assumedRoleUser: {
        assumedRoleId: `${role.roleId}:${input.roleSessionName}`,
        arn: arns.assumedRole(role.accountId, role.name, input.roleSessionName),
      },
      packedPolicySize: proof.size,
      sourceIdentity: statement.sourceIdentity,
    };
  },
  record: {
    request: [
      "roleArn",
      "roleSessionName",
      "durationSeconds",
      "policyArns",
      "tags",
      "transitiveTagKeys",
      "externalId",
      "sourceIdentity",
      "serialNumber",
    ],
    response: ["credentials", "assumedRoleUser", "packedPolicySize"],
  },
});

const mfaShownNow = { "aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "0" };

function requireDuration(caller: Caller, asked: number | undefined, most: number): void {
  if (asked === undefined) return;
  if (caller.kind === "role" && asked > hourSeconds) {
    throw new IamError(
      "ValidationError",
      "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining",
    );
  }
  requireWithinRole(asked, most);
}

/**
 * Whom their account asks for a second factor meanwhile hands on no session that was given out without one: a person is judged with
 * each request, a role's session only here.
 */
function requireSessionInTime(
  { caller, input, now }: Scope<{ readonly roleArn: string }>,
  { mfaDueFrom }: Asker,
): void {
  if (caller.kind !== "role" || caller.statement.mfaAuthenticatedAt !== undefined) return;
  if (mfaDueFrom === undefined || mfaDueFrom > now) return;
  throw refusals.accessDenied(callerArn(caller), "sts:AssumeRole", input.roleArn, requiresMfa);
}

/** When a second factor was shown for this session, or for the one that asked for it (security rule 19). */
function shownMfa(
  caller: Caller,
  code: ProvenCode | undefined,
  now: RoleStatement["issuedAt"],
): Pick<RoleStatement, "mfaAuthenticatedAt" | "mfaSerialNumber"> {
  if (code !== undefined)
    return { mfaAuthenticatedAt: now, mfaSerialNumber: code.device.serialNumber };
  if (caller.kind === "role" || (caller.kind === "person" && caller.proof === "sessionToken")) {
    const { mfaAuthenticatedAt, mfaSerialNumber } = caller.statement;
    return { mfaAuthenticatedAt, mfaSerialNumber };
  }
  return { mfaAuthenticatedAt: undefined, mfaSerialNumber: undefined };
}

async function proveCallersCode(
  scope: Parameters<typeof proveKeyCode>[0] & {
    readonly input: Parameters<typeof proveKeyCode>[3];
  },
  { holder, devices }: Asker,
): Promise<ProvenCode | undefined> {
  const { input } = scope;
  if (holder !== undefined) return proveKeyCode(scope, holder, devices, input);
  // A role has no devices.
  if (input.serialNumber !== undefined || input.tokenCode !== undefined) throw unknownDevice();
  return undefined;
}
